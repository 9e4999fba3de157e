import { canonicalJson, sha256, type JsonObject } from '../engine/index.js';
import type { CaseDelay, DelayStatement, Holder, Lasted } from '../evidence/delay-form.js';
import type { Signed } from '../evidence/signer.js';
import type { Language } from '../messages/index.js';
import type { Declared } from '../messages/declared.js';
import type { LetterFrame, LetterRequest } from './letters.js';
import { compactOf } from './seal.js';
import { lengthOf, type Desk } from './write-letter.js';

/** What a case is called, as far as it is about a project and an approval. */
export interface Called {
  readonly title: string;
  readonly company: string;
  readonly approval: { readonly id: string; readonly name: string } | null;
}

export interface PaperParts extends Omit<Desk, 'orders'> {
  readonly declared: Declared;
  readonly signer: {
    readonly sign: (statement: PaperStatement) => { readonly signature: string };
    readonly publicKey: { readonly kid: string };
  };
}

/** What stands in the code of the paper: enough to hold it against, and the digest of the statement that is attached. */
export type PaperStatement = JsonObject & {
  readonly statement: 'delay-paper';
  readonly reference: string;
  readonly issuedAt: string;
  readonly events: number;
  readonly hash: string;
  readonly digest: string;
};

interface Writing extends PaperParts {
  readonly language: Language;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A statement of delay as a letter: what it says of its first case in full, of those under it in a line each. */
export function delayPaper(
  signed: Signed<DelayStatement>,
  called: ReadonlyMap<string, Called>,
  writing: Writing,
): LetterRequest {
  const { statement } = signed;
  const [first, ...members] = statement.cases;
  if (!first) throw new Error('a statement of delay is about a case');
  const { title = '', company = '', approval = null } = called.get(first.case) ?? {};
  const { names, language } = writing;
  const data = {
    case: first.reference,
    approval: approval && names.approval(language, approval.id, approval.name),
    project: title,
    company,
    openedAt: Date.parse(first.from),
    until: Date.parse(first.to),
    lasted: span(first.seconds, writing),
    counted: first.events,
    hash: first.hash,
    ...timesOf(first, writing),
    members: members.map((one) => memberOf(one, called.get(one.case)?.approval ?? null, writing)),
    calendars: statement.calendars.map((one) => ({ ...one, title: writing.declared.said(language, one.title) })),
  };
  return { kind: 'delay', language, data, frame: frameOf(signed, first, writing) };
}

function timesOf({ holders, entries, clocks, seconds }: CaseDelay, writing: Writing): JsonObject {
  const { declared, language, letters } = writing;
  const said = (text: string): string => declared.said(language, text);
  return {
    holders: holders.map((one) => ({
      holder: holderIn(one, writing),
      lasted: span(one.seconds, writing),
      worked: span(one.workingSeconds, writing, false),
      share: `${seconds > 0 ? Math.round((one.seconds / seconds) * 1000) / 10 : 0} %`,
    })),
    course: entries.map((one) => ({
      from: Date.parse(one.from),
      holder: holderIn(one, writing),
      cause: one.cause === null ? '' : declared.code(language, one.cause),
      lasted: span(one.seconds, writing),
    })),
    clocks: clocks.map((one) => ({
      clock: said(one.title),
      length: one.length === null ? 'none' : lengthOf(plural(one.length), language, letters),
      force: one.force,
      confirmed: one.confirmed,
      ran: span(one.ran.seconds, writing),
      paused: span(one.paused.seconds, writing),
      overdue: span(one.overdue.seconds, writing),
      standing: one.status,
    })),
    clockSources: distinct(
      clocks.flatMap(({ title, source }) => (source === null ? [] : [{ clock: said(title), source }])),
    ),
    extensions: clocks.flatMap(({ title, extensions }) =>
      extensions.map(({ by, at, reason, basis }) => ({
        clock: said(title),
        by: lengthOf(plural(by), language, letters),
        at: Date.parse(at),
        reason,
        basis,
      })),
    ),
  };
}

function memberOf(
  { reference, holders, agency, seconds, clocks, title }: CaseDelay,
  approval: Called['approval'],
  writing: Writing,
): JsonObject {
  const { names, language, declared } = writing;
  const total = (parts: readonly Lasted[]): string =>
    span(
      parts.reduce((sum, one) => sum + one.seconds, 0),
      writing,
    );
  return {
    reference,
    approvalName: approval ? names.approval(language, approval.id, approval.name) : declared.said(language, title),
    lasted: span(seconds, writing),
    withAgency: total(holders.filter(({ holder }) => holder === agency)),
    overdue: total(clocks.map(({ overdue }) => overdue)),
  };
}

function frameOf(
  signed: Signed<DelayStatement>,
  { reference, events, hash }: CaseDelay,
  writing: Writing,
): LetterFrame {
  const { letters, language, names, signer, address, demonstration } = writing;
  const { at } = signed.statement;
  const digest = sha256(canonicalJson(signed.statement));
  const paper: PaperStatement = { statement: 'delay-paper', reference, issuedAt: at, events, hash, digest };
  const say = (name: string, values = {}): string => letters.messages.text(language, `letters.frame.${name}`, values);
  const about = say('attached', { digest });
  const keys = `${address}/.well-known/jwks.json`;
  return {
    reference,
    issuedAt: Date.parse(at),
    office: names.agency(language, 'sifc'),
    to: [],
    signed: [say('signedByService', { key: signer.publicKey.kid }), about],
    authoritative: 'en',
    banner: null,
    order: null,
    verify: { code: `${keys}#${compactOf(paper, signer.sign(paper).signature)}`, address: keys },
    attached: { name: 'delay.json', content: `${JSON.stringify(signed, null, 2)}\n`, about },
    scan: say('scanStatement'),
    demonstration,
  };
}

/** An agency by its name in the language, or whoever else holds cases. */
function holderIn({ holder, name }: Pick<Holder, 'holder' | 'name'>, { letters, language, names }: Writing): string {
  const message = `letters.holders.${holder}`;
  if (letters.messages.has(language, message)) return letters.messages.text(language, message);
  return name === holder ? name : names.agency(language, holder);
}

/** Days, hours and minutes; office time in hours only, for an office day is no day. */
function span(seconds: number, { letters, language }: Writing, inDays = true): string {
  const whole = Math.floor(seconds / MINUTE) * MINUTE;
  const days = inDays ? Math.floor(whole / DAY) : 0;
  const hours = Math.floor((whole - days * DAY) / HOUR);
  const minutes = (whole - days * DAY - hours * HOUR) / MINUTE;
  return letters.messages.text(language, 'letters.lengths.span', { days, hours, minutes }).trim() || '–';
}

/** Lengths are said by their unit in the plural; `1 day` is one of `days`. */
const plural = (length: string): string => length.replace(/([^s])$/, '$1s');

function distinct(sources: readonly { readonly clock: string; readonly source: string }[]) {
  return [...new Map(sources.map((one) => [`${one.clock}\n${one.source}`, one])).values()];
}
