import {
  initialTransition,
  transition,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';
import type { Json, JsonObject } from './json.js';
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
    return { snapshot: run(scope), actions };
  } catch (error) {
    throw new Rejection('workflow', `the workflow failed: ${error instanceof Error ? error.message : String(error)}`);
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
    throw new Rejection('workflow', `a guard failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A snapshot as plain JSON. Throws Rejection `workflow` where the machine spawned actors. */
export function persist(snapshot: AnyMachineSnapshot): JsonObject {
  if (Object.keys(snapshot.children).length > 0) {
    throw new Rejection('workflow', 'the workflow spawned an actor; cases are opened by the openChild effect');
  }
  const { value, status, context, historyValue, output, error } = snapshot;
  const history: { [key: string]: Json } = {};
  for (const [key, nodes] of Object.entries(historyValue)) history[key] = nodes.map((node) => ({ id: node.id }));
  // Through JSON once, so that what is decided in memory and what comes back from the database are the same.
  return JSON.parse(JSON.stringify({ value, status, context, historyValue: history, output, error }));
}

const live = new WeakMap<AnyStateMachine, WeakMap<JsonObject, AnyMachineSnapshot>>();

/** A live snapshot from its JSON, kept as long as that very object lives. `restoreSnapshot` knows history, `resolveState` does not. */
export function restore(machine: AnyStateMachine, persisted: JsonObject): AnyMachineSnapshot {
  const known = live.get(machine) ?? new WeakMap<JsonObject, AnyMachineSnapshot>();
  live.set(machine, known);
  const kept = known.get(persisted);
  if (kept) return kept;
  const copy = { ...persisted, children: {}, context: persisted['context'] ?? {} };
  const restored: AnyMachineSnapshot = machine.restoreSnapshot(copy as never, scopeOf(machine));
  known.set(persisted, restored);
  return restored;
}
