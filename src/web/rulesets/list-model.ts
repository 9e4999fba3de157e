import { STANDINGS, type Ruleset, type Rulesets, type Standing } from '../../ruleset/index.js';
import type { Reader } from '../reader.js';

/** The rulesets of the installation: the law of the day first, then what follows it, then what was before. */
export function listModel(rulesets: Rulesets, now: number) {
  const all = rulesets.all.map((law) => ({ ...headModel(law), standing: rulesets.standingOf(law.id, now) }));
  const place = ({ standing }: { standing: Standing }): number => STANDINGS.indexOf(standing);
  return all.sort((one, other) => place(one) - place(other) || other.effectiveFrom - one.effectiveFrom);
}

/** What is said of a ruleset as a whole. */
export function headModel({ id, title, status, hash, effectiveFrom, approvals, layers, figures }: Ruleset) {
  const confirmed = figures.filter((figure) => figure.confirmed).length;
  return {
    id,
    title,
    status,
    hash,
    effectiveFrom,
    href: `/manage/rulesets/${id}`,
    approvals: approvals.length,
    forms: layers.length,
    figures: figures.length,
    confirmed,
    unconfirmed: figures.length - confirmed,
  };
}

/** The workflows whose versions it names. */
export function workflowsModel(reader: Reader, { workflows }: Ruleset) {
  return Object.entries(workflows).map(([id, { version }]) => ({
    href: `/workflows/${id}/${version}`,
    text: reader.t('rulesets.workflow', { id, version }),
  }));
}
