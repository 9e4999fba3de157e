import type { PresentedCase } from '../../cases/presenter.js';
import { activePaths } from '../../chart/graph.js';
import type { Json, JsonObject } from '../../engine/index.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';

/** Where a case stands while a letter waits for its investor, and under which name its data have the letter. */
const LETTERS: { readonly [workflow: string]: readonly (readonly [path: string, note: string, title: Title])[] } = {
  'investor-approval': [
    ['application.underway.deficiency', 'deficiency', 'asked'],
    ['application.draft', 'returned', 'reasons'],
  ],
  permit: [
    ['pending.deficiency', 'deficiency', 'asked'],
    ['pending.examination.work.query', 'query', 'asked'],
    ['pending.examination.inspection.failed', 'inspections', 'found'],
    ['inForce.cause.noticed', 'causes', 'reasons'],
    ['refused', 'refusal', 'reasons'],
    ['returned', 'ending', 'reasons'],
  ],
};

type Title = 'asked' | 'found' | 'reasons';

/** A letter that the investor has to know before acting: who is only told that it is their turn does not know what to do. */
export function letterModel(reader: Reader, { workflow, state, data }: PresentedCase) {
  const active = activePaths(state);
  const letter = LETTERS[workflow]?.find(([path]) => active.includes(path));
  if (!letter) return null;
  const [, name, title] = letter;
  const said = lastOf(data[name] ?? null);
  if (said === null) return null;
  const items = Array.isArray(said['items']) ? said['items'] : [];
  const reason = textOf(said['code']) || textOf(said['ground']);
  return {
    title: `cases.letter.${title}`,
    at: typeof said['at'] === 'number' ? said['at'] : null,
    reason: reason === '' ? null : reader.code(reason),
    text: textOf(said['text']),
    items: items.map((item) => textOf(item)).filter((item) => item !== ''),
    basis: textOf(said['basis']),
  };
}

function lastOf(note: Json): JsonObject | null {
  const last = Array.isArray(note) ? (note.at(-1) ?? null) : note;
  return typeof last === 'object' && last !== null ? (last as JsonObject) : null;
}
