import { cpus, loadavg, release } from 'node:os';
import { spelt } from './figures.js';

/** A figure that is worth a goal: how many times one number of this run is another number of this run. */
export interface Ratio {
  readonly what: string;
  readonly value: number;
  /** What it should reach; absent: it is told, not judged. */
  readonly goal?: { readonly atLeast?: number; readonly below?: number; readonly unit?: string };
}

export interface Figure {
  readonly what: string;
  readonly value: string;
}

/** What one part of the benchmark found. */
export interface Findings {
  readonly part: string;
  readonly ratios: readonly Ratio[];
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

/** The whole run as text: ratios first, then figures part by part, then the machine. */
export function report(found: readonly Findings[], facts: readonly Figure[]): string {
  const ratios = found.flatMap((findings) => findings.ratios);
  return [
    'RATIOS, each of two numbers of this run',
    ...table(ratios.map((ratio) => [ratio.what, spelt(ratio.value), goalOf(ratio), verdict(ratio)])),
    ...found.flatMap(({ part, figures, notes }) => [
      '',
      part,
      ...table(figures.map(({ what, value }) => [what, value])),
      ...notes.map((note) => `  (${note})`),
    ]),
    '',
    'MACHINE',
    ...table(facts.map(({ what, value }) => [what, value])),
  ].join('\n');
}

function goalOf({ goal }: Ratio): string {
  if (!goal) return '';
  const unit = goal.unit === undefined ? '' : ` ${goal.unit}`;
  return goal.atLeast === undefined
    ? `goal < ${spelt(goal.below ?? 0)}${unit}`
    : `goal ≥ ${spelt(goal.atLeast)}${unit}`;
}

function verdict({ goal, value }: Ratio): string {
  if (!goal) return '';
  return value >= (goal.atLeast ?? -Infinity) && value < (goal.below ?? Infinity) ? 'reached' : 'MISSED';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[index] ?? 0),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** How busy the machine is with other things: above a fraction of a core, absolute figures say little. */
export function presentLoad(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** The machine and the programs of this run. */
export function machineFacts(servers: readonly Figure[], loadBefore: number): Figure[] {
  const [first] = cpus();
  return [
    { what: 'date', value: new Date().toISOString().slice(0, 16).replace('T', ' ') },
    { what: 'cores', value: `${cpus().length} × ${first?.model ?? 'unknown'}` },
    { what: 'system', value: `${process.platform} ${release()}` },
    { what: 'load before the run', value: `${spelt(loadBefore)} (of others; above 0.50 trust the ratios only)` },
    { what: 'Node', value: process.versions.node },
    ...servers,
  ];
}
