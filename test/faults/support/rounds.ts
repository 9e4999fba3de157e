/** How much longer than in `npm test` to go on: `FAULT_ROUNDS=10 npm test -- test/faults`. */
export const ROUNDS = Math.max(1, Number(process.env['FAULT_ROUNDS'] ?? 1));

/**
 * How long a deadline may wait at most while some process lives that could fire it, on a machine that is busy with other tests. What it
 * really takes is told by `FAULT_ROUNDS=1`.
 */
export const LATEST_MS = 10_000;

/** Figures of a run, for whoever asked for rounds. */
export function tell(what: string, figures: { readonly [name: string]: number }): void {
  if (process.env['FAULT_ROUNDS'] === undefined) return;
  const told = Object.entries(figures).map(([name, figure]) => `${name} ${Math.round(figure)}`);
  process.stderr.write(`${what}: ${told.join(', ')}\n`);
}
