import type { Findings } from '../verify/verify.js';
import type { CivilTime } from './civil-time.js';
import type { Dirt } from './dirt.js';
import type { Figures } from './figures.js';
import type { ReceiptLog } from './receipt-log.js';
import type { Refusal, RunResult } from './run.js';
import { DAY, MINUTE } from './statistics.js';

/** All that is told after a run. */
export interface Outcome {
  readonly log: ReceiptLog;
  readonly seconds: number;
  readonly result: RunResult;
  readonly figures: Figures;
  readonly civil: CivilTime;
  readonly dirt: readonly Dirt[];
  readonly findings: Findings;
}

const CITATION = `J.C.A.M. Buijs: Receipt phase of an environmental permit application process ("WABO"), CoSeLoG project.
           4TU.ResearchData, https://doi.org/10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6`;

/** The outcome in words; `database` as people may see it. */
export function report(outcome: Outcome, database: string): string {
  const { log, dirt, findings } = outcome;
  const sound = findings.failures.length === 0;
  const { cases, events } = findings;
  return lines([
    `log        ${log.file}`,
    `data       ${CITATION}`,
    `database   ${database}`,
    ...happened(outcome),
    ...breaches(outcome.figures, log.lastStep),
    ...time(outcome),
    'dirty      (replayed as it stands)',
    ...(dirt.length > 0
      ? dirt.flatMap(({ what, who }) => [`  ${what}: ${who.length}`, ...who.map((name) => `    ${name}`)])
      : ['  nothing']),
    `verified   ${n(cases)} cases, ${n(events)} events: ${sound ? 'each log is unbroken and replays to the state stored' : 'NOT SOUND'}`,
    ...findings.failures.map((failure) => `  ${failure}`),
    `digest     ${outcome.figures.digest}`,
  ]);
}

function happened({ result, figures, seconds }: Outcome): string[] {
  const resumed = result.known > 0 ? `, ${n(result.known)} were there from an earlier run` : '';
  const { cases, steps, stepsAfterEnd, ends, deadlinesFired } = figures;
  return [
    `run        ${n(result.applied)} happenings applied in ${seconds.toFixed(1)} s${resumed}`,
    `cases      ${n(cases)}`,
    `events     ${n(steps)} applied, ${n(stepsAfterEnd)} of them after the end of their case, recorded as such`,
    `           ${n(ends)} ends; ${n(deadlinesFired)} deadlines fired; ${n(result.refused.length)} refused`,
    ...result.refused.map(refusal),
  ];
}

function refusal({ happening: { kind, step, of }, reason }: Refusal): string {
  const what = step ? `"${step.activity}" (line ${step.line})` : kind;
  return `  refused: ${of.name}, ${what}: ${reason}`;
}

function breaches({ states, lateness, workedOnLate, stillArmed, overdue }: Figures, lastStep: number): string[] {
  const [ended, open] = [states['endedLate'] ?? 0, states['late'] ?? 0];
  const { median, p90, most } = lateness;
  return [
    `breaches   ${n(ended + open)}: ${n(ended)} cases ended after their deadline, ${n(open)} without end were past it`,
    `           at the end of the log, ${new Date(lastStep).toISOString()}`,
    `           late by ${days(median)} in the median, ${days(p90)} at the 90th percentile, ${days(most)} at most`,
    `           ${n(workedOnLate)} cases were worked on after their deadline`,
    `in time    ${n(states['ended'] ?? 0)} ended, ${n(states['open'] ?? 0)} open with ${n(stillArmed)} deadlines still armed`,
    ...(overdue > 0 ? [`           NOT SOUND: ${n(overdue)} deadlines are overdue and have not fired`] : []),
  ];
}

function time({ figures: { durations, fourEyes }, civil }: Outcome): string[] {
  return [
    `durations  ${minutes(durations.median)} in the median, ${days(durations.p90)} at the 90th percentile, first to last event`,
    `civil time ${n(civil.civil)} deadlines are eight weeks by the wall clock, ${n(civil.elapsed)} by elapsed time (both within 10 min):`,
    `           elapsed-time arithmetic would be wrong by an hour on ${n(civil.wrongByAnHour)} of them;`,
    `           ${n(civil.offsetsDiffer)} cases have their start and deadline at different offsets from UTC`,
    `four eyes  the same person did T02 (check) and T04 (determine) in ${n(fourEyes.samePerson)} of ${n(fourEyes.both)} cases with both`,
  ];
}

const n = (count: number): string => count.toLocaleString('en');
const days = (ms: number | null): string => (ms === null ? '-' : `${(ms / DAY).toFixed(1)} days`);
const minutes = (ms: number | null): string => (ms === null ? '-' : `${(ms / MINUTE).toFixed(1)} min`);
const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
