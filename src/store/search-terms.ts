import type { CaseState, EventRecord, Json, JsonObject } from '../engine/index.js';
import type { Changes } from './changes.js';
import type { SearchTermRow } from './search-rows.js';

/*
 * What people look a case up by: its reference, its company, and the numbers of approvals, of which the tax number is one. Only the case at the
 * root of a family has terms of its own (and whatever is entered in a register under a number); the others are found with it.
 */

/** Longer ones are cut: nobody types as much. */
const LONGEST = 100;
const MOST_WORDS = 8;
/** Sorts after whatever may follow a prefix. */
const LAST = '\u{10FFFF}';

/** A text as it is kept and looked for: small letters, one space between words. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/** The stretch of terms that begin so. Both databases compare terms byte by byte. */
export function stretchOf(text: string): { readonly from: string; readonly to: string } {
  const from = searchable(text);
  return { from, to: `${from}${LAST}` };
}

/** Terms of a case as it stands; none of one that belongs to another. */
export function termsOf(state: Pick<CaseState, 'parent' | 'snapshot'>, reference: string): ReadonlySet<string> {
  if (state.parent !== null) return new Set();
  const { application } = objectOf(state.snapshot['context']);
  const { company, held } = objectOf(application);
  const numbers = Array.isArray(held) ? held.map((one) => textOf(objectOf(one)['number'])) : [];
  return new Set([...ofReference(reference), ...ofName(textOf(company)), ...numbers.flatMap(ofNumber)]);
}

/** The numbers under which an act enters something in a register. */
export function termsOfAct({ type, data }: Pick<EventRecord, 'type' | 'data'>): readonly string[] {
  const [act, said] = type === 'paper.countersigned' ? [data['event'], objectOf(data['data'])] : [type, data];
  return act === 'register' ? ofNumber(textOf(said['number'])) : [];
}

/** Notes the terms that an act brings, and those that are so no longer. */
export function addTerms(
  { terms }: Changes,
  { state, event }: { readonly state: CaseState; readonly event: EventRecord },
  before: CaseState | null,
  reference: string,
): void {
  const { id, root } = state;
  const note = (term: string, live: number): void => {
    const row: SearchTermRow = { case_id: id, term, root, live };
    terms.set(`${id} ${term}`, row);
  };
  for (const term of termsOfAct(event)) note(term, 1);
  if (before?.snapshot === state.snapshot) return;
  const [was, is] = [before ? termsOf(before, reference) : new Set<string>(), termsOf(state, reference)];
  for (const term of was) if (!is.has(term)) note(term, 0);
  for (const term of is) if (!was.has(term)) note(term, 1);
}

/** `IJZ-2026-000123` is found by its beginning, and by its number. */
function ofReference(reference: string): string[] {
  const whole = searchable(reference);
  const number = /-0*(\d+)$/.exec(whole)?.[1];
  return number === undefined ? [whole] : [whole, number];
}

/** Found by the beginning of each of its words. */
function ofName(name: string): string[] {
  const words = searchable(name).split(' ').slice(0, MOST_WORDS);
  return words.map((_, index) => words.slice(index).join(' ')).filter((term) => term !== '');
}

/** With its hyphens and without. */
function ofNumber(number: string): string[] {
  const whole = searchable(number);
  return [...new Set([whole, whole.replaceAll(/[^\p{L}\p{N}]/gu, '')])].filter((term) => term !== '');
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
