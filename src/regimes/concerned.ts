import { allowedEvents, Rejection, type Actor, type CaseState, type JsonObject } from '../engine/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { holds } from '../ruleset/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';

/** An application that a suspension concerns, and whether its state lets it be suspended, or taken up again, now. */
export interface Concerned {
  readonly id: string;
  readonly reference: string;
  readonly possible: boolean;
}

/** What is asked of every application that is not over: whether it is meant, and whether the event is possible. */
export interface Search {
  readonly event: 'suspend' | 'resume';
  readonly actor: Actor;
  readonly means: (application: JsonObject, data: JsonObject) => boolean;
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly body: string;
}

const PAGE = 200;

/** All applications that are meant, page by page in the order of their ids. Only cases that stand alone: children follow their parents. */
export async function* concerned(
  database: ReadableDatabase,
  catalogue: Catalogue,
  search: Search,
): AsyncGenerator<readonly Concerned[]> {
  for (let last = ''; ;) {
    const sql = `select id, reference, body from cases where parent is null and status = 'active' and id > $1 order by id limit ${PAGE}`;
    const rows = await read<Row>(database, sql, [last]);
    if (rows.length === 0) return;
    yield rows.flatMap((row) => meant(row, catalogue, search));
    last = rows.at(-1)?.id ?? '';
  }
}

function meant({ id, reference, body }: Row, catalogue: Catalogue, { event, actor, means }: Search): Concerned[] {
  const state = JSON.parse(body) as CaseState;
  const { workflow } = catalogue.frame(state);
  // Only applications can be suspended with all that hangs on them.
  if (!Object.hasOwn(workflow.definition.events, event)) return [];
  const data = (state.snapshot['context'] ?? {}) as JsonObject;
  if (!means((data['application'] ?? {}) as JsonObject, data)) return [];
  return [{ id, reference, possible: allowedEvents(workflow, state, actor).includes(event) }];
}

/** Whether a condition holds for the project, or at one of its sites, which states only what differs there. */
export function holdsSomewhere(condition: string, application: JsonObject): boolean {
  const { sites } = application;
  const own = Object.values((sites ?? {}) as JsonObject).map((site) => ({ ...application, ...(site as JsonObject) }));
  return [application, ...own].some((facts) => {
    try {
      return holds(condition, facts);
    } catch (error) {
      // An application under an older ruleset may hold such a fact as another type: it is not what the condition means.
      if (error instanceof Rejection) return false;
      throw error;
    }
  });
}
