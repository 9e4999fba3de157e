import type { CaseLists } from '../../cases/case-lists.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Actor } from '../../engine/index.js';
import type { Accounts } from '../../identity/accounts.js';
import { agenciesOf, managesIn } from '../../policy/policy.js';
import type { Posts } from '../../posts/posts.js';
import type { OpenDatabase } from '../../store/database.js';
import { placeFrom } from '../../store/places.js';
import { NoSuchTask, taskFor } from '../../tasks/finding.js';
import type { SavedFilters } from '../../tasks/saved-filters.js';
import { EVERYWHERE, type Worklists } from '../../tasks/worklists.js';
import type { PageClock } from '../page-clock.js';
import type { Colleague, Shown } from './worklist-model.js';
import type { AskedWork } from './work-query.js';

const ROLES = ['officer', 'manager', 'member'];

export interface DeskParts {
  readonly database: OpenDatabase;
  readonly worklists: Worklists;
  readonly filters: SavedFilters;
  readonly lists: CaseLists;
  readonly accounts: Accounts;
  readonly posts: Posts;
  readonly catalogue: Catalogue;
  readonly clock: PageClock;
}

interface NamedTask {
  readonly title: string;
  readonly reference: string;
  readonly case: string;
}

function nothing(error: unknown): null {
  if (error instanceof NoSuchTask) return null;
  throw error;
}

/** What an officer finds on the desk: the worklist, and whom work can be given to. */
export class Desk {
  constructor(private readonly parts: DeskParts) {}

  get filters(): SavedFilters {
    return this.parts.filters;
  }

  now(): number {
    return this.parts.clock.now();
  }

  async look(actor: Actor, asked: AskedWork): Promise<Shown> {
    const { worklists, filters, lists, accounts, catalogue } = this.parts;
    const { cursor: _, limit: __, view: ___, ...common } = asked.query;
    const [page, counts, saved, colleagues] = await Promise.all([
      worklists.page(actor, asked.query),
      worklists.counts(actor, common),
      filters.list(actor.id),
      this.colleagues(actor, asked.query.agency),
    ]);
    const [titles, names] = await Promise.all([
      lists.titles([...new Set(page.items.map(({ case_id }) => case_id))]),
      accounts.names(page.items.flatMap(({ assignee }) => assignee ?? [])),
    ]);
    const agencies = catalogue.daySettings.agencies.map(({ id }) => id);
    return { asked, actor, page, counts, titles, names, colleagues, saved, agencies, now: this.now() };
  }

  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.parts.accounts.names(ids);
  }

  /** What those of some tasks are called that are open and the actor's to work on or manage. */
  async named(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, NamedTask>> {
    const { database } = this.parts;
    const found = await Promise.all(ids.map((id) => taskFor(database, id, actor).catch(nothing)));
    return new Map(
      found.flatMap((one) =>
        one ? [[one.row.id, { title: one.row.title, reference: one.row.reference, case: one.row.case_id }]] : [],
      ),
    );
  }

  /** Those to whom a manager can give tasks of an agency: who hold a post there and are not away. */
  async colleagues(actor: Actor, wanted?: string): Promise<readonly Colleague[]> {
    const { posts, accounts } = this.parts;
    const agencies = wanted === undefined || wanted === EVERYWHERE ? agenciesOf(actor) : [wanted];
    const now = this.now();
    const found = agencies
      .filter((agency) => managesIn(actor, agency))
      .flatMap((agency) => ROLES.flatMap((role) => posts.candidates({ role, agency, place: placeFrom(null) }, now)))
      .flatMap(({ person }) => (posts.roster.isAway(person, now) ? [] : [person]));
    const names = await accounts.names(found);
    return [...new Set(found)]
      .map((id) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
