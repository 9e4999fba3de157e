import type { Json, JsonObject } from '../engine/index.js';
import type { Language } from '../messages/index.js';
import { textOf } from '../store/standing.js';
import type { Orders, SignedOrder } from '../documents/orders.js';
import type { Certificate } from './certificates.js';
import type { LetterFrame, LetterRequest, Letters } from './letters.js';
import type { Names } from './names.js';

/** What a letter is written with. */
export interface Desk {
  readonly letters: Letters;
  readonly names: Names;
  /** Where the service is reached by the public, without a slash at the end. */
  readonly address: string;
  readonly demonstration: boolean;
  readonly orders: Pick<Orders, 'of'>;
}

/** What a letter tells of today. */
interface Today {
  readonly certificate: Certificate;
  /** The signed order of the decision; null: none is attached. */
  readonly order: SignedOrder | null;
}

/** The letter of a certificate in a language, from what was fixed when it was issued and from how it stands. */
export function letterOf({ certificate, order }: Today, language: Language, desk: Desk): LetterRequest {
  const { content, row } = certificate;
  const data = dataOf(certificate, language, desk);
  const address = `${desk.address}/verify/${row.reference}`;
  const frame: LetterFrame = {
    reference: row.reference,
    issuedAt: row.issued_at,
    office: textOf(data, 'agency'),
    to: [textOf(data, 'holder'), textOf(data, 'site')].filter((line) => line !== ''),
    signed: signatories(certificate, language, desk),
    authoritative: content.language as Language,
    banner: bannerOf(certificate, language, desk),
    verify: { address, code: `${address}#${row.signature}` },
    order: order?.sha256 ?? null,
    demonstration: desk.demonstration,
  };
  return { kind: row.kind, language, data, frame };
}

function bannerOf(
  { standing, since, supersededBy }: Certificate,
  language: Language,
  { letters }: Desk,
): string | null {
  if (standing === 'in-force') return null;
  return letters.messages.text(language, `letters.banners.${standing}`, { since, by: supersededBy });
}

/** The post that decided, as `officer.epa-punjab`; or the law, where nobody did. */
function signatories({ content }: Certificate, language: Language, { letters, names }: Desk): string[] {
  const { by, agency, event } = content;
  const say = (name: string, values: object): string =>
    letters.messages.text(language, `letters.frame.${name}`, { ...values });
  const [role = 'other', office = agency ?? ''] = by.post?.replace(/\/.*$/, '').split('.') ?? [];
  const who =
    by.actor === 'clock' ? say('signedByLaw', {}) : say('signedAs', { role, agency: names.agency(language, office) });
  return [who, say('signedBy', { number: event.seq, case: content.case })];
}

/** The frozen data, with names in the letter's language and dates as instants. */
function dataOf({ content }: Certificate, language: Language, desk: Desk): JsonObject {
  const { data, agency, decidedAt } = content;
  const { letters, names } = desk;
  const conditions = entriesOf(data['conditions']).map((one) => {
    const by = dateOf(one['by']);
    return { ...one, hasBy: by !== null, by };
  });
  const reason = `letters.reasons.${textOf(data, 'code')}`;
  const code = letters.messages.has(language, reason) ? letters.messages.text(language, reason) : textOf(data, 'code');
  return {
    ...data,
    case: content.case,
    decidedAt,
    agency: names.agency(language, agency ?? ''),
    approval: names.approval(language, textOf(data, 'approval'), textOf(data, 'approvalName')),
    site: siteOf(data, language, names),
    code,
    conditions,
    hasPrecedent: conditions.some((one) => textOf(one, 'kind') === 'precedent'),
    inspectedOn: dateOf(data['inspectedOn']),
    provisionalUntil: dateOf(data['provisionalUntil']),
    challan: challanOf(data['challan']),
    approvals: entriesOf(data['approvals']).map((one) => ({
      ...one,
      approvalName: names.approval(language, textOf(one, 'approval').replace(/@.*/, ''), textOf(one, 'approvalName')),
      agencyName: names.agencyType(language, textOf(one, 'agencyType')),
      length: lengthOf(textOf(one, 'length'), language, letters),
    })),
  };
}

function siteOf(data: JsonObject, language: Language, names: Names): string {
  const district = textOf(data, 'district').replace(/(^|[ -])\p{L}/gu, (letter) => letter.toUpperCase());
  const province = textOf(data, 'province');
  const place = [textOf(data, 'siteName'), district, province && names.province(language, province)];
  return place.filter((part) => part !== '').join(language === 'ur' ? '، ' : ', ');
}

function challanOf(challan: Json | undefined): JsonObject | null {
  const [one] = entriesOf([challan ?? null]);
  return one ? { currency: 'PKR', ...one, paidOn: dateOf(one['paidOn']) } : null;
}

/** A length of the ruleset (`30 working days`) in the letter's language. */
export function lengthOf(text: string, language: Language, { messages }: Letters): string {
  const [, count = '', unit = ''] = /^(\d+) (.+)$/.exec(text) ?? [];
  const name = `letters.lengths.${unit.replace(' ', '-').replace(/([^s])$/, '$1s')}`;
  return messages.has(language, name) ? messages.text(language, name, { n: Number(count) }) : text;
}

function entriesOf(value: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one));
}

/** A date of the calendar as an instant of that day in Pakistan. */
function dateOf(value: Json | undefined): number | null {
  const date = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
