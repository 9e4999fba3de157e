import { VIEWS, type View } from '../../tasks/views.js';
import type { WorkQuery } from '../../tasks/worklists.js';
import { keepKnown, type Answers } from '../find/answers.js';

const NAMES = ['view', 'q', 'agency', 'cursor'];
const ROWS = 25;
const LONGEST_SEARCH = 100;

/** What of a worklist an address asks for. */
export interface AskedWork {
  readonly query: WorkQuery;
  /** The address without the place in the list: what can be kept under a name. */
  readonly given: Answers;
}

/** Reads an address; what makes no sense in it is left out. */
export function workIn(parameters: unknown): AskedWork {
  const { cursor, ...known } = keepKnown(parameters, NAMES);
  const view = VIEWS.find((one) => one === known['view']) ?? 'mine';
  const search = (known['q'] ?? '').slice(0, LONGEST_SEARCH).trim();
  const agency = /^(\*|[a-z][a-z0-9-]{0,59})$/.exec(known['agency'] ?? '')?.[0];
  const given = {
    ...(known['view'] === undefined ? {} : { view }),
    ...(search === '' ? {} : { q: search }),
    ...(agency === undefined ? {} : { agency }),
  };
  const query = {
    view,
    limit: ROWS,
    ...(search === '' ? {} : { search }),
    ...(agency === undefined ? {} : { agency }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { query, given };
}

/** The address of a worklist. */
export function workAt(given: Answers, change: Answers = {}): string {
  const query = new URLSearchParams({ ...given, ...change }).toString();
  return query === '' ? '/work' : `/work?${query}`;
}

/** The same list in another view, from its beginning. */
export const viewAt = (given: Answers, view: View): string => workAt(given, { view });
