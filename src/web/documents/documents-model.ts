import type { Ruleset } from '../../ruleset/index.js';
import type { PresentedCase } from '../../cases/presenter.js';
import type { OfCase } from '../../documents/documents.js';
import type { Decided } from '../../documents/orders.js';
import { isOpen, type PresentedDocument, type PresentedWanted } from '../../documents/present.js';
import type { Reader } from '../reader.js';
import { kindInWords } from './kinds.js';
import { sizeInWords } from './size.js';

interface Around extends OfCase {
  readonly shown: Pick<PresentedCase, 'id'>;
  readonly decisions: readonly Decided[];
  readonly ruleset: Pick<Ruleset, 'approval'>;
  readonly mayGive: boolean;
  readonly mayAttach: boolean;
}

const COLOURS = { given: 'green', expired: 'red', missing: 'yellow' } as const;

/** The documents of a case: what is asked for and what was given, what else was given, and the signed orders of its decisions. */
export function documentsModel(reader: Reader, around: Around) {
  const { shown, wanted, documents, decisions, mayGive, mayAttach } = around;
  const models = new Map(documents.map((one) => [one.id, documentModel(reader, one, shown.id)]));
  const among = (fits: (one: PresentedDocument) => boolean): DocumentModel[] =>
    documents.filter(fits).flatMap((one) => models.get(one.id) ?? []);
  const isAsked = (one: PresentedDocument): boolean => wanted.some((paper) => isIt(paper, one));
  const papers = wanted.map((paper) => paperModel(reader, around, { paper, all: among((one) => isIt(paper, one)) }));
  return {
    papers,
    given: papers.filter(({ standing }) => standing === 'given').length,
    others: among((one) => one.decision === null && !isAsked(one)),
    orders: decisions.map(({ seq, title, at }) => ({
      title: reader.said(title),
      at,
      files: among((one) => one.decision === seq && one.case === shown.id),
      attach: mayAttach ? `/cases/${shown.id}/orders/${seq}` : null,
    })),
    mayGive,
    here: `/cases/${shown.id}/documents`,
    giveOther: `/cases/${shown.id}/documents/give`,
  };
}

interface Asked {
  readonly paper: PresentedWanted;
  readonly all: readonly DocumentModel[];
}

function paperModel(reader: Reader, { shown, ruleset }: Around, { paper, all }: Asked) {
  const current = all.find(({ id }) => id === paper.document) ?? null;
  const about = new URLSearchParams({ paper: paper.paper, ...(paper.site === null ? {} : { site: paper.site }) });
  return {
    id: idOfPaper(paper),
    paper: paper.paper,
    name: reader.paper(paper.paper, paper.title),
    site: paper.site,
    standing: paper.standing,
    colour: COLOURS[paper.standing],
    confirmed: paper.confirmed,
    source: paper.source,
    by: paper.by.map((id) => reader.approval(id, ruleset.approval(id)?.name ?? id)),
    current,
    earlier: all.filter((one) => one !== current),
    give: `/cases/${shown.id}/documents/give?${about.toString()}`,
  };
}

type DocumentModel = ReturnType<typeof documentModel>;

function documentModel(reader: Reader, one: PresentedDocument, caseId: string) {
  const { id, name, type, bytes, version, expiresOn, givenAt, state, reference } = one;
  return {
    id,
    href: isOpen(one) ? `/cases/${caseId}/documents/${id}` : null,
    name: name ?? reader.t('documents.nameless'),
    erased: one.erasedAt === null ? null : { at: one.erasedAt, law: one.erasedBasis ?? '' },
    kind: type === null ? '' : kindInWords(type),
    size: bytes === null ? '' : sizeInWords(reader, bytes),
    version,
    state,
    // A day is a day, whatever the hour.
    expiresOn: expiresOn === null ? null : reader.date(`${expiresOn}T12:00:00+05:00`),
    givenAt,
    /** Given on another case of the application: it need not be given again. */
    elsewhere: one.case === caseId ? null : reference,
  };
}

function idOfPaper({ paper, site }: { readonly paper: string; readonly site: string | null }): string {
  return `paper-${paper}${site === null ? '' : `-${site}`}`;
}

function isIt({ paper, site }: PresentedWanted, one: PresentedDocument): boolean {
  return one.paper === paper && (site === null || one.site === site);
}
