import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { WorkflowDefinition } from './definition.js';
import { EFFECT_TYPES } from './effects.js';

/** What can be known of a machine without running it. */
export interface Inspection {
  /** Why it cannot be run durably; empty where it can. */
  readonly refusals: readonly string[];
  /** Names of delays that the ruleset governs, sorted. */
  readonly governed: readonly string[];
  /** `after` timers: the event's type → the state's path and the delay as written. XState's ids do not parse back to names. */
  readonly timers: ReadonlyMap<string, { readonly path: string; readonly delay: string | number }>;
}

/** Engine words that no event of a workflow may take. */
const RESERVED = 'xstate. case. deadline. clock. escalation. task. event. paper. document. order. data.'.split(' ');
const BUILT_IN = new Set(['xstate.assign', 'xstate.raise', 'xstate.cancel', 'xstate.enqueueActions', 'xstate.log']);

/** What a machine hears when a clock of legal effect runs out whose figure nobody has confirmed: it may ask a person, and cannot be sent it. */
export const PASSED = 'clock.passed.';
export const passedEvent = (clock: string): string => `${PASSED}${clock}`;

interface BuiltIn {
  readonly type: string;
  readonly id?: unknown;
  readonly delay?: unknown;
}

/** Walks a definition and finds what governs it and what speaks against it. */
export function inspect(definition: WorkflowDefinition): Inspection {
  const refusals = new Set<string>();
  const names = new Set<string>(Object.keys(definition.delays ?? {}));
  const own = new Set(Object.keys(definition.machine.implementations.delays));
  const timers = new Map<string, { path: string; delay: string | number }>();
  const raises = new Map<string, { readonly raise: BuiltIn; readonly where: string }>();

  const delayOf = (delay: unknown, where: string): void => {
    if (typeof delay === 'number' && !(delay >= 0 && Number.isFinite(delay)))
      refusals.add(`${where}: a delay of ${delay} is no time`);
    if (typeof delay === 'string' && !names.has(delay) && !own.has(delay)) {
      refusals.add(`${where}: the delay "${delay}" is neither declared under "delays" nor given to setup()`);
    }
  };
  const raiseAt = (raise: BuiltIn, where: string): void => {
    delayOf(raise.delay, where);
    if (typeof raise.id !== 'string' || raise.delay === undefined) return;
    const other = raises.get(raise.id);
    // The same raise in two places is one timer. Of `after` timers of two states something is said there.
    const twice = other && other.raise !== raise && (other.where === where || !timers.has(raise.id));
    if (twice)
      refusals.add(`${where}: the timer id "${raise.id}" is used by two raises; a cancel could reach only one`);
    raises.set(raise.id, { raise, where });
  };

  for (const node of nodesOf(definition.machine.root)) {
    const where = whereOf(node);
    for (const reason of timersOf(node, timers)) refusals.add(`${where}: ${reason}`);
    for (const { delay } of node.after) delayOf(delay, where);
    for (const reason of guardsOf(node)) refusals.add(`${where}: ${reason}`);
    for (const action of actionsOf(node)) {
      const builtIn = resolve(definition.machine, action, where, refusals);
      if (builtIn?.type === 'xstate.raise') raiseAt(builtIn, where);
    }
  }
  for (const name of names)
    if (own.has(name)) refusals.add(`the delay "${name}" is declared as governed and also given to setup()`);
  for (const reason of [...namesOf(definition), ...optionsOf(definition)]) refusals.add(reason);
  return { refusals: [...refusals], governed: [...names].sort(), timers };
}

const whereOf = (node: AnyStateNode): string => `state ${pathOf(node) || '(root)'}`;

/** Notes the `after` timers of a node; gives what speaks against the node itself. */
function timersOf(node: AnyStateNode, timers: Map<string, { path: string; delay: string | number }>): string[] {
  const reasons: string[] = [];
  if (node.key.includes('.') && node.parent) reasons.push('a dot in the name of a state reads as a path');
  if (node.invoke.length > 0) reasons.push('invoke keeps a running actor in memory; open a child case instead');
  for (const { delay, eventType } of node.after) {
    const known = timers.get(String(eventType));
    if (known && known.path !== pathOf(node))
      reasons.push(`the timer id "${eventType}" is also that of state ${known.path}`);
    timers.set(String(eventType), { path: pathOf(node), delay: typeof delay === 'number' ? delay : String(delay) });
  }
  return reasons;
}

