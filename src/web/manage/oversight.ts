import type { CaseLists } from '../../cases/case-lists.js';
import type { Cases } from '../../cases/cases.js';
import { NoSuchCase, type Actor } from '../../engine/index.js';
import type { PresentedCase } from '../../cases/presenter.js';
import type { Escalations, EscalationFilter, PresentedEscalation } from '../../escalations/escalations.js';
import type { Urging } from '../../escalations/urging.js';
import type { Accounts } from '../../identity/accounts.js';
import { managesIn, managingPost } from '../../policy/policy.js';
import { amongOf } from '../../store/read.js';
import type { OpenDatabase } from '../../store/database.js';
import type { Page } from '../../store/pages.js';
import { openTasks, type PlacedTask } from '../../tasks/finding.js';
import type { Giving } from '../../tasks/giving.js';
import type { PageClock } from '../page-clock.js';

export interface OversightParts {
  readonly database: OpenDatabase;
  readonly cases: Cases;
  readonly lists: CaseLists;
  readonly escalations: Escalations;
  readonly urging: Urging;
  readonly giving: Giving;
  readonly accounts: Accounts;
  readonly clock: PageClock;
}

export type Called = Awaited<ReturnType<CaseLists['titles']>>;

/** An inbox, with what is known beside its rows. */
export interface Inbox {
  readonly page: Page<PresentedEscalation>;
  readonly rungs: ReadonlyMap<number, number>;
  readonly tasks: ReadonlyMap<string, PlacedTask>;
  readonly names: ReadonlyMap<string, string>;
  readonly titles: Called;
  readonly now: number;
}

/** One escalation, and what can be done about it. */
export interface Alarm {
  readonly escalation: PresentedEscalation;
  /** Null: the caller may not look into it. */
  readonly shown: PresentedCase | null;
  /** Null: it is done by now. */
  readonly task: PlacedTask | null;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly names: ReadonlyMap<string, string>;
  readonly titles: Called;
  readonly mayGive: boolean;
  readonly mayExtend: boolean;
  readonly now: number;
}

/** What a manager sees of what stalls. */
export class Oversight {
  constructor(readonly parts: OversightParts) {}

  async inbox(actor: Actor, filter: EscalationFilter): Promise<Inbox> {
    const { escalations, lists, accounts, clock } = this.parts;
    const rows = filter.all === true ? escalations.inbox(actor, filter) : escalations.highest(actor, filter);
    const [page, rungs] = await Promise.all([rows, escalations.rungs(actor)]);
    const tasks = await this.tasks(page.items.map(({ task }) => task));
    const persons = [...tasks.values()].flatMap(({ assignee }) => assignee ?? []);
    const [titles, names] = await Promise.all([
      lists.titles([...new Set(page.items.map((one) => one.case))]),
      accounts.names([...persons, ...page.items.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? [])]),
    ]);
    return { page, rungs, tasks, names, titles, now: clock.now() };
  }

  /** Rejects with NoSuchEscalation. */
  async alarm(actor: Actor, id: string): Promise<Alarm> {
    const { escalations, cases, lists, giving, accounts, clock } = this.parts;
    const escalation = await escalations.find(id, actor);
    const task = (await this.tasks([escalation.task])).get(escalation.task) ?? null;
    const shown = await cases.find(escalation.case, actor).catch(nothing);
    const mayGive = task !== null && managingPost(actor, task) !== null;
    const persons = mayGive ? (await giving.candidates(task)).map(({ person }) => person) : [];
    const others = [task?.assignee ?? [], escalation.acknowledgedBy ?? []].flat();
    const names = await accounts.names([...persons, ...others]);
    const candidates = persons.map((person) => ({ id: person, name: names.get(person) ?? person }));
    const titles = await lists.titles([escalation.case]);
    const mayExtend = shown !== null && managesIn(actor, shown.agency);
    return { escalation, shown, task, candidates, names, titles, mayGive, mayExtend, now: clock.now() };
  }

  private async tasks(ids: readonly string[]): Promise<ReadonlyMap<string, PlacedTask>> {
    const { database } = this.parts;
    const rows = ids.length === 0 ? [] : await openTasks(database, amongOf(database)('tasks.id', 1), [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function nothing(error: unknown): null {
  if (error instanceof NoSuchCase) return null;
  throw error;
}
