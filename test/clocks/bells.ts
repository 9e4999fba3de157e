import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Lanes } from '../../src/cases/lanes.js';
import { AlarmClock } from '../../src/clocks/alarm.js';
import { FireWorker } from '../../src/clocks/fire-worker.js';
import { Firing } from '../../src/clocks/firing.js';
import { Reconciler } from '../../src/clocks/reconciler.js';
import { load, type Decision, type Host, type WorkflowModule } from '../../src/engine/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { realClock, type Clock } from '../../src/time/clock.js';
import { eventually } from '../setup/eventually.js';
import { plainSettings } from '../support/family.js';

/** Rings after each of its waits, one after the other, and is done; an hour of its own can be added while it waits. */
const bell: WorkflowModule = ({ setup, assign }) => ({
  id: 'bell',
  version: '1',
  title: 'Bell',
  machine: setup({
    types: { context: {} as { waits: number[] }, input: {} as { data: { waits: number[] } } },
    delays: { wait: ({ context }) => context.waits[0] ?? 0 },
    actions: { notify: (_context, _params: { to: string; template: string }) => undefined },
    guards: { last: ({ context }) => context.waits.length === 1 },
  }).createMachine({
    id: 'bell',
    initial: 'waiting',
    context: ({ input }) => ({ waits: input.data.waits }),
    states: {
      waiting: {
        after: {
          wait: [
            { guard: 'last', target: 'rung' },
            { target: 'waiting', reenter: true, actions: assign({ waits: ({ context }) => context.waits.slice(1) }) },
          ],
        },
        on: { silence: 'silent' },
      },
      rung: { type: 'final', entry: { type: 'notify', params: { to: 'investor', template: 'rung' } } },
      silent: { type: 'final' },
    },
  }),
  events: { silence: { title: 'Silence', by: ['owner'] } },
  tasks: {},
  open: { by: ['owner'] },
});

const workflow = load(bell);
export const ringer = { id: 'ann', kind: 'person', posts: [{ role: 'investor' }] } as const;

export interface Fired {
  readonly case_id: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
}

export interface BellOptions {
  readonly redisUrl?: string | null;
  readonly clock?: Clock;
  readonly prefix?: string;
}

/** One process around a database: lanes, alarm clock, worker, reconciler. Nothing runs before `start`. */
export class Bells {
  readonly alarm: AlarmClock;
  readonly lanes: Lanes;
  readonly firing: Firing;
  readonly worker: FireWorker;
  readonly reconciler: Reconciler;
  readonly lines: { msg: string; cases?: string[]; count?: number }[] = [];
  readonly decisions: Decision[] = [];
  /** Cases on which every decision throws. */
  readonly poisoned = new Map<string, Error>();
  /** Whether what is armed is scheduled as it is armed. */
  arming = true;
  readonly clock: Clock;

  constructor(
    readonly database: OpenDatabase,
    { redisUrl = null, clock = realClock, prefix = `test-${randomUUID()}` }: BellOptions = {},
  ) {
    this.clock = clock;
    const log = pino({ level: 'debug' }, { write: (line: string) => void this.lines.push(JSON.parse(line)) });
    this.lanes = new Lanes(database.store, this.host(), clock, (decisions) => {
      this.decisions.push(...decisions);
      if (this.arming) this.alarm.arm(decisions);
    });
    this.alarm = new AlarmClock({ redisUrl, prefix, clock, log });
    this.firing = new Firing(this.lanes, log);
    this.worker = new FireWorker(this.alarm, this.firing);
    this.reconciler = new Reconciler({ database, alarm: this.alarm, firing: this.firing });
  }

  private host(): Host {
    return {
      frame: ({ rules }) => {
        const poison = this.poisoned.get(rules);
        if (poison) throw poison;
        return { workflow, rules: { clocks: {}, input: {} }, settings: plainSettings };
      },
      child: () => {
        throw new Error('a bell has no children');
      },
    };
  }

  start(): void {
    this.worker.start();
    this.reconciler.start();
  }

  async stop(): Promise<void> {
    await this.reconciler.stop();
    await this.worker.close();
    await this.lanes.drain();
    await this.alarm.close();
  }

  /** Opens a bell; its id is also the name of its rules, so that it can be poisoned. */
  open(waits: readonly number[], id: string = randomUUID()): Promise<string> {
    const fixed = { id, root: id, rules: id, workflow: 'bell', version: '1', ruleset: 'test', owner: 'ann' };
    const opening = { ...fixed, parent: null, key: null, agency: null, data: { waits } };
    return this.lanes.submit({
      request: { kind: 'open', opening, actor: ringer },
      answer: ({ kept }) => kept.state.id,
    });
  }

  silence(id: string): Promise<void> {
    const command = { type: 'silence', data: {}, actor: ringer };
    return this.lanes.submit({ request: { kind: 'command', case: id, command }, answer: () => undefined });
  }

  /** What has fired, in the order of recording. */
  fired(): Promise<Fired[]> {
    const sql = `select case_id, occurred_at, recorded_at from events where type = 'deadline.fired' order by recorded_at, case_id, seq`;
    return read<Fired>(this.database, sql, []);
  }

  async firedCount(): Promise<number> {
    const sql = `select count(*) as n from events where type = 'deadline.fired'`;
    return Number((await read<{ n: number }>(this.database, sql, []))[0]?.n);
  }

  /** Waits until the alarm clock rings. */
  async ringing(): Promise<void> {
    await eventually('the alarm clock rings', () => this.reconciler.status().redis === 'ok');
  }
}

/** All fired, each once and none early; gives how late the latest was. */
export async function expectAllFiredOnce(bells: Bells, count: number): Promise<number> {
  const fired = await bells.fired();
  expect(fired).toHaveLength(count);
  expect(new Set(fired.map(({ case_id }) => case_id)).size).toBe(count);
  const lateness = fired.map(({ recorded_at, occurred_at }) => recorded_at - occurred_at);
  expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
  return Math.max(...lateness);
}
