import type { Confirmation } from '../../confirmations/confirmation.js';
import type { Figure, Ruleset } from '../../ruleset/index.js';
import { feeInWords } from '../find/result-model.js';
import type { Reader } from '../reader.js';
import { conditionInWords, factsInWords, listed } from './condition-words.js';

type Clock = Ruleset['layers'][number]['clocks'][string];

/** A ruleset, and how far the proof of its figures is. */
export interface Proved {
  readonly law: Ruleset;
  /** By figure; of what is withdrawn nothing. */
  readonly proofs: ReadonlyMap<string, Confirmation['state']>;
}

/** A figure as it is told: what it is called, what it says, on whose word. */
export function figureModel(reader: Reader, { law, proofs }: Proved, figure: Figure) {
  const { id, kind, confirmed, source } = figure;
  const clock = clockOf(law, figure);
  return {
    id,
    kind,
    href: `/manage/rulesets/${law.id}/figures/${id}`,
    title: titleOf(reader, figure, clock),
    value: valueOf(reader, law, figure),
    /** limit, target; null: it is neither. */
    force: kind === 'clock' ? textIn(figure.says, 'force') : null,
    /** Texts of the ruleset, in English. */
    texts: textsOf(figure),
    when: whenOf(reader, figure),
    confirmed,
    /** How far its proof is; null: there is none. */
    proof: proofs.get(id) ?? null,
    source,
    clock: clock ? clockModel(reader, clock) : null,
  };
}

/** The clock whose figure it is, with what lies beneath. */
function clockOf(law: Ruleset, { id, kind, name, approval, variant }: Figure): Clock | undefined {
  if (kind !== 'clock') return undefined;
  const [, workflow = ''] = id.split('.');
  if (approval === null) return law.source.clocks[workflow]?.[name];
  const form = law.layers.find((one) => one.approval.id === approval && (one.variant?.id ?? null) === variant);
  return form?.clocks[name];
}

function titleOf(reader: Reader, { kind, name, says }: Figure, clock: Clock | undefined): string {
  switch (kind) {
    case 'clock':
      return reader.said(clock?.title ?? name);
    case 'paper':
      return reader.paper(name, textIn(says, 'title'));
    case 'body':
      return reader.said(textIn(says, 'title'));
    case 'duty':
    case 'fee':
    case 'notices':
    case 'priority':
    case 'recognition':
    case 'screening':
    case 'sight':
      return reader.t(`rulesets.kind.${kind}`);
  }
}

function valueOf(reader: Reader, law: Ruleset, { kind, says }: Figure): string {
  switch (kind) {
    case 'clock':
      return reader.length(textIn(says, 'length'));
    case 'duty':
      return reader.t('rulesets.within', {
        length: reader.length(textIn(says, 'length')),
        start: startInWords(reader, textIn(says, 'start')),
      });
    case 'fee':
      // That it is not confirmed is told beside it.
      return feeInWords(reader, { ...(says as unknown as Parameters<typeof feeInWords>[1]), confirmed: true });
    case 'notices':
      return reader.t('rulesets.notices', { count: Number(says['rounds']) });
    case 'recognition':
      return reader.t('rulesets.recognition', { count: Number(says['days']) });
    case 'screening':
      return reader.t('rulesets.letters', { count: Number(says['letters']) });
    case 'sight':
      return sightInWords(reader, law, says as unknown as Sight);
    case 'body':
      return committeeInWords(reader, says['committee'] as Committee | undefined);
    case 'paper':
    case 'priority':
      return '';
  }
}

type Sight = Pick<NonNullable<Ruleset['source']['sees']>[number], 'by' | 'facts'>;

/** Which facts, and of which approvals the agencies see them; those of all where none is named. */
function sightInWords(reader: Reader, law: Ruleset, { by = [], facts }: Sight): string {
  const names = by.map((id) => reader.approval(id, law.approval(id)?.name ?? id));
  const inWords = factsInWords(reader, facts);
  return names.length === 0 ? inWords : `${listed(reader, names)}: ${inWords}`;
}

interface Committee {
  readonly members: number;
  readonly quorum: number;
  readonly majority: string;
  readonly noticeDays: number;
}

function committeeInWords(reader: Reader, committee: Committee | undefined): string {
  return committee ? reader.t('rulesets.committee', { ...committee }) : reader.t('rulesets.byApproval');
}

/** What is said in the words of the ruleset only. */
function textsOf({ kind, says }: Figure): string[] {
  const keys = { duty: ['what'], fee: ['note'], notices: ['outcome'], priority: ['over'], body: ['legalBasis'] };
  const own = Object.hasOwn(keys, kind) ? keys[kind as keyof typeof keys] : [];
  return own.map((key) => textIn(says, key));
}

function whenOf(reader: Reader, { says }: Figure): { readonly words: string; readonly text: string } | null {
  const { when } = says;
  return typeof when === 'string' ? { words: conditionInWords(reader, when), text: when } : null;
}

function clockModel(reader: Reader, { start, pauses = [], onReturn, roll, extension }: Clock) {
  return {
    start: startInWords(reader, start ?? ''),
    pauses: pauses.map(({ cause, basis }) => ({ cause: reader.code(cause), basis })),
    rules: [`rulesets.onReturn.${onReturn ?? 'carry'}`, `rulesets.roll.${roll ?? 'none'}`].map((key) => reader.t(key)),
    extension: extension?.basis ?? null,
  };
}

/** From what a time counts. */
function startInWords(reader: Reader, mark: string): string {
  const key = `cases.dates.starts.${mark}`;
  return reader.knows(key) ? reader.t(key) : mark;
}

function textIn(says: Figure['says'], key: string): string {
  const text = says[key];
  return typeof text === 'string' ? text : '';
}
