import type { Charged, Passed } from './counted.js';
import { isApplication, isApproval, isOpening, isWithdrawal, outcomeOf, type Outcome } from './meaning.js';
import { NONE, oneOf } from './open-work.js';
import { addTo } from './spread.js';

/** What came in and what was decided, of some approvals. */
export interface Tally extends Record<Outcome, number> {
  opened: number;
  decided: number;
  withdrawn: number;
  kept: number;
  late: number;
  /** How many decisions took how many days. */
  readonly days: Map<number, number>;
}

type Tallies = Map<string, Tally>;

/** What happened in a month, or in several: as little of it as the tables need, so that it can be kept at hand. */
export interface MonthFigures {
  readonly all: Tally;
  readonly approvals: Tallies;
  readonly provinces: Tallies;
  readonly sectors: Tallies;
  /** Why investors gave up; none given: `NONE`. */
  readonly reasons: Map<string, { applications: number; approvals: number }>;
  /** Applications that came to a stage, and that were withdrawn there. */
  readonly stages: Map<string, { reached: number; left: number }>;
  /** Seconds charged, by holder. */
  readonly time: Map<string, number>;
}

export function monthFigures(passed: readonly Passed[], charged: readonly Charged[]): MonthFigures {
  const figures = noFigures();
  for (const one of passed) addPassed(figures, one);
  for (const { holder, seconds } of charged) addTo(figures.time, holder, seconds);
  return figures;
}

/** All of some months together. */
export function together(months: readonly MonthFigures[]): MonthFigures {
  const sum = noFigures();
  for (const month of months) {
    addTally(sum.all, month.all);
    for (const kind of ['approvals', 'provinces', 'sectors'] as const)
      for (const [name, tally] of month[kind]) addTally(at(sum[kind], name, noTally), tally);
    for (const [reason, { applications, approvals }] of month.reasons) {
      const one = at(sum.reasons, reason, noReason);
      one.applications += applications;
      one.approvals += approvals;
    }
    for (const [stage, { reached, left }] of month.stages) {
      const one = at(sum.stages, stage, noStage);
      one.reached += reached;
      one.left += left;
    }
    for (const [holder, seconds] of month.time) addTo(sum.time, holder, seconds);
  }
  return sum;
}

const noTally = (): Tally => ({
  opened: 0,
  decided: 0,
  granted: 0,
  refused: 0,
  returned: 0,
  withdrawn: 0,
  kept: 0,
  late: 0,
  days: new Map(),
});
const noReason = () => ({ applications: 0, approvals: 0 });
const noStage = () => ({ reached: 0, left: 0 });

function noFigures(): MonthFigures {
  const [approvals, provinces, sectors] = [new Map(), new Map(), new Map()];
  return { all: noTally(), approvals, provinces, sectors, reasons: new Map(), stages: new Map(), time: new Map() };
}

function addPassed(figures: MonthFigures, one: Passed): void {
  if (isApplication(one)) {
    at(figures.stages, one.to, noStage).reached += one.n;
    if (isWithdrawal(one)) at(figures.stages, one.from ?? NONE, noStage).left += one.n;
  }
  const approval = isApproval(one);
  if (isWithdrawal(one) && (approval || isApplication(one)))
    at(figures.reasons, one.reason ?? NONE, noReason)[approval ? 'approvals' : 'applications'] += one.n;
  if (!approval) return;
  const { provinces, sectors } = one.place;
  count(figures.all, one);
  count(at(figures.provinces, oneOf(provinces), noTally), one);
  count(at(figures.sectors, oneOf(sectors), noTally), one);
  if (one.approval !== null) count(at(figures.approvals, one.approval, noTally), one);
}

function count(tally: Tally, one: Passed): void {
  const { n, days, promise } = one;
  if (isOpening(one)) tally.opened += n;
  if (isWithdrawal(one)) tally.withdrawn += n;
  const outcome = outcomeOf(one);
  if (outcome === null) return;
  tally.decided += n;
  tally[outcome] += n;
  if (promise !== 'none') tally[promise] += n;
  addTo(tally.days, days, n);
}

function addTally(sum: Tally, { days, ...numbers }: Tally): void {
  for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) sum[name] += numbers[name];
  for (const [took, n] of days) addTo(sum.days, took, n);
}

function at<V>(map: Map<string, V>, name: string, none: () => V): V {
  const known = map.get(name);
  if (known) return known;
  const made = none();
  map.set(name, made);
  return made;
}
