import { allowedEvents, Rejection, type Actor, type CaseState, type JsonObject } from '../engine/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { holds } from '../ruleset/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';

/** A case that a suspension concerns, and whether its state lets it be suspended, or taken up again, now. */
export interface Concerned {
  readonly id: string;
  readonly reference: string;
  readonly possible: boolean;
}

/** What is asked of every case that is not over: whether it is meant, and whether the event is possible. */
export interface Search {
  readonly event: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  /** Applications alone, or the permits of these approvals. */
  readonly approvals: readonly string[] | null;
  /** Asked of its context, and of what its application states where the case is. */
  readonly means: (context: JsonObject, application: JsonObject) => boolean;
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly body: string;
  /** The case at the root of the family. */
  readonly whole: string;
}

/** A case with the one at the root of its family: what an order asks of facts may be among those that the agency of a permit does not see. */
export interface Candidate {
  readonly state: CaseState;
  readonly root: CaseState;
}

const PAGE = 200;

/** All cases that are meant, page by page in the order of their ids. */
export async function* concerned(
  database: ReadableDatabase,
  catalogue: Catalogue,
  search: Search,
): AsyncGenerator<readonly Concerned[]> {
  if (search.approvals?.length === 0) return;
  const [among, names] = amongCases(search.approvals);
  const sql = `select c.id, c.reference, c.body, r.body as whole from cases c join cases r on r.id = c.root
    where c.id > $1 and c.status = 'active' and ${among} order by c.id limit ${PAGE}`;
  for (let last = ''; ;) {
    const rows = await read<Row>(database, sql, [last, ...names]);
    if (rows.length === 0) return;
    yield rows.flatMap(({ id, reference, body, whole }) => {
      const candidate = { state: JSON.parse(body) as CaseState, root: JSON.parse(whole) as CaseState };
      const possible = isPossible(candidate, catalogue, search);
      return possible === null ? [] : [{ id, reference, possible }];
    });
    last = rows.at(-1)?.id ?? '';
  }
}

/** Cases that are at hand, each with its root. */
export async function withRoots(database: ReadableDatabase, states: readonly CaseState[]): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const state of states) {
    const sql = 'select body from cases where id = $1';
    const [row] = state.root === state.id ? [] : await read<Pick<Row, 'body'>>(database, sql, [state.root]);
    candidates.push({ state, root: row ? (JSON.parse(row.body) as CaseState) : state });
  }
  return candidates;
}

/** A permit bears the name of its approval, with its site and with its round where there are several. */
function amongCases(approvals: Search['approvals']): [string, string[]] {
  if (approvals === null) return ['c.parent is null', []];
  const names = approvals.flatMap((approval) => [approval, `${approval}@%`, `${approval}.%`]);
  const each = names.map((_, index) => `c.key like $${index + 2}`);
  return [`c.parent is not null and (${each.join(' or ')})`, names];
}

/** Whether the event is possible on a case; null where the case is not meant. */
export function isPossible({ state, root }: Candidate, catalogue: Catalogue, search: Search): boolean | null {
  const { workflow } = catalogue.frame(state);
  const { event, actor, approvals, means } = search;
  if ((state.parent === null) !== (approvals === null) || !Object.hasOwn(workflow.definition.events, event))
    return null;
  const context = contextOf(state);
  if (approvals && !approvals.includes(String(Object(context['approval']).id))) return null;
  return means(context, applicationAt(root, context)) ? allowedEvents(workflow, state, actor).includes(event) : null;
}

const contextOf = ({ snapshot }: CaseState): JsonObject => (snapshot['context'] ?? {}) as JsonObject;

/** What the application says now, of a permit of one site what it says there. */
function applicationAt(root: CaseState, { application: own }: JsonObject): JsonObject {
  const application = Object(contextOf(root)['application']) as JsonObject;
  const { site } = Object(own) as { readonly site?: unknown };
  const there = typeof site === 'string' ? (Object(application['sites']) as JsonObject)[site] : undefined;
  return there === undefined ? application : { ...application, sites: {}, ...(there as JsonObject) };
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
