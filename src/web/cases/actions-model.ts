import type { AnyStateNode } from 'xstate';
import type { PresentedCase } from '../../cases/presenter.js';
import type { WorkflowDefinition } from '../../engine/index.js';

/** What takes a case back is never the next thing to do. */
const BACK = /^(withdraw|surrender)/;

export interface ActionModel {
  readonly event: string;
  readonly title: string;
  readonly href: string;
}

/** What the caller may do: first what the open tasks ask for, then the rest. */
export function actionsModel({ id, actions, tasks }: PresentedCase, { machine }: WorkflowDefinition) {
  const asked = new Set(tasks.flatMap(({ node }) => eventsAt(machine.root, node)));
  const models = actions.map(({ event, title }) => ({ event, title, href: `/cases/${id}/do/${event}` }));
  const isNext = ({ event }: ActionModel): boolean => asked.has(event) && !BACK.test(event);
  return { next: models.filter(isNext), other: models.filter((model) => !isNext(model)) };
}

/** The events by which the task of a state is done: those that it and the states within it listen to; where it only waits, those around it. */
function eventsAt(root: AnyStateNode, path: string): string[] {
  const node = path.split('.').reduce<AnyStateNode | undefined>((around, key) => around?.states[key], root);
  for (let one = node; one && one !== root; one = one.parent) {
    const events = eventsWithin(one);
    if (events.length > 0) return events;
  }
  return [];
}

function eventsWithin(node: AnyStateNode): string[] {
  return [...Object.keys(node.config.on ?? {}), ...Object.values(node.states).flatMap((child) => eventsWithin(child))];
}
