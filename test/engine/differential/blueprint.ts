import * as fc from 'fast-check';

/*
 * Random machines as plain data, so that a counter-example can be read. Every number is taken modulo what there is to choose from
 * (`machine-of.ts`), so that shrinking always leaves a machine that can be built.
 */

export interface ActionPrint {
  readonly does: 'count' | 'mix' | 'spend' | 'add' | 'notify' | 'cancel' | 'raise now' | 'raise later' | 'if even';
  readonly k: number;
  readonly delay: number;
  /** Whether a delayed raise has an id by which it can be cancelled. */
  readonly named: boolean;
}

export interface GuardPrint {
  readonly asks: 'even' | 'small' | 'event' | 'in state' | 'not in state' | 'rich';
  readonly k: number;
}

export interface TransitionPrint {
  readonly event: number;
  readonly target: number | null;
  readonly reenter: boolean;
  readonly guard: GuardPrint | null;
  readonly actions: readonly ActionPrint[];
}

export interface NodePrint {
  /** Which of the nodes before it holds this one. */
  readonly parent: number;
  readonly kind: 'plain' | 'final' | 'shallow' | 'deep' | 'parallel';
  readonly initial: number;
  readonly on: readonly TransitionPrint[];
  /** `event` chooses the delay. */
  readonly after: readonly TransitionPrint[];
  readonly always: readonly TransitionPrint[];
  readonly done: TransitionPrint | null;
  readonly entry: readonly ActionPrint[];
  readonly exit: readonly ActionPrint[];
  readonly task: boolean;
}

export interface Blueprint {
  readonly root: NodePrint;
  readonly nodes: readonly NodePrint[];
}

export type Move =
  | { readonly kind: 'send'; readonly event: number; readonly n: number }
  | { readonly kind: 'wait'; readonly ms: number; readonly how: 'one by one' | 'late' };

const small = fc.nat({ max: 30 });

const action: fc.Arbitrary<ActionPrint> = fc.record({
  does: fc.constantFrom<ActionPrint['does'][]>(
    ...([
      'count',
      'mix',
      'mix',
      'spend',
      'add',
      'notify',
      'cancel',
      'raise now',
      'raise later',
      'raise later',
      'if even',
    ] as const),
  ),
  k: small,
  delay: small,
  named: fc.boolean(),
});
const few = (max: number): fc.Arbitrary<ActionPrint[]> => fc.array(action, { maxLength: max });

const guard: fc.Arbitrary<GuardPrint> = fc.record({
  asks: fc.constantFrom<GuardPrint['asks'][]>('even', 'small', 'event', 'in state', 'not in state', 'rich'),
  k: small,
});

const transition: fc.Arbitrary<TransitionPrint> = fc.record({
  event: small,
  target: fc.option(small, { freq: 5 }),
  reenter: fc.boolean(),
  guard: fc.option(guard),
  actions: few(2),
});
const transitions = (max: number): fc.Arbitrary<TransitionPrint[]> => fc.array(transition, { maxLength: max });

const node: fc.Arbitrary<NodePrint> = fc.record({
  parent: small,
  kind: fc.constantFrom<NodePrint['kind'][]>('plain', 'plain', 'plain', 'parallel', 'final', 'shallow', 'deep'),
  initial: small,
  on: transitions(3),
  after: transitions(2),
  always: transitions(1),
  done: fc.option(transition),
  entry: few(2),
  exit: few(1),
  task: fc.boolean(),
});

export const blueprint: fc.Arbitrary<Blueprint> = fc.record({
  root: node,
  nodes: fc.array(node, { minLength: 2, maxLength: 14, size: 'max' }),
});

export const script: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), event: small, n: fc.nat({ max: 3 }) }),
    fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 1, 4, 5, 10, 10, 15, 20, 35, 60),
      how: fc.constantFrom('one by one' as const, 'late' as const),
    }),
  ),
  { minLength: 10, maxLength: 25, size: 'max' },
);
