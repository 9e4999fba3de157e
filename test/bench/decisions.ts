import { decide, open, type CaseState, type Command, type Frame } from '../../src/engine/index.js';
import { persist, restore, step, stepByXState } from '../../src/engine/machine.js';
import { crossroadsFrame, crossroadsOpening } from './crossroads.js';
import { median, spelt } from './figures.js';
import type { Figure, Findings, Ratio } from './report.js';
import { benchCatalogue, INVESTOR, OFFICER, openSteps } from './sample.js';

export interface DecisionsOrder {
  readonly rounds: number;
  /** Of each measurement in each round. */
  readonly milliseconds: number;
}

/** A case to decide on again and again, always from the same state. */
interface Subject {
  readonly name: string;
  readonly frame: Frame;
  readonly state: CaseState;
  readonly command: Command;
}

type Work = () => unknown;

/** What the pure core alone does in a second, on one core. */
export async function benchDecisions(order: DecisionsOrder): Promise<Findings> {
  const now = Date.now();
  const frame = crossroadsFrame();
  const opened = open(frame, crossroadsOpening(INVESTOR), INVESTOR, { now, at: now });
  const catalogue = await benchCatalogue();
  const steps = openSteps(catalogue, '00000000-0000-4000-8000-000000000000', now).state;
  const command = (type: string): Command => ({ type, data: {}, actor: OFFICER });
  const subjects: Subject[] = [
    { name: '40 states, 6 regions', frame, state: opened.state, command: command('next') },
    { name: '40 states, all 6 regions at once', frame, state: opened.state, command: command('round') },
    { name: 'five steps', frame: catalogue.frame(steps), state: steps, command: command('approve') },
  ];
  const found = subjects.map((subject) => measure(subject, order, now));
  return {
    part: `DECISIONS a second of the engine, one core, median of ${order.rounds}`,
    ratios: found.flatMap(({ ratios }) => ratios),
    figures: found.flatMap(({ figures }) => figures),
    notes: [
      'decide: powers, schema, transition, tasks, timers, ladders, ledger, hash; whole: from the stored text of a case to the text to store',
    ],
  };
}

function measure(
  subject: Subject,
  { rounds, milliseconds }: DecisionsOrder,
  now: number,
): Pick<Findings, 'ratios' | 'figures'> {
  const { name, frame, state, command } = subject;
  const { machine } = frame.workflow;
  const snapshot = restore(machine, state.snapshot);
  const event = { type: command.type };
  const text = JSON.stringify(state);
  const works: { readonly [name: string]: Work } = {
    'XState transition': () => stepByXState(machine, snapshot, event),
    'step by cached scope': () => step(machine, snapshot, event),
    'step and snapshot to JSON': () => persist(step(machine, snapshot, event).snapshot),
    decide: () => decide(frame, state, command, now),
    'parse, decide, stringify': () => JSON.stringify(decide(frame, JSON.parse(text) as CaseState, command, now).state),
  };
  for (const work of Object.values(works)) rateOf(work, milliseconds);
  const rates = new Map(Object.keys(works).map((key) => [key, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [key, work] of Object.entries(works)) rates.get(key)?.push(rateOf(work, milliseconds));
  }
  const of = (key: string): number => median(rates.get(key) ?? []);
  const ratio: Ratio = {
    what: `step by cached scope ÷ XState's transition, ${name}`,
    value: of('step by cached scope') / of('XState transition'),
  };
  const figures: Figure[] = [...rates.keys()].map((key) => ({ what: `${name}: ${key}`, value: spelt(of(key)) }));
  return { ratios: [ratio], figures: [...figures, { what: `${name}: bytes of the case`, value: spelt(text.length) }] };
}

function rateOf(work: Work, milliseconds: number): number {
  const from = performance.now();
  let done = 0;
  while (performance.now() - from < milliseconds) {
    for (let turn = 0; turn < 20; turn += 1) work();
    done += 20;
  }
  return done / ((performance.now() - from) / 1000);
}
