import type { Library, WorkflowModule } from '../../../src/engine/index.js';
import type { ActionPrint, Blueprint, GuardPrint, NodePrint, TransitionPrint } from './blueprint.js';
import { workflowWith, type Config, type Tasks } from './workflow-with.js';

/** What cases may be sent. `w.a` and `w.b` are there for partial wildcards. */
export const EVENTS = ['a', 'b', 'c', 'w.a', 'w.b'] as const;
const DESCRIPTORS = [...EVENTS, ...EVENTS, 'w.*', '*'];
const DELAYS = [10, 5, 20, 'short', 'long', 'moving', 10, 35, 1, 0];

interface Context {
  readonly n: number;
  /** Depends on the order of whatever changes it. */
  readonly mix: number;
  /** What `always` transitions live on: they end when it is spent. */
  readonly fuel: number;
}
interface Args {
  readonly context: Context;
  readonly event: { readonly type: string; readonly n?: number };
}

/** The workflow of a blueprint. */
export function workflowOf(blueprint: Blueprint): WorkflowModule {
  const tasks: Tasks = {};
  const config = (library: Library): Config => new Builder(library, blueprint, tasks).root;
  return workflowWith(EVENTS, config, { delays: { short: 5, long: 35, moving } }, tasks);
}

const moving = ({ context }: Args): number => (context.n % 4) * 10;

interface Node {
  readonly id: string;
  readonly print: NodePrint;
  readonly children: Node[];
  readonly parent: Node | null;
}

/** Builds XState's configuration. Whatever cannot stand where the blueprint has it becomes a plain state. */
class Builder {
  readonly root: Config;
  private readonly nodes: Node[] = [];
  private timers = 0;

  constructor(
    private readonly library: Library,
    { root, nodes }: Blueprint,
    private readonly tasks: Tasks,
  ) {
    const top: Node = {
      id: 'n0',
      print: { ...root, kind: root.kind === 'parallel' ? 'parallel' : 'plain' },
      children: [],
      parent: null,
    };
    const holders = [top];
    for (const [index, print] of nodes.entries()) {
      const parent = pick(holders, print.parent);
      // The first in a state is one that can be entered by default.
      const first = parent.children.length === 0;
      const kind = first && print.kind !== 'parallel' ? 'plain' : print.kind;
      const node: Node = { id: `n${index + 1}`, print: { ...print, kind }, children: [], parent };
      parent.children.push(node);
      this.nodes.push(node);
      if (kind === 'plain' || kind === 'parallel') holders.push(node);
    }
    this.root = { ...this.configOf(top), context: { n: 0, mix: 1, fuel: 4 }, options: { maxIterations: 60 } };
  }

  private configOf(node: Node): Config {
    const { id, print, children } = node;
    if (print.kind === 'shallow' || print.kind === 'deep') return { id, type: 'history', history: print.kind };
    const entry = this.actions(print.entry);
    if (print.kind === 'final') return { id, type: 'final', entry };
    if (print.task && node.parent) this.tasks[pathOf(node)] = { title: id, role: 'officer' };
    const states = Object.fromEntries(children.map((child) => [child.id, this.configOf(child)]));
    return {
      id,
      ...(children.length > 0 ? { states, ...this.kindOf(node) } : {}),
      entry,
      exit: this.actions(print.exit),
      on: grouped(print.on.map((transition) => [pick(DESCRIPTORS, transition.event), this.transition(transition)])),
      after: grouped(
        print.after.map((transition) => [String(pick(DELAYS, transition.event)), this.transition(transition)]),
      ),
      always: print.always.map((transition) => this.always(transition)),
      ...(print.done && children.length > 0 ? { onDone: this.transition(print.done) } : {}),
    };
  }

  private kindOf({ print, children }: Node): Config {
    if (print.kind === 'parallel') return { type: 'parallel' };
    const enterable = children.filter((child) => child.print.kind !== 'shallow' && child.print.kind !== 'deep');
    return { initial: pick(enterable, print.initial).id };
  }

  private transition({ target, reenter, guard, actions }: TransitionPrint): Config {
    return {
      ...(target === null ? {} : { target: `#${pick(this.nodes, target).id}`, reenter }),
      ...(guard ? { guard: this.guard(guard) } : {}),
      actions: this.actions(actions),
    };
  }

  /** Each spends fuel, so that no chain of them is endless. */
  private always(print: TransitionPrint): Config {
    const { assign } = this.library;
    const { guard: _, actions, ...transition } = this.transition({ ...print, guard: null });
    const spend = assign({ fuel: ({ context }) => Number(context['fuel']) - 1 });
    const guard = ({ context }: Args): boolean => context.fuel > 0 && (context.n + print.event) % 3 === 0;
    return { ...transition, guard, actions: [spend, ...(actions as unknown[])] };
  }

  private guard({ asks, k }: GuardPrint): unknown {
    const { stateIn, not } = this.library;
    const inside = stateIn(`#${pick(this.nodes, k).id}` as never);
    const guards: { readonly [asks in GuardPrint['asks']]: unknown } = {
      even: ({ context }: Args) => (context.n + k) % 2 === 0,
      small: ({ context }: Args) => context.n < k % 6,
      event: ({ event }: Args) => (event.n ?? 0) % 2 === k % 2,
      'in state': inside,
      'not in state': not(inside),
      rich: ({ context }: Args) => context.fuel > k % 4,
    };
    return guards[asks];
  }

  private actions(prints: readonly ActionPrint[]): unknown[] {
    return prints.map((print) => this.action(print));
  }

  private action({ does, k, delay, named }: ActionPrint): unknown {
    const { assign, raise, cancel, enqueueActions } = this.library;
    const type = pick([...EVENTS, 'unheard'], k);
    const after = pick(DELAYS, delay);
    const id = named ? { id: `t${(this.timers += 1)}` } : {};
    const actions: { readonly [does in ActionPrint['does']]: () => unknown } = {
      count: () => assign({ n: ({ context }) => Number(context['n']) + 1 }),
      mix: () => assign({ mix: ({ context }) => (Number(context['mix']) * 31 + k) % 1_000_003 }),
      spend: () => assign({ fuel: ({ context }) => Math.max(0, Number(context['fuel']) - 1) }),
      add: () => assign({ fuel: ({ context }) => Math.min(4, Number(context['fuel']) + 1) }),
      notify: () => ({
        type: 'notify',
        params: ({ context }: Args) => ({ to: 'agency', template: `t${k}.${context.mix}` }),
      }),
      cancel: () => cancel(`t${k % 12}`),
      'raise now': () => raise({ type } as never),
      'raise later': () => raise({ type } as never, { delay: after, ...id } as never),
      'if even': () =>
        enqueueActions(({ context, enqueue }) => {
          const { n } = context as Context;
          enqueue.assign({ n: n + 1 });
          if (n % 2 === 0) enqueue.raise({ type } as never, { delay: after, ...id } as never);
          else enqueue.cancel(`t${k % 12}`);
        }),
    };
    return actions[does]();
  }
}

function pathOf({ id, parent }: Node): string {
  return parent?.parent ? `${pathOf(parent)}.${id}` : id;
}

export function pick<T>(choices: readonly T[], index: number): T {
  const choice = choices[index % choices.length];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}

/** Several transitions of one event or delay are candidates, tried in order. */
function grouped(entries: readonly (readonly [string, Config])[]): { [key: string]: Config[] } {
  const groups: { [key: string]: Config[] } = {};
  for (const [key, transition] of entries) groups[key] = [...(groups[key] ?? []), transition];
  return groups;
}
