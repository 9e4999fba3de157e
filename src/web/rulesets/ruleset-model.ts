import type { Figure, Ruleset } from '../../ruleset/index.js';
import { STAGES } from '../../plan/schedule.js';
import type { Reader } from '../reader.js';
import { figureModel, type Proved } from './figure-model.js';
import { headModel, workflowsModel } from './list-model.js';

/** What a page of a ruleset is asked to show. */
export interface Shown extends Proved {
  /** Titles of types of agencies, in English. */
  readonly titles: ReadonlyMap<string, string>;
  /** Whether only what is not confirmed. */
  readonly unconfirmed: boolean;
}

/** The address of a page that shows all, or only what is not confirmed. */
export const narrowed = (href: string, unconfirmed: boolean): string =>
  unconfirmed ? `${href}?only=unconfirmed` : href;

/** A ruleset as a whole: its approvals by stage, and what it states for all of them. */
export function rulesetModel(reader: Reader, shown: Shown) {
  const { law, titles, unconfirmed, proofs } = shown;
  const { source, figures } = law;
  const wanted = (figure: Figure): boolean => !unconfirmed || !figure.confirmed;
  const head = headModel(law);
  return {
    ...head,
    views: viewsModel(reader, head, unconfirmed),
    workflows: workflowsModel(reader, law),
    stages: STAGES.map((stage) => ({
      stage,
      approvals: law.approvals
        .filter((approval) => approval.stage === stage)
        .map((approval) => approvalRow(reader, law, { approval, titles }))
        .filter((row) => !unconfirmed || row.unconfirmed > 0)
        .map((row) => ({ ...row, href: narrowed(row.href, unconfirmed) })),
    })).filter(({ approvals }) => approvals.length > 0),
    general: ['body', 'screening', 'recognition', 'sight']
      .map((kind) => ({
        kind,
        figures: figures
          .filter((one) => one.kind === kind && wanted(one))
          .map((one) => figureModel(reader, shown, one)),
      }))
      .filter((part) => part.figures.length > 0),
    clocks: Object.keys(source.clocks)
      .map((workflow) => ({
        workflow,
        figures: figures
          .filter((one) => one.id.startsWith(`clocks.${workflow}.`) && wanted(one))
          .map((one) => figureModel(reader, shown, one)),
      }))
      .filter((part) => part.figures.length > 0),
    proved: figures.filter(({ id }) => proofs.has(id)).map((one) => provedModel(reader, shown, one)),
    voids: (source.voids ?? []).map(({ cause, basis }) => ({ cause: reader.code(cause), basis })),
    omitted: (source.omitted ?? []).map(({ id, reason }) => ({ id, reason })),
  };
}

/** A figure with a proof, and of what it is. */
function provedModel(reader: Reader, shown: Shown, figure: Figure) {
  const { href, title, proof } = figureModel(reader, shown, figure);
  return { href, title, proof, of: placeInWords(reader, shown.law, figure) };
}

/** The approval and the variant that a figure is of; empty: it is of all. */
export function placeInWords(reader: Reader, law: Ruleset, { approval, variant }: Figure): string {
  const of = approval === null ? undefined : law.approval(approval);
  if (!of) return '';
  const form = of.variants?.find(({ id }) => id === variant);
  return [reader.approval(of.id, of.name), ...(form ? [reader.said(form.title)] : [])].join(' · ');
}

function viewsModel(reader: Reader, head: ReturnType<typeof headModel>, unconfirmed: boolean) {
  return [
    { text: reader.t('rulesets.all'), count: head.figures, href: head.href, active: !unconfirmed },
    {
      text: reader.t('rulesets.unconfirmed'),
      count: head.unconfirmed,
      href: narrowed(head.href, true),
      active: unconfirmed,
    },
  ];
}

interface Row {
  readonly approval: Ruleset['approvals'][number];
  readonly titles: Shown['titles'];
}

function approvalRow(reader: Reader, law: Ruleset, { approval, titles }: Row) {
  const { id, name, agency, variants = [] } = approval;
  const own = law.figures.filter((figure) => figure.approval === id);
  const unconfirmed = own.filter(({ confirmed }) => !confirmed).length;
  const decision = law.layers.find((layer) => layer.approval.id === id && !layer.variant)?.clocks['decision'];
  return {
    id,
    href: `/manage/rulesets/${law.id}/approvals/${id}`,
    name: reader.approval(id, name),
    agency: reader.agencyType(agency, titles.get(agency) ?? agency),
    decision: decision?.length === undefined ? null : reader.length(decision.length),
    law: decision?.force === 'limit' && decision.confirmed === true,
    variants: variants.length,
    figures: own.length,
    unconfirmed,
  };
}
