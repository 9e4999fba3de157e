import type { AnyStateMachine, AnyStateNode } from 'xstate';

/* A machine as a graph, for drawing: its states, and the moves between them. */

export interface ChartState {
  /** Where it is in the machine: `review.underway.assessment`; the machine itself is ''. */
  readonly path: string;
  readonly key: string;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  /** Whether the state around it begins here. */
  readonly initial: boolean;
  readonly children: readonly ChartState[];
}

/** What leads from a state to another: an event of somebody, a clock that runs out, a condition that holds, an end within. */
export type Cause =
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'clock'; readonly clock: string }
  | { readonly kind: 'condition' }
  | { readonly kind: 'end' };

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly cause: Cause;
}

export interface Chart {
  readonly root: ChartState;
  readonly moves: readonly Move[];
}

/** The graph of a machine. Moves that stay within their own state are none. */
export function chartOf(machine: AnyStateMachine): Chart {
  const nodes = nodesUnder(machine.root);
  return { root: stateOf(machine.root, false), moves: nodes.flatMap(movesFrom) };
}

function nodesUnder(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesUnder(child))];
}

const pathOf = (node: AnyStateNode): string => node.path.join('.');

function stateOf(node: AnyStateNode, initial: boolean): ChartState {
  const first = node.type === 'compound' ? node.initial.target[0] : undefined;
  const children = Object.values(node.states).map((child) => stateOf(child, child === first));
  return { path: pathOf(node), key: node.key, kind: node.type, initial, children };
}

function movesFrom(node: AnyStateNode): Move[] {
  const clocks = new Map(node.after.map(({ eventType, delay }) => [eventType, String(delay)]));
  const declared = [...node.transitions].flatMap(([, transitions]) => transitions);
  return [...declared, ...(node.always ?? [])].flatMap(({ eventType, target }) =>
    (target ?? []).flatMap((to) =>
      to === node ? [] : [{ from: pathOf(node), to: pathOf(to), cause: causeOf(eventType, clocks) }],
    ),
  );
}

function causeOf(eventType: string, clocks: ReadonlyMap<string, string>): Cause {
  const clock = clocks.get(eventType);
  if (clock !== undefined) return { kind: 'clock', clock };
  if (eventType === '') return { kind: 'condition' };
  return eventType.startsWith('xstate.done.') ? { kind: 'end' } : { kind: 'event', event: eventType };
}

/** The paths of all states that are active in a value as XState has it: `{ review: { underway: 'open' } }`. */
export function activePaths(value: unknown, around = ''): string[] {
  const within = (key: string): string => (around === '' ? key : `${around}.${key}`);
  if (typeof value === 'string') return [within(value)];
  return Object.entries(Object(value) as object).flatMap(([key, inner]) => [
    within(key),
    ...activePaths(inner, within(key)),
  ]);
}
