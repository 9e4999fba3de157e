import { Rejection } from '../engine/index.js';
import type { Figure } from '../ruleset/index.js';
import { dateAt, isDate } from '../time/days.js';
import type { Proposed } from './record.js';

/** Characters of a title and of a reference, of an address, of a note. */
export const LONGEST = { text: 300, url: 1000, note: 2000 } as const;

/** That a figure is as it is stated, and what proves it. */
export interface Proposal {
  /** What the proof makes of a time: law, or a service standard. Only of a time. */
  readonly force?: string | undefined;
  readonly title: string;
  readonly reference: string;
  readonly date: string;
  readonly url?: string | undefined;
  readonly note?: string | undefined;
}

interface Mistake {
  readonly field: string;
  readonly message: string;
}

/** What is recorded of a proposal. Throws Rejection naming every field that is wrong. */
export function checkedProposal(proposal: Proposal, figure: Figure, now: number): Pick<Proposed, 'data' | 'note'> {
  const { title, reference, date, note = '' } = proposal;
  const url = proposal.url?.trim() ?? '';
  const errors = [
    ...wrongText('/title', title, LONGEST.text),
    ...wrongText('/reference', reference, LONGEST.text),
    ...wrongDate(date, now),
    ...wrongUrl(url),
    ...wrongForce(proposal, figure),
    ...(note.length > LONGEST.note
      ? [{ field: '/note', message: `must have ${LONGEST.note} characters at most` }]
      : []),
  ];
  const [first] = errors;
  if (first) throw new Rejection('data', `${first.field} ${first.message}`, { errors });
  const force = proposal.force === 'limit' || proposal.force === 'target' ? proposal.force : null;
  const proof = { title: title.trim(), reference: reference.trim(), date, url: url === '' ? null : url };
  return { data: { says: figure.says, source: figure.source, force, proof }, note: note.trim() };
}

/** A note that has to say something. Throws Rejection. */
export function checkedNote(field: string, note: string): string {
  const [wrong] = wrongText(field, note, LONGEST.note);
  if (wrong) throw new Rejection('data', `${wrong.field} ${wrong.message}`, { errors: [wrong] });
  return note.trim();
}

function wrongText(field: string, text: string, longest: number): Mistake[] {
  const empty = text.trim() === '';
  return empty || text.length > longest ? [{ field, message: `must say something, in ${longest} characters` }] : [];
}

function wrongDate(date: string, now: number): Mistake[] {
  if (!isDate(date)) return [{ field: '/date', message: 'must be a day such as 2021-06-30' }];
  return date > dateAt(now)
    ? [{ field: '/date', message: 'is to come: nothing is proved by what is not published' }]
    : [];
}

function wrongUrl(url: string): Mistake[] {
  if (url === '' || (url.length <= LONGEST.url && /^https?:\/\//.test(url) && URL.canParse(url))) return [];
  return [{ field: '/url', message: `must be an address such as https://…, in ${LONGEST.url} characters` }];
}

function wrongForce({ force }: Proposal, { kind }: Figure): Mistake[] {
  if (kind !== 'clock')
    return force === undefined ? [] : [{ field: '/force', message: 'is said of times only, and this is none' }];
  return force === 'limit' || force === 'target' ? [] : [{ field: '/force', message: 'must be one of limit, target' }];
}
