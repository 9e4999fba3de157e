import { createActor, SimulatedClock, type AnyActor, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { JsonObject } from '../../../src/engine/index.js';

/** A timer that waits, or has fired: the event it brings and the instant it is due. */
export interface Timer {
  readonly event: string;
  readonly due: number;
}

/** More firings than this at one instant, and the machine is taken to run in circles. */
const CIRCLE = 60;
/** Timers that arm two timers each grow without bound. */
export const MANY = 80;

/** The machine fires timers at one instant for ever, or ever more of them. */
export class Circle extends Error {}

/** XState's own simulated clock; it also notes which event each of its timers brings. */
class WatchedClock extends SimulatedClock {
  readonly waiting = new Map<number, Timer>();
  readonly fired: Timer[] = [];
  /** The event for which the scheduler asks for a timer right now. */
  event = '';
  stopped = false;
  private firedAt = -1;
  private atOnce = 0;

  override setTimeout(fire: (...args: never[]) => void, delay: number): number {
    const timer = { event: this.event, due: this.now() + delay };
    const id = super.setTimeout(() => {
      this.waiting.delete(id);
      // XState does not reach every timer of an actor that stops; what they bring is not heard.
      if (this.stopped) return;
      this.noteCircle();
      this.fired.push(timer);
      fire();
    }, delay);
    this.waiting.set(id, timer);
    return id;
  }

  private noteCircle(): void {
    this.atOnce = this.firedAt === this.now() ? this.atOnce + 1 : 0;
    this.firedAt = this.now();
    if (this.atOnce > CIRCLE || this.fired.length >= MANY) throw new Circle();
  }

  override clearTimeout(id: number): void {
    this.waiting.delete(id);
    super.clearTimeout(id);
  }
}

type Schedule = (
  ...call: [source: unknown, target: unknown, event: { type: string }, delay: number, id?: string]
) => void;

/** The machine as XState runs it: an actor in memory, with timers in memory. */
export class Memory {
  readonly clock = new WatchedClock();
  readonly effects: unknown[] = [];
  /** What threw, in a list of its own because anything may be thrown. */
  readonly errors: unknown[] = [];
  private readonly actor: AnyActor;

  constructor(machine: AnyStateMachine, input: JsonObject) {
    const notify = (_: unknown, params: object): number => this.effects.push({ type: 'notify', ...params });
    const logic = machine.provide({ actions: { notify } as never });
    this.actor = createActor(logic, { clock: this.clock, input });
    const { scheduler } = this.actor.system as unknown as { scheduler: { schedule: Schedule } };
    const schedule = scheduler.schedule;
    scheduler.schedule = (...call) => {
      this.clock.event = call[2].type;
      schedule(...call);
    };
    const stop = (): boolean => (this.clock.stopped = true);
    this.actor.subscribe({ error: (error) => this.errors.push(error) && stop(), complete: stop });
    this.actor.start();
    this.advanceTo(0);
  }

  get snapshot(): AnyMachineSnapshot {
    return this.actor.getSnapshot() as AnyMachineSnapshot;
  }

  /** Timers that may still change the actor. */
  get waiting(): Timer[] {
    return this.snapshot.status === 'active' ? [...this.clock.waiting.values()] : [];
  }

  /** Sends an event; gives whether XState says that it can be taken. */
  send(event: JsonObject & { type: string }): boolean {
    const can = this.snapshot.status === 'active' && this.snapshot.can(event);
    if (this.snapshot.status === 'active') this.actor.send(event);
    this.advanceTo(this.clock.now());
    return can;
  }

  private get nextDue(): number {
    return Math.min(...this.waiting.map(({ due }) => due));
  }

  /**
   * Moves time due time by due time. In one leap the clock would fire everything at the end of the leap, so that a timer armed by a
   * timer would be late. Throws Circle where it would never end.
   */
  advanceTo(instant: number): void {
    for (let next = this.nextDue; next <= instant; next = this.nextDue)
      this.clock.set(Math.max(next, this.clock.now()));
    if (instant > this.clock.now()) this.clock.set(instant);
  }
}
