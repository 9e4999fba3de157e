import type { AnyMachineSnapshot, AnyStateNode, StateValue } from 'xstate';
import type { HolderDeclaration, TaskDeclaration } from './definition.js';
import type { Effect } from './effects.js';
import type { JsonObject } from './json.js';
import { pathOf } from './inspect.js';
import type { LoadedWorkflow } from './load.js';
import { failure } from './plain.js';
import type { CaseRules, Settings } from './rules.js';
import type { CaseState, Charge, ChildLink, ClockRun, Deadline, Rank, Task } from './state.js';

/** What surrounds a decision on one case: its pinned workflow and rules, and the settings of the day. */
export interface Frame {
  readonly workflow: LoadedWorkflow;
  readonly rules: CaseRules;
  readonly settings: Settings;
}

/** A stretch of a case's time and who is charged with it. */
export interface LedgerEntry extends Charge {
  readonly until: number;
}

/** A case while one event is being decided. Lives for one decision; nobody else holds it. */
export interface Draft {
  readonly frame: Frame;
  readonly before: CaseState;
  /** The instant the law counts from: when it happened, or when it was due. */
  readonly at: number;
  snapshot: JsonObject;
  armings: number;
  deadlines: Deadline[];
  tasks: Task[];
  clocks: { [name: string]: ClockRun };
  marks: { [mark: string]: number };
  children: { [key: string]: ChildLink };
  charge: Charge;
  rank: Rank | null | undefined;
  readonly effects: Effect[];
  readonly ledger: LedgerEntry[];
  /** Clocks whose timers were cancelled in this step: a rule that resets begins anew on return. */
  readonly left: Set<string>;
}

export function draftOf(before: CaseState, frame: Frame, at: number): Draft {
  return {
    frame,
    before,
    at,
    snapshot: before.snapshot,
    armings: before.armings,
    deadlines: [...before.deadlines],
    tasks: [...before.tasks],
    clocks: { ...before.clocks },
    marks: { ...before.marks },
    children: { ...before.children },
    charge: before.charge,
    rank: before.rank,
    effects: [],
    ledger: [],
    left: new Set(),
  };
}

/** The next id of an arming on this case: `<case>.<n>`, never used twice. */
export function nextArming(draft: Draft): { readonly id: string; readonly arming: number } {
  draft.armings += 1;
  return { id: `${draft.before.id}.${draft.armings}`, arming: draft.armings };
}

/**
 * The states a snapshot is in, outermost first. By its value, as XState asks them: from its own list of nodes it may drop states that it left
 * only to come back (a history state of the state it is in).
 */
export function activeNodes({ machine, value }: AnyMachineSnapshot): AnyStateNode[] {
  const nodes: AnyStateNode[] = [];
  const enter = (node: AnyStateNode | undefined, inside: StateValue): void => {
    if (!node) return;
    nodes.push(node);
    if (typeof inside === 'string') enter(node.states[inside], {});
    else for (const [key, deeper] of Object.entries(inside)) enter(node.states[key], deeper ?? {});
  };
  enter(machine.root, value);
  return nodes;
}

/** The same in the order of the document. */
function sortedNodes(snapshot: AnyMachineSnapshot): AnyStateNode[] {
  return activeNodes(snapshot).sort((a, b) => a.order - b.order);
}

/** Declared tasks of the active states, in the order of the machine. */
export function tasksOf(workflow: LoadedWorkflow, snapshot: AnyMachineSnapshot): [string, TaskDeclaration][] {
  if (snapshot.status !== 'active') return [];
  return sortedNodes(snapshot).flatMap((node) => {
    const path = pathOf(node);
    const task = workflow.definition.tasks[path];
    return task ? [[path, task] as [string, TaskDeclaration]] : [];
  });
}

/** The declared holder of the deepest active state that has one; of two as deep, the first in the document. */
export function holderOf(workflow: LoadedWorkflow, snapshot: AnyMachineSnapshot): HolderDeclaration | null {
  const { holders } = workflow.definition;
  if (!holders) return null;
  let [deepest, depth]: [HolderDeclaration | null, number] = [null, -1];
  for (const node of sortedNodes(snapshot)) {
    const declared = holders[pathOf(node)];
    if (declared && node.path.length > depth) [deepest, depth] = [declared, node.path.length];
  }
  return deepest;
}

/** The coded cause for which clocks may pause in this snapshot, or null. Throws Rejection `workflow` where the workflow fails on it. */
export function pauseCause(workflow: LoadedWorkflow, snapshot: AnyMachineSnapshot): string | null {
  if (snapshot.status !== 'active') return null;
  try {
    return holderOf(workflow, snapshot)?.pause?.(snapshot.context as never) ?? null;
  } catch (error) {
    throw failure('the workflow failed on the cause of a pause', error);
  }
}
