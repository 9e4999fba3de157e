import type { Passed } from './counted.js';
import { groupedBy } from './grouping.js';
import { isApplication, isApproval, isOpening, isWithdrawal, outcomeOf } from './meaning.js';
import { NONE, oneOf } from './open-work.js';
import { addTo, spreadOf, type Histogram } from './spread.js';
import { counted, plain, type Behind, type Cell, type Table } from './table.js';

const count = (name: string) => ({ name, kind: 'count' }) as const;
const days = (name: string) => ({ name, kind: 'days' }) as const;

const sumOf = (passed: readonly Passed[]): number => passed.reduce((sum, { n }) => sum + n, 0);

/** How long it took: the sum of some ways to pass. */
export function histogramOf(passed: readonly Passed[]): Histogram {
  const histogram = new Map<number, number>();
  for (const one of passed) addTo(histogram, one.days, one.n);
  return histogram;
}

/** What came in and what was decided, month by month. */
export function trend(passed: readonly Passed[], months: readonly string[], scope: Behind): Table {
  const byMonth = groupedBy(passed, ({ month }) => month);
  return {
    id: 'trend',
    columns: [
      { name: 'month', kind: 'month' },
      count('opened'),
      count('granted'),
      count('refused'),
      count('returned'),
      count('withdrawn'),
      days('median'),
      days('p90'),
    ],
    rows: months.map((month): Cell[] => {
      const all = (byMonth.get(month) ?? []).filter(isApproval);
      const decided = all.filter((one) => outcomeOf(one) !== null);
      const spread = spreadOf(histogramOf(decided));
      const behind = (what: string): Behind => ({ ...scope, figure: 'passed', month, what });
      const outcomes = (['granted', 'refused', 'returned'] as const).map((outcome) =>
        counted(sumOf(decided.filter((one) => outcomeOf(one) === outcome)), behind(outcome)),
      );
      return [
        plain(month),
        counted(sumOf(all.filter(isOpening)), behind('opened')),
        ...outcomes,
        counted(sumOf(all.filter(isWithdrawal)), behind('withdrawn')),
        plain(spread?.median ?? null),
        plain(spread?.p90 ?? null),
      ];
    }),
  };
}

/** Of each approval, what was promised beside what happened; the one most often late first. */
export function promises(passed: readonly Passed[], scope: Behind): Table {
  const decided = passed.filter((one) => outcomeOf(one) !== null && one.approval !== null);
  const rows = [...groupedBy(decided, ({ approval }) => approval)].map(([approval, all]) => {
    const of = (promise: Passed['promise']): number => sumOf(all.filter((one) => one.promise === promise));
    return { approval: approval ?? '', all, kept: of('kept'), late: of('late'), spread: spreadOf(histogramOf(all)) };
  });
  return {
    id: 'promises',
    columns: [
      { name: 'approval', kind: 'approval' },
      count('decided'),
      count('kept'),
      count('late'),
      { name: 'inTime', kind: 'share' },
      days('median'),
      days('p90'),
      days('worst'),
    ],
    rows: rows
      .sort((a, b) => b.late - a.late || (a.approval < b.approval ? -1 : 1))
      .map(({ approval, all, kept, late, spread }): Cell[] => {
        const behind = { ...scope, figure: 'passed', what: 'decided', approval };
        return [
          plain(approval),
          counted(sumOf(all), behind),
          counted(kept, { ...behind, promise: 'kept' }),
          counted(late, { ...behind, promise: 'late' }),
          plain(kept + late === 0 ? null : kept / (kept + late)),
          plain(spread?.median ?? null),
          plain(spread?.p90 ?? null),
          counted(spread?.worst ?? 0, { ...behind, days: String(spread?.worst ?? 0) }),
        ];
      }),
  };
}

/** What came in, what was decided, and how long it took, by where the sites are or by sector; where most is decided late first. */
export function throughput(passed: readonly Passed[], by: 'province' | 'sector', scope: Behind): Table {
  const kind = by === 'province' ? 'provinces' : 'sectors';
  const groups = [...groupedBy(passed.filter(isApproval), ({ place }) => oneOf(place[kind]))];
  const rows = groups.map(([name, all]) => {
    const decided = all.filter((one) => outcomeOf(one) !== null);
    const of = (promise: Passed['promise']): number => sumOf(decided.filter((one) => one.promise === promise));
    const opened = sumOf(all.filter(isOpening));
    const spread = spreadOf(histogramOf(decided));
    return { name, opened, decided: sumOf(decided), kept: of('kept'), late: of('late'), spread };
  });
  return {
    id: `throughput-by-${by}`,
    columns: [
      { name: by, kind: by },
      count('opened'),
      count('decided'),
      count('kept'),
      count('late'),
      { name: 'inTime', kind: 'share' },
      days('median'),
      days('p90'),
      days('worst'),
    ],
    rows: rows
      .filter(({ opened, decided }) => opened + decided > 0)
      .sort((a, b) => b.late - a.late || b.decided - a.decided || (a.name < b.name ? -1 : 1))
      .map(({ name, opened, decided, kept, late, spread }): Cell[] => {
        const behind = (what: string): Behind => ({ ...scope, figure: 'passed', what, [by]: name });
        return [
          plain(name === NONE ? null : name),
          counted(opened, behind('opened')),
          counted(decided, behind('decided')),
          counted(kept, { ...behind('decided'), promise: 'kept' }),
          counted(late, { ...behind('decided'), promise: 'late' }),
          plain(kept + late === 0 ? null : kept / (kept + late)),
          plain(spread?.median ?? null),
          plain(spread?.p90 ?? null),
          counted(spread?.worst ?? 0, { ...behind('decided'), days: String(spread?.worst ?? 0) }),
        ];
      }),
  };
}

/** Why investors gave up, as far as they said. */
export function withdrawals(passed: readonly Passed[], scope: Behind): Table {
  const byReason = groupedBy(passed.filter(isWithdrawal), ({ reason }) => reason);
  const rows = [...byReason].map(([reason, all]) => {
    const of = (which: (one: Passed) => boolean): number => sumOf(all.filter(which));
    return { reason, applications: of(isApplication), approvals: of(isApproval) };
  });
  return {
    id: 'withdrawals',
    columns: [{ name: 'reason', kind: 'reason' }, count('applications'), count('approvals')],
    rows: rows
      .sort((a, b) => b.applications + b.approvals - a.applications - a.approvals)
      .map(({ reason, applications, approvals }): Cell[] => {
        const behind = { ...scope, figure: 'passed', what: 'withdrawn', reason: reason ?? '-' };
        return [plain(reason), counted(applications, { ...behind, of: 'applications' }), counted(approvals, behind)];
      }),
  };
}

const STAGES = ['application', 'review', 'permits', 'lease', 'operational'];

/** Which stages applications came to, and from which they were withdrawn. */
export function dropOut(passed: readonly Passed[], scope: Behind): Table {
  const applications = passed.filter(isApplication);
  return {
    id: 'drop-out',
    columns: [{ name: 'stage', kind: 'stage' }, count('reached'), count('withdrawn')],
    rows: STAGES.map((stage): Cell[] => {
      const behind = { ...scope, figure: 'passed', of: 'applications', stage };
      const reached = sumOf(applications.filter(({ to }) => to === stage));
      const left = sumOf(applications.filter((one) => one.from === stage && isWithdrawal(one)));
      return [
        plain(stage),
        counted(reached, { ...behind, what: 'reached' }),
        counted(left, { ...behind, what: 'withdrawn' }),
      ];
    }),
  };
}
