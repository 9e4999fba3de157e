import type { MonthFigures, Tally } from './month-figures.js';
import { NONE } from './open-work.js';
import { spreadOf } from './spread.js';
import { counted, plain, type Behind, type Cell, type Table } from './table.js';

const count = (name: string) => ({ name, kind: 'count' }) as const;
const days = (name: string) => ({ name, kind: 'days' }) as const;

/** What came in and what was decided, month by month. */
export function trend(months: readonly string[], figures: readonly MonthFigures[], scope: Behind): Table {
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
    rows: figures.map(({ all }, index): Cell[] => {
      const month = months[index] ?? '';
      const spread = spreadOf(all.days);
      const of = (what: 'opened' | 'granted' | 'refused' | 'returned' | 'withdrawn'): Cell =>
        counted(all[what], { ...scope, figure: 'passed', month, what });
      return [
        plain(month),
        of('opened'),
        of('granted'),
        of('refused'),
        of('returned'),
        of('withdrawn'),
        plain(spread?.median ?? null),
        plain(spread?.p90 ?? null),
      ];
    }),
  };
}

/** Of each approval, what was promised beside what happened; the one most often late first. */
export function promises({ approvals }: MonthFigures, scope: Behind): Table {
  const rows = [...approvals].filter(([, { decided }]) => decided > 0);
  return {
    id: 'promises',
    columns: [{ name: 'approval', kind: 'approval' }, ...DECIDED],
    rows: rows
      .sort(([one, a], [other, b]) => b.late - a.late || (one < other ? -1 : 1))
      .map(([approval, tally]): Cell[] => [
        plain(approval),
        ...decidedCells(tally, { ...scope, figure: 'passed', what: 'decided', approval }),
      ]),
  };
}

/** What came in, what was decided, and how long it took, by where the sites are or by sector; where most is decided late first. */
export function throughput(figures: MonthFigures, by: 'province' | 'sector', scope: Behind): Table {
  const rows = [...(by === 'province' ? figures.provinces : figures.sectors)];
  return {
    id: `throughput-by-${by}`,
    columns: [{ name: by, kind: by }, count('opened'), ...DECIDED],
    rows: rows
      .filter(([, { opened, decided }]) => opened + decided > 0)
      .sort(([one, a], [other, b]) => b.late - a.late || b.decided - a.decided || (one < other ? -1 : 1))
      .map(([name, tally]): Cell[] => {
        const behind = (what: string): Behind => ({ ...scope, figure: 'passed', what, [by]: name });
        const title = plain(name === NONE ? null : name);
        return [title, counted(tally.opened, behind('opened')), ...decidedCells(tally, behind('decided'))];
      }),
  };
}

const DECIDED = [
  count('decided'),
  count('kept'),
  count('late'),
  { name: 'inTime', kind: 'share' },
  days('median'),
  days('p90'),
  days('worst'),
] as const;

function decidedCells({ decided, kept, late, days: took }: Tally, behind: Behind): Cell[] {
  const spread = spreadOf(took);
  return [
    counted(decided, behind),
    counted(kept, { ...behind, promise: 'kept' }),
    counted(late, { ...behind, promise: 'late' }),
    plain(kept + late === 0 ? null : kept / (kept + late)),
    plain(spread?.median ?? null),
    plain(spread?.p90 ?? null),
    counted(spread?.worst ?? 0, { ...behind, days: String(spread?.worst ?? 0) }),
  ];
}

/** Why investors gave up, as far as they said. */
export function withdrawals({ reasons }: MonthFigures, scope: Behind): Table {
  return {
    id: 'withdrawals',
    columns: [{ name: 'reason', kind: 'reason' }, count('applications'), count('approvals')],
    rows: [...reasons]
      .sort(([, a], [, b]) => b.applications + b.approvals - a.applications - a.approvals)
      .map(([reason, { applications, approvals }]): Cell[] => {
        const behind = { ...scope, figure: 'passed', what: 'withdrawn', reason };
        const title = plain(reason === NONE ? null : reason);
        return [title, counted(applications, { ...behind, of: 'applications' }), counted(approvals, behind)];
      }),
  };
}

const STAGES = ['application', 'review', 'permits', 'lease', 'operational'];

/** Which stages applications came to, and from which they were withdrawn. */
export function dropOut({ stages }: MonthFigures, scope: Behind): Table {
  return {
    id: 'drop-out',
    columns: [{ name: 'stage', kind: 'stage' }, count('reached'), count('withdrawn')],
    rows: STAGES.map((stage): Cell[] => {
      const behind = { ...scope, figure: 'passed', of: 'applications', stage };
      const { reached, left } = stages.get(stage) ?? { reached: 0, left: 0 };
      return [
        plain(stage),
        counted(reached, { ...behind, what: 'reached' }),
        counted(left, { ...behind, what: 'withdrawn' }),
      ];
    }),
  };
}
