import type { AnyMachineSnapshot } from 'xstate';
import type { Actor } from './actor.js';
import { activeNodes } from './draft.js';
import type { LoadedWorkflow } from './load.js';
import { accepts, restore } from './machine.js';
import { barOf, powerOver, type Bar } from './powers.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/** An event that the state would take and a post of the actor's empowers to, but something keeps this person from it. */
export interface HeldBack {
  readonly event: string;
  readonly bar: Bar;
}

/** Events the actor may send now: declared, within the actor's powers, and (data apart) handled by the state. */
export function allowedEvents(workflow: LoadedWorkflow, state: CaseState, actor: Actor): string[] {
  const snapshot = restore(workflow.machine, state.snapshot);
  return Object.keys(workflow.definition.events).filter(
    (type) => powerOver(workflow, state, type, actor) !== null && seemsAccepted(workflow, snapshot, type),
  );
}

/** What is kept from the actor, and why: so that nobody finds out by trying. */
export function heldBack(workflow: LoadedWorkflow, state: CaseState, actor: Actor): HeldBack[] {
  const snapshot = restore(workflow.machine, state.snapshot);
  return Object.keys(workflow.definition.events).flatMap((event) => {
    const bar = barOf(workflow, state, event, actor);
    return bar !== null && seemsAccepted(workflow, snapshot, event) ? [{ event, bar }] : [];
  });
}

/** Acts of persons that the state would take now, whoever the person is: what a desk may record from paper. */
export function openActs(workflow: LoadedWorkflow, state: CaseState): string[] {
  const snapshot = restore(workflow.machine, state.snapshot);
  return Object.entries(workflow.definition.events).flatMap(([event, { by }]) => {
    const isPersons = by.some((power) => power === 'owner' || typeof power === 'object');
    return isPersons && seemsAccepted(workflow, snapshot, event) ? [event] : [];
  });
}

/** Where a guard asks for more of the event than its type, its data decides, and it is offered; else the guards have spoken. */
function seemsAccepted(workflow: LoadedWorkflow, snapshot: AnyMachineSnapshot, type: string): boolean {
  if (!handles(snapshot, type)) return false;
  let isAsked = false;
  const asking = <T>(answer: T): T => {
    isAsked = true;
    return answer;
  };
  const event = new Proxy(
    { type },
    {
      get: (own, field) => (field === 'type' ? own.type : asking(undefined)),
      has: (_, field) => field === 'type' || asking(false),
      ownKeys: () => asking(['type']),
    },
  );
  try {
    return accepts(workflow.machine, snapshot, event) || isAsked;
  } catch (error) {
    if (error instanceof Rejection) return true;
    throw error;
  }
}

/** Whether an active state names the event at all, guards apart. */
export function handles(snapshot: AnyMachineSnapshot, type: string): boolean {
  if (snapshot.status !== 'active') return false;
  return activeNodes(snapshot).some(({ transitions }) => {
    if (transitions.has(type) || transitions.has('*')) return true;
    for (const descriptor of transitions.keys())
      if (descriptor.endsWith('.*') && `${type}.`.startsWith(descriptor.slice(0, -1))) return true;
    return false;
  });
}
