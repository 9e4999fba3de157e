import {
  derivedId,
  load,
  NoSuchCase,
  Rejection,
  simulate,
  type Act,
  type Actor,
  type CaseRules,
  type CaseState,
  type ClockRule,
  type Decision,
  type Host,
  type JsonObject,
  type Request,
  type Simulation,
  type StoredEvent,
} from '../../src/engine/index.js';
import { ann, clearance, DAY, officer, plainSettings, project, projectOpening } from '../support/family.js';

/* A project and its two clearances under virtual time, for tests of their logs. */

const workflows = { project: load(project), clearance: load(clearance) };

export interface Rules {
  readonly onReturn: ClockRule['onReturn'];
  readonly pauses: ClockRule['pauses'];
  readonly confirmed: boolean;
}

const limit: ClockRule = {
  title: 'Silence',
  force: 'limit',
  length: { count: 10, unit: 'days' },
  start: 'entered',
  pauses: [],
  onReturn: 'carry',
  roll: 'none',
  source: 'test',
  confirmed: true,
  extension: { basis: 's. 2' },
};

/** A host whose calendar may change while cases run: a day may get longer by some hours. */
export class Office implements Host {
  longer = 0;
  private readonly rules: CaseRules;

  constructor(rules: Rules) {
    this.rules = { clocks: { silence: { ...limit, ...rules } }, input: {} };
  }

  pinned(id: string): Pick<ReturnType<Host['frame']>, 'workflow' | 'rules'> {
    if (id === 'project') return { workflow: workflows.project, rules: { clocks: {}, input: {} } };
    return { workflow: workflows.clearance, rules: this.rules };
  }

  frame({ workflow }: Pick<CaseState, 'workflow'>): ReturnType<Host['frame']> {
    const due = (_: unknown, start: number, { count }: { count: number }): number =>
      start + count * (DAY + this.longer);
    return { ...this.pinned(workflow), settings: { ...plainSettings, due } };
  }

  child(...[parent, { key, workflow, data, agency }]: Parameters<Host['child']>): ReturnType<Host['child']> {
    const pinned = { workflow, version: '1', ruleset: 'test', rules: workflow, data };
    const { id, root, owner } = parent;
    return { id: derivedId('child', id, key), ...pinned, root, parent: id, key, owner, agency: agency ?? null };
  }
}

export type Move =
  | { readonly wait: number }
  | { readonly longer: number }
  | { readonly send: readonly [type: string, of: Whose, by: Actor] }
  | { readonly act: (task: string) => Act; readonly of: Whose };
export type Whose = 'p1' | 'fire' | 'water';

export const idOf = (whose: Whose): string => (whose === 'p1' ? 'p1' : derivedId('child', 'p1', whose));

function requestOf(world: Simulation, move: Exclude<Move, { wait: number } | { longer: number }>): Request {
  if ('send' in move) {
    const [type, of, actor] = move.send;
    const data: JsonObject = type === 'note' ? { text: 'a note' } : {};
    return { kind: 'command', case: idOf(of), command: { type, data, actor } };
  }
  const task = world.cases.get(idOf(move.of))?.tasks[0]?.id ?? 'none';
  const bob = officer(move.of);
  return { kind: 'act', case: idOf(move.of), act: move.act(task), actor: bob, post: bob.posts[0] ?? null };
}

/** Plays moves on a family; what is refused leaves no trace. Gives the cases and the log of each. */
export function play(
  rules: Rules,
  moves: readonly Move[],
): { world: Simulation; office: Office; logs: Map<string, StoredEvent[]> } {
  const office = new Office(rules);
  const world = simulate(office, Date.UTC(2026, 0, 5));
  const logs = new Map<string, StoredEvent[]>();
  const keep = (decisions: readonly Decision[]): void => {
    for (const { event, previousHash, state } of decisions) {
      // As a database gives it back.
      const row: StoredEvent = JSON.parse(JSON.stringify({ ...event, previousHash, hash: state.hash }));
      logs.set(row.case, [...(logs.get(row.case) ?? []), row]);
    }
  };
  keep(world.apply({ kind: 'open', opening: projectOpening('p1'), actor: ann }));
  for (const move of moves) {
    if ('wait' in move) keep(world.advanceTo(world.now + move.wait));
    else if ('longer' in move) office.longer = move.longer;
    else {
      try {
        keep(world.apply(requestOf(world, move)));
      } catch (error) {
        if (!(error instanceof Rejection || error instanceof NoSuchCase)) throw error;
      }
    }
  }
  return { world, office, logs };
}
