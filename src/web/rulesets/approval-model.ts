import type { Ruleset } from '../../ruleset/index.js';
import type { Reader } from '../reader.js';
import { conditionInWords, factsInWords } from './condition-words.js';
import { figureModel } from './figure-model.js';
import { narrowed, type Shown } from './ruleset-model.js';

type Approval = Ruleset['approvals'][number];
type Layer = Ruleset['layers'][number];

/** One approval of a ruleset with all it rests on: when it is needed, its forms, and the figures that each states itself. */
export function approvalModel(reader: Reader, shown: Shown, approval: Approval) {
  const { law, titles, unconfirmed } = shown;
  const { id, name, applies, dependsOn, legalBasis, source, confidence, notes, planning } = approval;
  const here = `/manage/rulesets/${law.id}/approvals/${id}`;
  const forms = law.layers.filter((layer) => layer.approval.id === id);
  const figures = law.figures.filter((figure) => figure.approval === id);
  const unsure = figures.filter(({ confirmed }) => !confirmed).length;
  return {
    id,
    name: reader.approval(id, name),
    english: name,
    views: [
      { text: reader.t('rulesets.all'), count: figures.length, href: here, active: !unconfirmed },
      { text: reader.t('rulesets.unconfirmed'), count: unsure, href: narrowed(here, true), active: unconfirmed },
    ],
    facts: factsModel(reader, approval, { law, titles }),
    applies: { words: conditionInWords(reader, applies), text: applies },
    after: dependsOn.map((earlier) => ({
      href: narrowed(`/manage/rulesets/${law.id}/approvals/${earlier}`, unconfirmed),
      name: reader.approval(earlier, law.approval(earlier)?.name ?? earlier),
    })),
    course: courseModel(reader, approval, titles),
    legalBasis,
    source,
    confidence,
    notes: notes ?? null,
    planning: planning ? { text: reader.length(planning.length), source: planning.source } : null,
    forms: forms
      .map((layer) => formModel(reader, shown, layer))
      .filter((form) => !unconfirmed || form.figures.length > 0),
    several: forms.length > 1,
    papers: figures
      .filter(({ kind, confirmed }) => kind === 'paper' && (!unconfirmed || !confirmed))
      .map((figure) => figureModel(reader, shown, figure)),
  };
}

function factsModel(reader: Reader, approval: Approval, { law, titles }: Pick<Shown, 'law' | 'titles'>) {
  const { id, agency, kind, per = 'project', blocks, clockOwner } = approval;
  const sees = law.seen?.get(id);
  const said = {
    agency: reader.agencyType(agency, titles.get(agency) ?? agency),
    kind: reader.t(`rulesets.kinds.${kind}`),
    per: reader.t(`rulesets.per.${per}`),
    waits: reader.t(`rulesets.waits.${blocks ? 'yes' : 'no'}`),
    ...(clockOwner === 'investor' ? { clockOwner: reader.t('rulesets.ownClock') } : {}),
    ...(sees
      ? {
          sees: factsInWords(
            reader,
            law.stated.filter((name) => sees.has(name)),
          ),
        }
      : {}),
  };
  return Object.entries(said).map(([name, text]) => ({ key: `rulesets.fact.${name}`, text }));
}

type Titles = Shown['titles'];
type Course = Pick<Approval, 'needs' | 'consults' | 'appeal'>;

/** What a case about it goes through; null: nothing that is stated. */
function courseModel(reader: Reader, { needs = [], consults, appeal }: Course, titles: Titles) {
  if (needs.length === 0 && !consults && !appeal) return null;
  return {
    needs: needs.map((need) => reader.t(`find.needs.${need}`)),
    consults: consults?.map(({ agency, basis }) => ({
      agency: reader.agencyType(agency, titles.get(agency) ?? agency),
      basis,
    })),
    appeal: appeal ? { heard: [appeal.first, appeal.second].filter(Boolean), basis: appeal.basis } : null,
  };
}

/** A form of the approval: what its variant, or the approval where no variant holds, states itself. */
function formModel(reader: Reader, shown: Shown, { approval, variant, clocks, ...of }: Layer) {
  const { law, titles, unconfirmed } = shown;
  const own = law.figures.filter(
    (one) => one.approval === approval.id && one.variant === (variant?.id ?? null) && one.kind !== 'paper',
  );
  const stated = variant ?? approval;
  return {
    id: variant?.id ?? 'standard',
    title: variant?.title ?? null,
    when: variant ? { words: conditionInWords(reader, variant.when), text: variant.when } : null,
    agency: variant?.agency === undefined ? null : reader.agencyType(of.agency, titles.get(of.agency) ?? of.agency),
    course: variant ? courseModel(reader, variant, titles) : null,
    figures: own
      .filter(({ confirmed }) => !unconfirmed || !confirmed)
      .map((figure) => figureModel(reader, shown, figure)),
    silence: stated.silence === undefined ? null : silenceModel(reader, of.silence, clocks),
    fee: stated.fee === undefined || stated.fee.amount !== undefined ? null : feeModel(stated.fee),
  };
}

/** A rule of silence; whether it is law is said by the clocks that carry it out. */
function silenceModel(reader: Reader, silence: Layer['silence'], clocks: Layer['clocks']) {
  const { force, confirmed } = clocks['deemed'] ?? clocks['afterReminder'] ?? {};
  const sure = force === 'limit' && confirmed === true;
  const time = { after: '', reminder: '', further: '', ...silence };
  const [after, further] = [time.after, time.further].map((text) => (text === '' ? '' : reader.length(text)));
  return {
    text: reader.t(`find.silence.${silence.rule}${sure ? '' : 'Unsure'}`),
    time: after === '' ? null : reader.t(further === '' ? 'rulesets.after' : 'rulesets.afterBoth', { after, further }),
    basis: 'basis' in silence ? silence.basis : null,
  };
}

/** A fee without an amount: nothing in it can be confirmed. */
const feeModel = ({ rule, note, source }: Layer['fee']) => ({ key: `find.fee.${rule}`, note, source });