/** A bound that is no number would be none: the machine could run in circles for ever. */
function optionsOf({ machine }: WorkflowDefinition): string[] {
  const { maxIterations = 1 }: { readonly maxIterations?: unknown } = machine.options;
  const counts = typeof maxIterations === 'number' && maxIterations >= 1;
  return counts ? [] : [`its option maxIterations is ${String(maxIterations)}, which counts no steps`];
}

/** What speaks against names of events and of states. */
function namesOf({ machine, events, ...definition }: WorkflowDefinition): string[] {
  const reserved = Object.keys(events).filter(
    (type) => type.includes('*') || RESERVED.some((prefix) => type.startsWith(prefix)),
  );
  const nodes = [...nodesOf(machine.root)];
  const paths = new Set(nodes.map(pathOf));
  const twice = nodes.filter(({ id }, index) => nodes.findIndex((node) => node.id === id) < index);
  const unknown = (['tasks', 'holders', 'rests'] as const).flatMap((part) =>
    Object.keys(definition[part] ?? {}).flatMap((path) =>
      paths.has(path) ? [] : [`"${part}" names the state "${path}", which the machine has not`],
    ),
  );
  return [
    ...reserved.map((type) => `the event name "${type}" is reserved`),
    ...twice.map(({ id }) => `two states have the id "${id}"`),
    ...unknown,
  ];
}

/** What speaks against the guards of a node: XState would find it when it asks them. */
function guardsOf(node: AnyStateNode): string[] {
  const { machine } = node;
  const ask = (guard: unknown): string[] => {
    const name = typeof guard === 'string' ? guard : isTyped(guard) && typeof guard !== 'function' ? guard.type : null;
    const resolved: unknown = name === null ? guard : machine.implementations.guards[name];
    if (resolved === undefined) return [`the guard "${name}" is not given to setup()`];
    if (typeof resolved !== 'function') return ask(resolved);
    if ('guards' in resolved && Array.isArray(resolved.guards)) return resolved.guards.flatMap(ask);
    const id = 'stateValue' in resolved ? resolved.stateValue : null;
    const known = typeof id !== 'string' || !id.startsWith('#') || isNode(machine, id);
    return known ? [] : [`a guard asks for the state "${id}", which the machine has not`];
  };
  return transitionsOf(node).flatMap(({ guard }) => (guard === undefined ? [] : ask(guard)));
}

function isNode(machine: AnyStateMachine, id: string): boolean {
  try {
    return Boolean(machine.getStateNodeById(id));
  } catch {
    return false;
  }
}

/** The path of a node as workflows write it: `examination.scrutiny`; the root is the empty text. */
export function pathOf(node: AnyStateNode): string {
  return node.path.join('.');
}

export function* nodesOf(node: AnyStateNode): Generator<AnyStateNode> {
  yield node;
  for (const child of Object.values(node.states)) yield* nodesOf(child);
}

function transitionsOf(node: AnyStateNode): AnyStateNode['always'] & object {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

function actionsOf(node: AnyStateNode): unknown[] {
  const initial = node.type === 'compound' || node.type === 'parallel' ? (node.initial?.actions ?? []) : [];
  return [...node.entry, ...node.exit, ...initial, ...transitionsOf(node).flatMap(({ actions }) => actions)];
}

/** The built-in behind an action, null for an effect; notes a refusal for anything else. */
function resolve(machine: AnyStateMachine, action: unknown, where: string, refusals: Set<string>): BuiltIn | null {
  const named =
    typeof action === 'string' ? action : isTyped(action) && typeof action !== 'function' ? action.type : null;
  const implementation: unknown = named === null ? action : machine.implementations.actions[named];
  if (isBuiltIn(implementation)) {
    if (BUILT_IN.has(implementation.type)) return implementation;
    refusals.add(`${where}: ${implementation.type} talks to actors in memory, which a durable case has not`);
    return null;
  }
  if (named === null) {
    refusals.add(
      `${where}: an action that is a function runs code the log cannot repeat; use assign or an effect (${EFFECT_TYPES.join(', ')})`,
    );
  } else if (!EFFECT_TYPES.includes(named)) {
    refusals.add(`${where}: "${named}" is no effect (known: ${EFFECT_TYPES.join(', ')})`);
  }
  return null;
}

function isTyped(value: unknown): value is { readonly type: string } {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string'
  );
}

function isBuiltIn(value: unknown): value is BuiltIn {
  return typeof value === 'function' && 'resolve' in value && isTyped(value);
}
