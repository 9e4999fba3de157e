import type { AnyStateNode } from 'xstate';
import type { Power } from './actor.js';
import type { EventDeclaration } from './definition.js';
import { nodesOf, PASSED, pathOf } from './inspect.js';
import type { LoadedWorkflow } from './load.js';
import { reachableNodes } from './reach.js';

/** What could go wrong with a workflow, in words for those who answer for the law. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** The state, event or delay it is about. */
  readonly where: string;
  readonly words: string;
}

export interface ModelCheck {
  readonly findings: readonly Finding[];
  readonly states: number;
  readonly transitions: number;
  readonly clocks: number;
}

/**
 * Checks that no case can be forgotten: each state that can be reached has a way out, and somebody or some clock that watches it; each event
 * has somebody who may bring it about; no right depends on a clock alone. Guards are taken to be open: what is found, holds for all data.
 */
export function modelCheck(workflow: LoadedWorkflow): ModelCheck {
  const { definition, machine } = workflow;
  const nodes = [...nodesOf(machine.root)];
  const reachable = reachableNodes(machine.root);
  const findings: Finding[] = [];
  const say = (severity: Finding['severity'], where: string, words: string): void => {
    findings.push({ severity, where, words });
  };
  for (const node of nodes) {
    if (node.type === 'history') continue;
    if (!reachable.has(node)) say('error', name(node), 'No way leads into this state.');
    else if (node.type === 'atomic') checkLeaf(workflow, node, say);
  }
  checkEvents(workflow, reachable, say);
  checkDelays(workflow, reachable, say);
  checkTasks(workflow, reachable, say);
  const declared = Object.keys(definition.delays ?? {}).length;
  return {
    findings,
    states: nodes.length,
    transitions: nodes.reduce(
      (sum, node) => sum + [...node.transitions.values()].flat().length + (node.always?.length ?? 0),
      0,
    ),
    clocks:
      declared +
      nodes.reduce((sum, node) => sum + node.after.filter(({ delay }) => typeof delay === 'number').length, 0),
  };
}

type Say = (severity: Finding['severity'], where: string, words: string) => void;

function name(node: AnyStateNode): string {
  return `state ${pathOf(node) || '(the whole)'}`;
}

/** A node and all that contain it, innermost first. */
function lineage(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [node, ...lineage(node.parent)] : [node];
}

function checkLeaf(workflow: LoadedWorkflow, node: AnyStateNode, say: Say): void {
  const { tasks, holders = {}, rests = {} } = workflow.definition;
  const around = lineage(node);
  const rest = around.some((outer) => Object.hasOwn(rests, pathOf(outer)));
  if (!rest && !around.some((outer) => leaves(outer, node))) {
    say(
      'error',
      name(node),
      'Nothing leads out of this state, and it is neither an end nor marked as one where a case may rest.',
    );
  }
  const watched = around.some((outer) => {
    const path = pathOf(outer);
    return (
      Object.hasOwn(tasks, path) ||
      outer.after.length > 0 ||
      outer.always?.length ||
      holders[path]?.holder === 'children'
    );
  });
  if (!rest && !watched) {
    say(
      'error',
      name(node),
      'If nobody acts, nothing happens here: there is no task, no clock and no reason why a case may rest.',
    );
  }
}

/** Whether some transition of `outer` takes a case out of `node`. */
function leaves(outer: AnyStateNode, node: AnyStateNode): boolean {
  const transitions = [...[...outer.transitions.values()].flat(), ...(outer.always ?? [])];
  return transitions.some(({ target }) =>
    target?.some((aim: AnyStateNode) => !lineage(aim).includes(node) || aim === node),
  );
}

function checkEvents({ definition, machine }: LoadedWorkflow, reachable: ReadonlySet<AnyStateNode>, say: Say): void {
  const handled = new Set([...reachable].flatMap((node) => [...node.transitions.keys()]));
  const raised = new Set([...reachable].flatMap(raisedBy));
  for (const [type, { by, notBy = [] }] of Object.entries(definition.events)) {
    if (!handled.has(type) && !handled.has('*'))
      say('error', `event ${type}`, 'No state that can be reached takes this event.');
    if (by.length === 0) say('error', `event ${type}`, 'Nobody may bring this event about.');
    for (const earlier of notBy) {
      if (!Object.hasOwn(definition.events, earlier)) {
        say('error', `event ${type}`, `It asks for another person than the one of "${earlier}", which is no event.`);
      }
    }
  }
  for (const type of handled) {
    if (type.startsWith(PASSED)) {
      if (definition.delays?.[type.slice(PASSED.length)]?.legalEffect !== true)
        say('error', `event ${type}`, 'No clock of this name has legal effect, so nobody ever hears that it passed.');
      continue;
    }
    if (type === '*' || type.startsWith('xstate.') || Object.hasOwn(definition.events, type) || raised.has(type))
      continue;
    say(
      'error',
      `event ${type}`,
      `The machine ${machine.id} waits for this event, but it is not declared: nobody can ever send it.`,
    );
  }
}

/** Types of events that a state's own actions raise. */
function raisedBy(node: AnyStateNode): string[] {
  const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  return [...node.entry, ...node.exit, ...transitions.flatMap(({ actions }) => actions)].flatMap((action: unknown) => {
    if (typeof action !== 'function' || !('event' in action)) return [];
    const { event } = action;
    return typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string'
      ? [event.type]
      : [];
  });
}

function checkDelays({ definition, inspection }: LoadedWorkflow, reachable: ReadonlySet<AnyStateNode>, say: Say): void {
  const clocks = new Set(Object.values(definition.tasks).flatMap(({ clock }) => clock ?? []));
  const timed = [...inspection.timers.values()];
  for (const [delay, { legalEffect }] of Object.entries(definition.delays ?? {})) {
    const places = timed.filter((timer) => timer.delay === delay);
    if (places.length === 0 && !clocks.has(delay))
      say('warning', `clock ${delay}`, 'No state waits for this clock and no task is due by it.');
    if (!legalEffect) continue;
    for (const { path } of places) {
      const inside = [...reachable].filter((node) => lineage(node).some((outer) => pathOf(outer) === path));
      if (inside.some((node) => lineage(node).some((outer) => hasPerson(outer, definition.events)))) continue;
      say(
        'error',
        `clock ${delay}`,
        `In the state ${path} only this clock leads on; where its figure is not confirmed law, the case would hang.`,
      );
    }
  }
}

function hasPerson(node: AnyStateNode, events: { readonly [type: string]: EventDeclaration }): boolean {
  return [...node.transitions.keys()].some((type) => events[type]?.by.some((power) => isPerson(power)));
}

function isPerson(power: Power): boolean {
  return power === 'owner' || typeof power === 'object';
}

function checkTasks({ definition }: LoadedWorkflow, reachable: ReadonlySet<AnyStateNode>, say: Say): void {
  for (const [path, { title, role }] of Object.entries(definition.tasks)) {
    const inside = [...reachable].filter((node) => lineage(node).some((outer) => pathOf(outer) === path));
    const types = new Set(inside.flatMap((node) => lineage(node).flatMap((outer) => [...outer.transitions.keys()])));
    const can = [...types].some((type) =>
      definition.events[type]?.by.some((power) =>
        role === 'investor' ? power === 'owner' : typeof power === 'object' && power.role === role,
      ),
    );
    if (!can && inside.length > 0) {
      say(
        'error',
        `state ${path}`,
        `The task "${title}" is given to ${role}, but no event that ${role} may bring about is taken here.`,
      );
    }
  }
}
