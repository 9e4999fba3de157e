import { Environment } from '@marcbachmann/cel-js';

/** A condition as what it is made of, so that it can be told in words. */
export type ConditionTree =
  | { readonly op: 'always' }
  | { readonly op: 'all' | 'any'; readonly of: readonly ConditionTree[] }
  | { readonly op: 'not'; readonly of: ConditionTree }
  | { readonly op: 'fact'; readonly name: string }
  | { readonly op: Comparison; readonly name: string; readonly values: readonly (string | number)[] }
  /** What there are no words for: its text. */
  | { readonly op: 'other'; readonly text: string };

const COMPARISONS = {
  '==': 'is',
  '!=': 'is-not',
  '>=': 'at-least',
  '>': 'more-than',
  '<=': 'at-most',
  '<': 'less-than',
  in: 'is',
} as const;
type Comparison = (typeof COMPARISONS)[keyof typeof COMPARISONS];

interface Node {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
}

const PARSER = new Environment({ unlistedVariablesAreDyn: true });

/** The parts of a condition that is sound. */
export function conditionTree(expression: string): ConditionTree {
  return treeOf(PARSER.parse(expression).ast as unknown as Node, expression);
}

function treeOf(node: Node, expression: string): ConditionTree {
  const other: ConditionTree = { op: 'other', text: expression.slice(node.start, node.end) };
  const { op, args } = node;
  if (op === 'value') return args === true ? { op: 'always' } : other;
  if (op === 'id') return { op: 'fact', name: String(args) };
  if (op === '!_') return { op: 'not', of: treeOf(args as Node, expression) };
  const [left, right] = args as readonly [Node, Node];
  if (op === '&&' || op === '||') {
    const kind = op === '&&' ? 'all' : 'any';
    return { op: kind, of: [left, right].flatMap((one) => flattened(kind, treeOf(one, expression))) };
  }
  const values = valuesOf(right);
  if (!Object.hasOwn(COMPARISONS, op) || left.op !== 'id' || values === null) return other;
  return { op: COMPARISONS[op as keyof typeof COMPARISONS], name: String(left.args), values };
}

/** `a && b && c` are three of one kind, not two of which one is two. */
function flattened(kind: 'all' | 'any', tree: ConditionTree): readonly ConditionTree[] {
  return tree.op === kind ? (tree.of as readonly ConditionTree[]) : [tree];
}

function valuesOf({ op, args }: Node): (string | number)[] | null {
  if (op === 'value' && (typeof args === 'bigint' || typeof args === 'number')) return [Number(args)];
  if (op === 'value' && typeof args === 'string') return [args];
  if (op !== 'list') return null;
  const all = (args as readonly Node[]).map(valuesOf);
  return all.includes(null) ? null : all.flatMap((one) => one ?? []);
}
