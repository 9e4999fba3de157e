import { fire } from '../../../src/engine/fire.js';
import {
  decide,
  firstDue,
  load,
  open,
  Rejection,
  type CaseState,
  type Decision,
  type Frame,
  type JsonObject,
  type LoadedWorkflow,
  type Settings,
  type WorkflowModule,
} from '../../../src/engine/index.js';
import { MANY, type Timer } from './memory.js';

/** Loading compiles schemas, which is dear beside a step. */
const STEPS_PER_LOAD = 25;

const officer = { id: 'bob', kind: 'person', posts: [{ role: 'officer', agency: 'x' }] } as const;

const unasked = (): never => {
  throw new Error('delays that no ruleset governs ask no calendar');
};
const settings: Settings = { due: unasked, remainder: unasked, resume: unasked, rung: () => null };

/**
 * A case of the engine that is killed and restored before each step: its state goes through JSON, so that nothing of the step
 * before survives in memory.
 */
export class Durable {
  readonly fired: Timer[] = [];
  readonly effects: unknown[] = [];
  /** Why timers were put aside. */
  readonly parked: string[] = [];
  private kept: string;
  private now = 0;
  private uses = 0;
  private workflow: LoadedWorkflow;

  constructor(
    private readonly module: WorkflowModule,
    data: JsonObject,
  ) {
    const id = 'case-1';
    const fixed = { workflow: 'w', version: '1', ruleset: 'r', rules: '', root: id, parent: null, key: null };
    const opening = { id, ...fixed, owner: 'ann', agency: 'x', data };
    this.kept = '';
    this.keep(open(this.frame, opening, officer, { now: 0, at: 0 }));
    this.advanceTo(0, 'one by one');
  }

  get state(): CaseState {
    return JSON.parse(this.kept);
  }

  get waiting(): Timer[] {
    return this.state.deadlines.map(({ event, dueAt }) => ({ event: event.type, due: dueAt ?? NaN }));
  }

  /** Applies an event; gives whether it was accepted. Throws Rejection `workflow`. */
  send({ type, ...data }: JsonObject & { type: string }): boolean {
    try {
      this.keep(decide(this.frame, this.state, { type, data, actor: officer }, this.now));
    } catch (error) {
      if (error instanceof Rejection && error.kind === 'state') return false;
      throw error;
    }
    this.advanceTo(this.now, 'one by one');
    return true;
  }

  /**
   * Fires what is due up to an instant. `one by one`: each at its own time, after a kill and a restoration. `late`: the wake-up comes at the
   * instant only, and finds all of it overdue.
   */
  advanceTo(instant: number, how: 'one by one' | 'late'): void {
    const { frame } = this;
    let state = this.state;
    for (let due = firstDue(state, instant); due; due = firstDue(state, instant)) {
      const now = how === 'late' ? instant : Math.max(this.now, due.dueAt);
      const decision = fire(frame, state, due, now);
      this.keep(decision);
      state = how === 'late' ? decision.state : this.state;
      // An actor in memory ends here: there is nothing more to compare.
      if (this.parked.length > 0) break;
      if (this.fired.length > MANY) throw new Error('the case fires on where the actor in memory has come to rest');
    }
    this.now = instant;
  }

  /**
   * A process that has just started. The workflow is loaded anew now and then only: what a machine might remember between steps would be in
   * its snapshot, which is new each time.
   */
  private get frame(): Frame {
    if (this.uses % STEPS_PER_LOAD === 0) this.workflow = load(this.module);
    this.uses += 1;
    return { workflow: this.workflow, rules: { clocks: {}, input: {} }, settings };
  }

  private keep({ state, event, effects }: Decision): void {
    this.kept = JSON.stringify(state);
    this.effects.push(...effects);
    if (event.type === 'deadline.fired') {
      const { type } = event.data['event'] as { type: string };
      this.fired.push({ event: type, due: event.occurredAt });
    }
    if (event.type === 'deadline.failed') this.parked.push(JSON.stringify(event.data['reason']));
  }
}
