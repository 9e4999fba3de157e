import { expect } from '@jest/globals';
import {
  replay,
  simulate,
  type Act,
  type Actor,
  type CaseState,
  type Decision,
  type Host,
  type JsonObject,
  type Simulation,
} from '../../src/engine/index.js';
import { ann, hostWith, PERMIT_CLOCKS, workflowOf, type Clocks, type More } from './country.js';

export const atTen = (date: string): number => Date.parse(`${date}T10:00:00+05:00`);
const dateOf = (instant: number): string => new Date(instant + 5 * 3_600_000).toISOString().slice(0, 10);

/** What a story says: who does what to which case, on which day, and how the case then stands. */
export class Story {
  private readonly host: Host;
  private readonly world: Simulation;
  readonly log: Decision[] = [];

  constructor(permitClocks: Clocks = PERMIT_CLOCKS, more: More = {}) {
    this.host = hostWith(permitClocks, more);
    this.world = simulate(this.host, atTen('2026-01-01'));
  }

  open(id: string, opening: { workflow: string; agency: string; data: JsonObject; rules?: string }): void {
    const { workflow, agency, data, rules = workflow } = opening;
    const fixed = { id, workflow, version: '1', ruleset: 'test', rules, root: id, parent: null, key: null };
    this.keep(this.world.apply({ kind: 'open', opening: { ...fixed, owner: ann.id, agency, data }, actor: ann }));
  }

  /** Moves to a date; everything due on the way fires. */
  on(date: string): this {
    this.keep(this.world.advanceTo(atTen(date)));
    return this;
  }

  do(id: string, actor: Actor, type: string, data: JsonObject = {}): this {
    this.keep(this.world.apply({ kind: 'command', case: id, command: { type, data, actor } }));
    return this;
  }

  /** Records from paper what happened on an earlier date, with the signatures of two. */
  paper(
    id: string,
    [first, second]: readonly [Actor, Actor],
    date: string,
    [event, data]: readonly [string, JsonObject],
  ): this {
    const evidence = { document: `Paper of ${date}`, register: 'Diary 4711' };
    this.act(id, first, { type: 'paper.entered', event, data, occurredAt: atTen(date), evidence });
    return this.act(id, second, { type: 'paper.countersigned', paper: this.state(id).papers?.at(-1)?.id ?? '' });
  }

  act(id: string, actor: Actor, act: Act): this {
    this.keep(this.world.apply({ kind: 'act', case: id, act, actor, post: null }));
    return this;
  }

  state(id: string): CaseState {
    const state = this.world.cases.get(id);
    if (!state) throw new Error(`no case ${id}`);
    return state;
  }

  at(id: string): unknown {
    return this.state(id).snapshot['value'];
  }

  /** The top-level state. */
  stage(id: string): string {
    const value = this.at(id);
    return typeof value === 'string' ? value : (Object.keys(Object(value))[0] ?? '');
  }

  /** Where the agency's own work on a permit stands. */
  work(id: string): unknown {
    return this.within(id, 'pending', 'examination', 'work');
  }

  /** How a granted permit stands: valid, suspended, stayed, or where its conditions precedent are. */
  standing(id: string): unknown {
    const standing = this.within(id, 'inForce', 'standing');
    return standing === 'stayed' ? standing : this.within(id, 'inForce', 'standing', 'effective');
  }

  /** What the state is within a state. */
  within(id: string, ...path: string[]): unknown {
    return path.reduce<unknown>((value, name) => Object(value)[name] as unknown, this.at(id));
  }

  data(id: string): JsonObject {
    const { definition } = workflowOf(this.state(id).workflow);
    const context = this.state(id).snapshot['context'];
    const { input } = this.host.frame(this.state(id)).rules;
    return definition.present?.(context as never, input) ?? (context as JsonObject);
  }

  tasks(id: string): string[] {
    return this.state(id).tasks.map(({ title }) => title);
  }

  holder(id: string): string {
    return this.state(id).charge.holder;
  }

  /** The date on which a clock of a case runs out; null while it is paused, undefined where the case has none. */
  due(id: string, name: string): string | null | undefined {
    const run = this.state(id).clocks[name];
    return run && (run.dueAt === null ? null : dateOf(run.dueAt));
  }

  /** Types of the events of a case, in order. */
  events(id: string): string[] {
    return this.log.filter(({ event }) => event.case === id).map(({ event }) => event.type);
  }

  notices(id: string): string[] {
    return this.log.flatMap(({ event, effects }) =>
      event.case === id ? effects.flatMap((effect) => (effect.type === 'notify' ? [effect.template] : [])) : [],
    );
  }

  /** The child case that was opened under a key. */
  child(id: string, key: string): string {
    const link = this.state(id).children[key];
    if (!link) throw new Error(`the case ${id} has opened nothing under ${key}`);
    return link.id;
  }

  /** Replays every case from its log to the very state it is in, and adds up its ledger: no moment is charged twice or to nobody. */
  audit(): void {
    for (const id of new Set(this.log.map(({ event }) => event.case))) {
      const decisions = this.log.filter(({ event }) => event.case === id);
      const events = decisions.map(({ event, previousHash, state }) => ({ ...event, previousHash, hash: state.hash }));
      expect(replay(events, (opening) => this.host.frame(opening))).toEqual(this.state(id));
      const charged = decisions
        .flatMap(({ ledger }) => ledger)
        .reduce((sum, { since, until }) => sum + until - since, 0);
      expect(charged).toBe(this.state(id).charge.since - this.state(id).openedAt);
    }
  }

  private keep(decisions: readonly Decision[]): void {
    this.log.push(...decisions);
  }
}
