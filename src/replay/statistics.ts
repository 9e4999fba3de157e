/** Milliseconds of a minute and of a day of 24 hours, for showing stretches of time. */
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** The value below which a share of the values lies, between two neighbours in proportion; null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [lower, upper] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place - Math.floor(place));
}
