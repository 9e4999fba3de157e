import type { Real, StandardFigures } from '../../insight/standard-figures.js';
import { STAGES } from '../../plan/schedule.js';
import type { Ruleset } from '../../ruleset/index.js';
import type { Reader } from '../reader.js';

type Layer = Ruleset['layers'][number];

/** Approvals by stage; each in all the forms in which it differs from place to place or case to case. */
export function standardModel(
  reader: Reader,
  {
    law,
    titles,
    figures,
  }: { readonly law: Ruleset; readonly titles: ReadonlyMap<string, string>; readonly figures: StandardFigures },
) {
  const forms = law.layers.map((layer) => ({ layer, form: formModel(reader, layer, titles) }));
  const limits = forms.filter(({ form }) => form.decision?.law);
  return {
    title: law.title,
    approvals: law.approvals.length,
    forms: forms.length,
    limits: limits.length,
    smallest: figures.smallest,
    from: reader.month(figures.months[0] ?? ''),
    to: reader.month(figures.months.at(-1) ?? ''),
    told: figures.real.size,
    stages: STAGES.map((stage) => ({
      stage,
      approvals: law.approvals
        .filter((approval) => approval.stage === stage)
        .map(({ id, name, legalBasis, source }) => ({
          id,
          name: reader.approval(id, name),
          legalBasis,
          source,
          real: realModel(reader, figures.real.get(id)),
          forms: forms.filter(({ layer }) => layer.approval.id === id).map(({ form }) => form),
        })),
    })).filter(({ approvals }) => approvals.length > 0),
  };
}

function formModel(reader: Reader, layer: Layer, titles: ReadonlyMap<string, string>) {
  const { variant, agency, clocks, silence } = layer;
  const sure = isLaw(clocks['deemed'] ?? clocks['afterReminder']);
  return {
    variant: variant?.title ?? null,
    agency: reader.agencyType(agency, titles.get(agency) ?? agency),
    decision: promiseModel(reader, clocks['decision']),
    completeness: promiseModel(reader, clocks['completeness']),
    silence: `find.silence.${silence.rule}${sure ? '' : 'Unsure'}`,
  };
}

function realModel(reader: Reader, real: Real | undefined) {
  if (!real) return null;
  return { ...real, share: real.inTime === null ? null : reader.share(real.inTime) };
}

const isLaw = (clock: Layer['clocks'][string] | undefined): boolean =>
  clock?.force === 'limit' && clock.confirmed === true;

function promiseModel(reader: Reader, clock: Layer['clocks'][string] | undefined) {
  if (clock?.length === undefined) return null;
  return { text: reader.length(clock.length), law: isLaw(clock), source: clock.source ?? '' };
}
