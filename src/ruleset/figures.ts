import type { JsonObject } from '../engine/index.js';
import type { Path } from '../yaml/index.js';
import type { ApprovalSource, Overrides, RulesetSource, VariantSource } from './source.js';

export const FIGURE_KINDS = [
  'clock',
  'fee',
  'notices',
  'priority',
  'duty',
  'recognition',
  'body',
  'screening',
  'paper',
  'sight',
] as const;
type FigureKind = (typeof FIGURE_KINDS)[number];

/** What a ruleset states on the word of a source, confirmed or not. */
export interface Figure {
  /** Where it stands, by names that stay when lists are sorted anew: `approvals.environmental-iee.variants.punjab.clocks.decision`. */
  readonly id: string;
  readonly kind: FigureKind;
  /** Id of the clock, the duty, the body or the paper; else that of the approval; else the kind. */
  readonly name: string;
  /** Id of the approval that states it; null: it is stated for all. */
  readonly approval: string | null;
  readonly variant: string | null;
  /** Where it stands in the ruleset, by keys and places. */
  readonly path: Path;
  readonly confirmed: boolean;
  readonly source: string;
  /** What it says, apart from its source and from whether it is confirmed. */
  readonly says: JsonObject;
}

interface Sourced {
  readonly source: string;
  readonly confirmed: boolean;
}

type Of = Pick<Figure, 'approval' | 'variant'>;
const OF_ALL: Of = { approval: null, variant: null };

/** Every figure of a ruleset, in its order. */
export function figuresOf(source: RulesetSource): Figure[] {
  return [
    ...ofHead(source),
    ...source.approvals.flatMap((approval, index) => ofApproval(approval, index)),
    ...ofPapers(source),
  ];
}

function ofHead({ clocks, recognition, bodies = [], screening, sees = [] }: RulesetSource): Figure[] {
  const { variants = [] } = screening ?? {};
  return [
    ...Object.entries(clocks).flatMap(([workflow, own]) =>
      ofClocks(own, { ids: ['clocks', workflow], path: ['clocks', workflow], of: OF_ALL }),
    ),
    ...stated('recognition', recognition, { ids: ['recognition'], path: ['recognition'], of: OF_ALL }),
    ...bodies.flatMap((body, index) =>
      stated('body', body, { ids: ['bodies', body.id], path: ['bodies', index], of: OF_ALL }),
    ),
    ...sees.flatMap((one, index) => stated('sight', one, { ids: ['sees', one.id], path: ['sees', index], of: OF_ALL })),
    ...stated('screening', screening && leftOut(screening, 'variants'), {
      ids: ['screening'],
      path: ['screening'],
      of: OF_ALL,
    }),
    ...variants.flatMap((one, index) => {
      const ids = ['screening', 'variants', String(index + 1)];
      return stated('screening', one, { ids, path: ['screening', 'variants', index], of: OF_ALL });
    }),
  ];
}

function ofApproval(approval: ApprovalSource, index: number): Figure[] {
  const { id, variants = [], duties = [] } = approval;
  const place = { ids: ['approvals', id], path: ['approvals', index], of: { approval: id, variant: null } };
  return [
    ...ofForm(approval, place),
    ...duties.flatMap((duty, n) => stated('duty', duty, inside(place, ['duties', duty.id], ['duties', n]))),
    ...variants.flatMap((variant, n) => {
      const there = inside(place, ['variants', variant.id], ['variants', n]);
      return ofForm(variant, { ...there, of: { approval: id, variant: variant.id } });
    }),
  ];
}

/** What an approval, or a variant of it, states itself. */
function ofForm({ clocks = {}, fee, notices, priority }: ApprovalSource | VariantSource, place: Place): Figure[] {
  // Of a fee only the amount can be confirmed.
  const sum = fee?.confirmed === undefined ? undefined : { ...fee, confirmed: fee.confirmed };
  return [
    ...ofClocks(clocks, inside(place, ['clocks'], ['clocks'])),
    ...stated('fee', sum, inside(place, ['fee'], ['fee'])),
    ...stated('notices', notices, inside(place, ['notices'], ['notices'])),
    ...stated('priority', priority, inside(place, ['priority'], ['priority'])),
  ];
}

/** An override without a length leaves the figure as it was below. */
function ofClocks(clocks: Overrides, place: Place): Figure[] {
  return Object.entries(clocks).flatMap(([name, { force, length, source, confirmed }]) => {
    if (force === undefined || length === undefined || source === undefined || confirmed === undefined) return [];
    return stated('clock', { force, length, source, confirmed }, inside(place, [name], [name]));
  });
}

function ofPapers({ papers = [] }: RulesetSource): Figure[] {
  return papers.flatMap(({ id, title, asked }, index) =>
    asked.flatMap((one, n) => {
      const again = asked.slice(0, n).filter(({ by }) => by === one.by).length;
      const ids = ['papers', id, one.by, ...(again === 0 ? [] : [String(again + 1)])];
      const of = { approval: one.by, variant: null };
      return stated('paper', { title, ...one }, { ids, path: ['papers', index, 'asked', n], of, name: id });
    }),
  );
}

interface Place {
  readonly ids: readonly string[];
  readonly path: Path;
  readonly of: Of;
  /** What the figure is called where that is not the last of its names. */
  readonly name?: string;
}

const inside = (place: Place, ids: readonly string[], path: Path): Place => {
  return { ...place, ids: [...place.ids, ...ids], path: [...place.path, ...path] };
};

function stated<T extends Sourced>(kind: FigureKind, found: T | undefined, { ids, path, of, name }: Place): Figure[] {
  if (!found) return [];
  const { source, confirmed, ...says } = found;
  const called = name ?? ids.at(-1) ?? kind;
  return [{ id: ids.join('.'), kind, name: called, ...of, path, confirmed, source, says: says as JsonObject }];
}

function leftOut<T extends object, Key extends keyof T>(value: T, key: Key): Omit<T, Key> {
  const { [key]: _, ...rest } = value;
  return rest;
}
