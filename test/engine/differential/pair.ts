import { expect } from '@jest/globals';
import type { StateValue } from 'xstate';
import { LIBRARY, Rejection, type JsonObject, type WorkflowModule } from '../../../src/engine/index.js';
import { Durable } from './durable.js';
import { Memory, type Timer } from './memory.js';

/** The machine throws before it rests for the first time: there is no actor, and no case is opened. */
export class Stillborn extends Error {}

/** A durable case and an in-memory actor of one workflow: whatever is done to both, nobody can tell them apart. */
export class Pair {
  now = 0;
  /** Comparisons made. */
  steps = 0;
  readonly memory: Memory;
  readonly durable: Durable;
  /** States that have a task. */
  private readonly tasks: readonly string[];

  constructor(module: WorkflowModule, data: JsonObject = {}) {
    const input = { data, rules: {}, key: null, openedAt: 0 };
    const { machine, tasks } = module(LIBRARY);
    this.tasks = Object.keys(tasks);
    this.memory = new Memory(machine, input);
    if (this.broken) {
      expect(() => failing(new Durable(module, data))).toThrow(Rejection);
      throw new Stillborn();
    }
    this.durable = new Durable(module, data);
    this.compare();
  }

  /** What has fired so far, as `event@due`. */
  get fired(): string[] {
    return this.durable.fired.map(named);
  }

  get value(): unknown {
    return this.durable.state.snapshot['value'];
  }

  /** Sends an event to both; gives whether it was accepted. */
  send(type: string, data: JsonObject = {}): boolean {
    const can = this.memory.send({ ...data, type });
    let accepted = false;
    try {
      accepted = this.durable.send({ ...data, type });
    } catch (error) {
      if (!(error instanceof Rejection && error.kind === 'workflow') || !this.broken) throw error;
      return false;
    }
    expect(this.broken ? can : accepted).toBe(can);
    this.compare();
    return accepted;
  }

  /** Moves time of both by some milliseconds. */
  wait(ms: number, how: 'one by one' | 'late' = 'one by one'): void {
    this.now += ms;
    this.memory.advanceTo(this.now);
    this.durable.advanceTo(this.now, how);
    if (this.broken) expect(this.durable.parked).not.toEqual([]);
    this.compare();
  }

  /** Whether the machine has thrown. XState stops such an actor; the engine refuses the event, or parks the timer, and goes on. */
  get broken(): boolean {
    return this.memory.errors.length > 0;
  }

  private compare(): void {
    if (this.broken) return;
    this.steps += 1;
    const { value, context, status } = this.memory.snapshot;
    const { state } = this.durable;
    const asked = status === 'active' ? this.tasks.filter((path) => isIn(value, path.split('.'))) : [];
    const inMemory = { value, context, status, waiting: this.memory.waiting.map(named).sort(), tasks: asked.sort() };
    const waiting = this.durable.waiting.map(named).sort();
    const kept = { ...pick(state.snapshot), waiting, tasks: state.tasks.map(({ node }) => node).sort() };
    expect(kept).toEqual(inMemory);
    expect(this.durable.fired).toEqual(this.memory.clock.fired);
    expect(this.durable.effects).toEqual(this.memory.effects);
  }
}

/** A timer of no delay that fails is put aside after the case was opened. */
function failing({ parked }: Durable): void {
  if (parked.length > 0) throw new Rejection('workflow', parked.join());
}

/** Whether a state is active, by its path. */
function isIn(value: StateValue, [first = '', ...rest]: readonly string[]): boolean {
  if (typeof value === 'string') return value === first && rest.length === 0;
  const inside = value[first];
  return inside !== undefined && (rest.length === 0 || isIn(inside, rest));
}

const named = ({ event, due }: Timer): string => `${event}@${due}`;

function pick({ value, context, status }: JsonObject): JsonObject {
  return { value, context, status };
}
