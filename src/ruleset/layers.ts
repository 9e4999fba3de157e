import type { Path } from '../yaml/index.js';
import { type ClockSources, overridden } from './clock-rules.js';
import type { ApprovalSource, RulesetSource, Silence, VariantSource } from './source.js';

/** The rules of one approval, in one of its variants or without any, for one workflow. */
export interface Layer {
  /** `permit/environmental-iee/punjab-2022`: under this name a case remembers its rules. */
  readonly key: string;
  readonly workflow: string;
  readonly approval: ApprovalSource;
  readonly variant: VariantSource | undefined;
  readonly clocks: ClockSources;
  readonly silence: Silence;
  /** Where in the file it is stated. */
  readonly path: Path;
}

export function keyOf(workflow: string, approval: string, variant: string | undefined): string {
  return [workflow, approval, ...(variant === undefined ? [] : [variant])].join('/');
}

/** Every approval in every variant, the workflow's clocks below, the approval's upon them, the variant's on top. */
export function layersOf(source: RulesetSource): Layer[] {
  const workflows = Object.entries(source.workflows).filter(([, { input }]) => input === 'approval');
  return workflows.flatMap(([workflow]) =>
    source.approvals.flatMap((approval, index) => layersOfApproval(source, workflow, { approval, index })),
  );
}

function layersOfApproval(
  source: RulesetSource,
  workflow: string,
  { approval, index }: { approval: ApprovalSource; index: number },
): Layer[] {
  const base = overridden(source.clocks[source.workflows[workflow]?.clocksOf ?? workflow] ?? {}, approval.clocks);
  const path = ['approvals', index];
  const common = { workflow, approval };
  const variants = (approval.variants ?? []).map((variant, place) => ({
    ...common,
    key: keyOf(workflow, approval.id, variant.id),
    variant,
    clocks: overridden(base, variant.clocks),
    silence: variant.silence ?? approval.silence,
    path: [...path, 'variants', place],
  }));
  const plain = {
    key: keyOf(workflow, approval.id, undefined),
    variant: undefined,
    clocks: base,
    silence: approval.silence,
    path,
  };
  return [{ ...common, ...plain }, ...variants];
}
