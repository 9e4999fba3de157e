import {
  initialTransition,
  transition,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
} from 'xstate';
import { nodesOf } from './inspect.js';
import type { Json, JsonObject } from './json.js';
import { failure, frozen, plain } from './plain.js';
import { Rejection } from './rejection.js';

/** An action a transition asks for: data, never run. */
export interface AskedAction {
  readonly type: string;
  readonly params: unknown;
}

export interface Step {
  readonly snapshot: AnyMachineSnapshot;
  readonly actions: readonly AskedAction[];
}

/**
 * XState builds a whole inert actor for every `transition()`, which costs three quarters of a decision. The scope of one such actor
 * serves all transitions of its machine, because a pure machine neither spawns nor sends: a test proves both ways equal.
 */
const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

function scopeOf(machine: AnyStateMachine): AnyActorScope {
  const known = scopes.get(machine);
  if (known) return known;
  let captured: AnyActorScope | undefined;
  const probe: AnyStateMachine = Object.create(machine, {
    getInitialSnapshot: {
      value: (scope: AnyActorScope) => {
        captured = scope;
        return { status: 'active' };
      },
    },
  });
  initialTransition(probe);
  if (!captured) throw new Error('XState gave no scope to a pure transition');
  scopes.set(machine, captured);
  return captured;
}

function collect(machine: AnyStateMachine, run: (scope: AnyActorScope) => AnyMachineSnapshot): Step {
  const scope = scopeOf(machine);
  const actions: AskedAction[] = [];
  scope.actionExecutor = (action) => {
    actions.push({ type: action.type, params: action.params });
  };
  try {
    const snapshot = run(scope);
    // The first step of a machine does not throw: it gives a snapshot of the error.
    if (snapshot.status === 'error') throw snapshot.error;
    if (snapshot.status === 'stopped') throw new Error('it raises xstate.stop');
    return { snapshot, actions };
  } catch (error) {
    throw failure('the workflow failed', error);
  }
}

/** First snapshot of a machine and what entering it asks for. Throws Rejection `workflow` where the machine throws. */
export function begin(machine: AnyStateMachine, input: JsonObject): Step {
  return collect(machine, (scope) => machine.getInitialSnapshot(scope, input));
}

/** Next snapshot after an event, and what it asks for. Pure: the snapshot given is left as it is. Throws Rejection `workflow`. */
export function step(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }): Step {
  return collect(machine, (scope) => machine.transition(snapshot, event, scope));
}

/** The same by XState's own `transition`, for the proof that the shared scope changes nothing. */
export function stepByXState(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }): Step {
  const [next, actions] = transition(machine, snapshot, event);
  return { snapshot: next, actions: actions.map(({ type, params }) => ({ type, params })) };
}

/**
 * Whether an event would do anything. An accepted event may give back the very same snapshot (re-entry, effects only), so this asks
 * for an enabled transition, not for a changed snapshot. Throws Rejection `workflow` where a guard throws.
 */
export function accepts(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }): boolean {
  if (snapshot.status !== 'active') return false;
  try {
    return machine
      .getTransitionData(snapshot, event)
      .some((candidate) => candidate.target !== undefined || candidate.actions.length > 0);
  } catch (error) {
    throw failure('a guard failed', error);
  }
}

/** A snapshot as plain JSON. Throws Rejection `workflow` where the machine spawned actors or keeps what JSON cannot hold. */
export function persist(snapshot: AnyMachineSnapshot): JsonObject {
  if (Object.keys(snapshot.children).length > 0) {
    throw new Rejection('workflow', 'the workflow spawned an actor; cases are opened by the openChild effect');
  }
  const { machine, value, status, historyValue, output } = snapshot;
  const history: { [key: string]: Json } = {};
  for (const [key, nodes] of Object.entries(historyValue)) history[key] = nodes.map((node) => ({ id: node.id }));
  const context = plain(snapshot.context);
  const persisted: JsonObject = {
    value,
    status,
    context,
    historyValue: history,
    ...(output === undefined ? {} : { output: plain(output) }),
    // XState asks regions in the order in which their states were entered, which the value does not tell.
    nodes: snapshot._nodes.map(({ order }) => order),
  };
  snapshotsOf(machine).set(persisted, { ...snapshot, context });
  return persisted;
}

const live = new WeakMap<AnyStateMachine, WeakMap<JsonObject, AnyMachineSnapshot>>();

function snapshotsOf(machine: AnyStateMachine): WeakMap<JsonObject, AnyMachineSnapshot> {
  const known = live.get(machine) ?? new WeakMap<JsonObject, AnyMachineSnapshot>();
  live.set(machine, known);
  return known;
}

/** A live snapshot from its JSON, kept as long as that very object lives. `restoreSnapshot` knows history, `resolveState` does not. */
export function restore(machine: AnyStateMachine, persisted: JsonObject): AnyMachineSnapshot {
  const known = snapshotsOf(machine);
  const kept = known.get(persisted);
  if (kept) return kept;
  const { context, nodes, historyValue, ...rest } = persisted;
  const [byId, byOrder] = nodesIn(machine);
  const remembered = Object.entries((historyValue ?? {}) as { [key: string]: { id: string }[] }).map(
    ([key, ids]) => [key, ids.flatMap(({ id }) => byId.get(id) ?? [])] as const,
  );
  // Without the context, in which XState would look for actors and change it.
  const bare = { ...rest, historyValue: {}, children: {}, context: {} };
  const restored: AnyMachineSnapshot = machine.restoreSnapshot(bare as never, scopeOf(machine));
  const snapshot: AnyMachineSnapshot = {
    ...restored,
    // As they were: XState would complete the states, read an id with a dot in it as a path, and forget what remembers nothing.
    value: rest['value'],
    _nodes: Array.isArray(nodes) ? nodes.flatMap((order) => byOrder.get(order) ?? []) : restored._nodes,
    historyValue: Object.fromEntries(remembered),
    context: frozen(context ?? {}),
  };
  known.set(persisted, snapshot);
  return snapshot;
}

type Nodes = readonly [ReadonlyMap<string, AnyStateNode>, ReadonlyMap<number, AnyStateNode>];
const nodesOfMachine = new WeakMap<AnyStateMachine, Nodes>();

/** The nodes of a machine by id, and by their place in the document. */
function nodesIn(machine: AnyStateMachine): Nodes {
  const known = nodesOfMachine.get(machine);
  if (known) return known;
  const all = [...nodesOf(machine.root)];
  const nodes = [new Map(all.map((node) => [node.id, node])), new Map(all.map((node) => [node.order, node]))] as const;
  nodesOfMachine.set(machine, nodes);
  return nodes;
}
