import type { Row } from './sample.js';
import { daysBetween, figureScope, secondsAt } from '../../src/store/figure-scopes.js';
import { placeName, placeText } from '../../src/store/places.js';
import { monthOf } from '../../src/time/days.js';

/*
 * What figures are made of, for cases that are put straight into the tables: each was opened, two in three were decided, and their time was
 * charged to the agency and the investor. Counters are as various as they are in a country: most say 1.
 */

const DAY = 86_400_000;
const PROVINCES = ['punjab', 'punjab', 'punjab', 'sindh', 'sindh', 'kp', 'balochistan', 'ict', 'gb'];
const SECTORS = ['textiles', 'mining', 'chemicals', 'engineering', 'agri-based', 'gemstones', 'other'];
const APPROVALS = 40;
/** One in so many cases had to wait for this holder. */
const RARE = 4000;
export const RARE_HOLDER = 'court';

/** A case as it is filled, as far as figures tell of it. */
export interface Filled {
  readonly n: number;
  readonly id: string;
  readonly agency: string;
  readonly open: boolean;
  readonly openedAt: number;
  readonly now: number;
  readonly chance: (salt: number) => number;
}

export interface FilledFigures {
  readonly place: string | null;
  readonly holder: string;
  readonly passages: readonly Row[];
  readonly ledger: readonly Row[];
}

const from = <T>(values: readonly T[], chance: number): T | undefined => values[Math.floor(values.length * chance)];

/** Rows of one case; what it counts is added up. */
export function figuresOf(
  { n, id, agency, open, openedAt, now, chance }: Filled,
  counts: Map<string, number>,
): FilledFigures {
  const count = (scope: string, by: number): void => void counts.set(scope, (counts.get(scope) ?? 0) + by);
  const place = placeText({
    provinces: [from(PROVINCES, chance(20)) ?? 'punjab'],
    zones: null,
    sectors: [from(SECTORS, chance(21)) ?? 'other'],
  });
  const where = placeName(place);
  const approval = `approval-${Math.floor(APPROVALS * chance(22))}`;
  const took = Math.ceil(120 * chance(23) ** 2 * DAY);
  const decidedAt = Math.min(now - 1000, openedAt + took);
  const passages: Row[] = [];
  const pass = (seq: number, stages: readonly [string | null, string], at: number, act: string): void => {
    const days = seq === 1 ? 0 : daysBetween(openedAt, at);
    const promise = seq === 1 ? 'none' : days <= 30 ? 'kept' : 'late';
    const [from_stage, to_stage] = stages;
    const about = { workflow: 'permit', agency, approval, place: where, from_stage, to_stage, act, reason: null };
    passages.push({ case_id: id, seq, ...about, passed_at: at, days, promised_at: null, promise });
    const parts = [monthOf(at), agency, where, 'permit', approval, from_stage, to_stage] as const;
    count(figureScope('passed', ...parts, act, null, promise, days), 1);
  };
  pass(1, [null, 'pending'], openedAt, 'case.opened');
  if (!open) pass(2, ['pending', chance(24) < 0.85 ? 'inForce' : 'refused'], decidedAt, 'decide');
  const rare = n % RARE === 0;
  const holder = !open ? 'nobody' : rare ? RARE_HOLDER : chance(25) < 0.3 ? 'investor' : agency;
  const ledger: Row[] = [];
  const charge = (seq: number, whose: string, since: number, until: number): void => {
    ledger.push({ case_id: id, seq, holder: whose, cause: null, since, until });
    count(figureScope('time', monthOf(until), agency, where, whose), secondsAt(until) - secondsAt(since));
  };
  const middle = Math.floor((openedAt + decidedAt) / 2);
  charge(2, 'investor', openedAt, middle);
  if (!open) charge(3, rare ? RARE_HOLDER : agency, middle, decidedAt);
  else {
    count(figureScope('held', agency, where, holder, 'n'), 1);
    count(figureScope('held', agency, where, holder, 'since'), secondsAt(middle));
  }
  return { place, holder, passages, ledger };
}

/** The names under which places are counted. */
export function placeRows(): Row[] {
  const texts = new Set(
    PROVINCES.flatMap((province) =>
      SECTORS.map((sector) => placeText({ provinces: [province], zones: null, sectors: [sector] })),
    ),
  );
  return [...texts].map((place) => ({ name: placeName(place), place }));
}
