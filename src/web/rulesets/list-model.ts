import type { Ruleset, Rulesets } from '../../ruleset/index.js';
import type { Reader } from '../reader.js';

/** How a ruleset stands at an instant: it governs new cases, will be the next to, did so before, or is only a draft. */
export const STANDINGS = ['in-force', 'next', 'later', 'former', 'draft'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The rulesets of the installation: the law of the day first, then what follows it, then what was before. */
export function listModel(rulesets: Rulesets, now: number) {
  const all = rulesets.all.map((law) => ({ ...headModel(law), standing: standingOf(rulesets, law, now) }));
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

export function standingOf(rulesets: Rulesets, { id }: Pick<Ruleset, 'id'>, now: number): Standing {
  const { governing } = rulesets;
  const place = governing.findIndex((law) => law.id === id);
  if (place < 0) return 'draft';
  const current = governing.findLastIndex(({ effectiveFrom }) => effectiveFrom <= now);
  if (place === current) return 'in-force';
  if (place < current) return 'former';
  return place === current + 1 ? 'next' : 'later';
}

/** In which languages a text of a ruleset is told, where a page says so. */
export function workflowsModel(reader: Reader, { workflows }: Ruleset) {
  return Object.entries(workflows).map(([id, { version }]) => ({
    href: `/workflows/${id}/${version}`,
    text: reader.t('rulesets.workflow', { id, version }),
  }));
}
