import type { PresentedCase } from '../../cases/presenter.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { JsonObject } from '../../engine/index.js';
import type { FormFields } from '../forms/form-body.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';

/** Acts that ask the investor for everything at once. */
const ASKING = ['query', 'declareIncomplete'];
const TICKED = '_paper';
/** Rows of a form are numbered up to here; what is ticked comes after them. */
const FIRST_TICKED = 500;
const MOST_TICKED = 400;

export interface AskingModel {
  readonly papers: readonly { readonly value: string; readonly text: string; readonly source: string }[];
  readonly notice: string;
}

/** For an act that asks the investor: what can be ticked, and that there is one round. Null for any other act. */
export function askingModel(
  reader: Reader,
  catalogue: Pick<Catalogue, 'rulesetOf'>,
  { event, shown }: { readonly event: string; readonly shown: PresentedCase },
): AskingModel | null {
  if (!ASKING.includes(event)) return null;
  const given = typeof shown.data['notices'] === 'number' ? shown.data['notices'] : Number(shown.data['letters'] ?? 0);
  return {
    papers: papersOf(catalogue, shown).map(({ id, title, source }) => ({
      value: title,
      text: reader.paper(id, title),
      source,
    })),
    notice: event === 'query' ? reader.t('desk.query.once') : reader.t('desk.query.rounds', { given }),
  };
}

/** What was ticked, as if it had been typed: each paper is an item of the list. */
export function withTicked(sent: FormFields): FormFields {
  const ticked = [sent[TICKED] ?? []].flat().slice(0, MOST_TICKED);
  if (ticked.length === 0) return sent;
  const { [TICKED]: _, ...typed } = sent;
  return { ...typed, ...Object.fromEntries(ticked.map((text, n) => [`/items/${FIRST_TICKED + n}`, text])) };
}

/** What the approval asks for on paper, by the ruleset the case is pinned to. */
function papersOf(catalogue: Pick<Catalogue, 'rulesetOf'>, shown: PresentedCase) {
  const approval = textOf((shown.data['approval'] as JsonObject | undefined)?.['id']);
  const facts = (shown.data['application'] ?? {}) as JsonObject;
  return approval === '' ? [] : catalogue.rulesetOf(shown).papersOf(approval, facts);
}
