/*
 * Figures are counters, kept in the transaction that brings about what they count. The parts of a scope stand in an order in which whatever is
 * asked for is one stretch of the index: the month first, where periods are asked for.
 *
 *   passed/<month>/<agency>/<place>/<workflow>/<approval>/<from>/<to>/<act>/<reason>/<promise>/<days>
 *       cases that went from a stage to another
 *   time/<month>/<agency>/<place>/<holder>
 *       seconds charged to a holder, by the month in which the stretch ended
 *   held/<agency>/<place>/<holder>/n, held/<agency>/<place>/<holder>/since
 *       cases with a holder now, and the sum of the seconds since when
 *   months/<month>
 *       how often something of a month was counted: whoever keeps its figures at hand sees that they have changed
 *
 * Places are there for those whose posts are bounded to some, under the names that `places` keeps.
 */

const DAY_MS = 86_400_000;
/** Sums of seconds since 1970 over millions of cases would leave the whole numbers; since then they do not. */
const BEGINNING_MS = Date.UTC(2020, 0, 1);

export const FIGURES = ['passed', 'time', 'held', 'months'] as const;

/** Nothing, as a part of a scope. */
const NOTHING = '-';

export function figureScope(figure: (typeof FIGURES)[number], ...parts: readonly (string | number | null)[]): string {
  const told = parts.map((part) => (part === null || part === '' ? NOTHING : encodeURIComponent(part)));
  return [figure, ...told].join('/');
}

/** The parts of a scope, without the name of its figure; null: nothing. */
export function partsOf(scope: string): readonly (string | null)[] {
  return scope
    .split('/')
    .slice(1)
    .map((part) => (part === NOTHING ? null : part.includes('%') ? decodeURIComponent(part) : part));
}

/** Whole seconds since the beginning of 2020: rounded at instants, so that the sums of adjoining stretches agree. */
export function secondsAt(instant: number): number {
  return Math.floor((instant - BEGINNING_MS) / 1000);
}

/** The number of days begun between two instants, none where they are one. */
export function daysBetween(since: number, until: number): number {
  return Math.max(0, Math.ceil((until - since) / DAY_MS));
}
