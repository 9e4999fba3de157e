import type { Path } from '../yaml/index.js';
import { type ClockSources, overridden } from './clock-rules.js';
import type {
  ApprovalSource,
  FeeSource,
  NoticesSource,
  PrioritySource,
  RulesetSource,
  Silence,
  VariantSource,
} from './source.js';

/** The rules of one approval, in one of its variants or without any, for one workflow. */
export interface Layer {
  /** `permit/environmental-iee/punjab-2022`: under this name a case remembers its rules. */
  readonly key: string;
  readonly workflow: string;
  readonly approval: ApprovalSource;
  readonly variant: VariantSource | undefined;
  readonly clocks: ClockSources;
  readonly silence: Silence;
  /** Type of agency that gives it. */
  readonly agency: string;
  readonly fee: FeeSource;
  readonly notices: NoticesSource | undefined;
  readonly priority: PrioritySource | undefined;
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

/** The same, each approval once: workflows that run on the clocks of another would only say the same again. */
export function ownLayersOf(source: RulesetSource): Layer[] {
  return layersOf(source).filter(({ workflow }) => source.workflows[workflow]?.clocksOf === undefined);
}

function layersOfApproval(
  source: RulesetSource,
  workflow: string,
  { approval, index }: { approval: ApprovalSource; index: number },
): Layer[] {
  const base = overridden(source.clocks[source.workflows[workflow]?.clocksOf ?? workflow] ?? {}, approval.clocks);
  const path = ['approvals', index];
  const { agency, silence, fee = NOTHING_FOUND, notices, priority } = approval;
  const plain = { workflow, approval, agency, silence, fee, notices, priority };
  const variants = (approval.variants ?? []).map((variant, place) => ({
    ...plain,
    key: keyOf(workflow, approval.id, variant.id),
    variant,
    clocks: overridden(base, variant.clocks),
    ...stated(variant),
    path: [...path, 'variants', place],
  }));
  return [
    { ...plain, key: keyOf(workflow, approval.id, undefined), variant: undefined, clocks: base, path },
    ...variants,
  ];
}

const NOTHING_FOUND: FeeSource = { rule: 'on-challan', note: 'amount unverified', source: 'nothing was found' };

/** What a variant says itself of what else the approval says. */
function stated({ agency, silence, fee, notices, priority }: VariantSource): Partial<Layer> {
  const own = Object.entries({ agency, silence, fee, notices, priority }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(own);
}
