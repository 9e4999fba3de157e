import type { AnyStateNode } from 'xstate';
import { nodesOf } from './inspect.js';

/** The states that a case can come into if every guard were open: a bound from above, cheap for any machine. */
export function reachableNodes(root: AnyStateNode): Set<AnyStateNode> {
  const reached = new Set<AnyStateNode>();
  const waiting: AnyStateNode[] = [];
  const enter = (node: AnyStateNode): void => {
    for (let outer: AnyStateNode | undefined = node; outer; outer = outer.parent) {
      if (reached.has(outer)) continue;
      reached.add(outer);
      waiting.push(outer);
      // Entering one region of a parallel state enters all.
      if (outer.type === 'parallel') for (const region of Object.values(outer.states)) enterInside(region);
    }
  };
  const enterInside = (node: AnyStateNode): void => {
    enter(node);
    if (node.type === 'compound') for (const child of node.initial?.target ?? []) enterTarget(child);
    if (node.type === 'parallel') for (const region of Object.values(node.states)) enterInside(region);
  };
  const enterTarget = (target: AnyStateNode): void => {
    if (target.type !== 'history') return enterInside(target);
    enter(target);
    // Without a memory yet, history leads where it says, or to the beginning of its parent.
    const targets = defaultsOf(target);
    if (targets.length > 0) for (const node of targets) enterTarget(node);
    else if (target.parent) enterInside(target.parent);
  };
  enterInside(root);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
    for (const { target } of transitions) for (const aim of target ?? []) enterTarget(aim);
  }
  return withoutPseudo(root, reached);
}

/** Where a history state leads that has no memory yet; empty: to the beginning of its parent. */
function defaultsOf(history: AnyStateNode): AnyStateNode[] {
  const { target } = history.config as { target?: string | readonly string[] };
  const names = target === undefined ? [] : typeof target === 'string' ? [target] : target;
  return names.map((name) => {
    if (name.startsWith('#')) return history.machine.getStateNodeById(name.slice(1));
    return name
      .split('.')
      .reduce<AnyStateNode>((node, key) => node.states[key] ?? node, history.parent ?? history.machine.root);
  });
}

function withoutPseudo(root: AnyStateNode, reached: ReadonlySet<AnyStateNode>): Set<AnyStateNode> {
  return new Set([...nodesOf(root)].filter((node) => reached.has(node) && node.type !== 'history'));
}
