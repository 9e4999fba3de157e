import type { Logger } from 'pino';
import type { Lanes } from '../cases/lanes.js';
import { NoSuchCase, Rejection, SYSTEM, type Decision, type TaskAct } from '../engine/index.js';
import type { DaySettings } from '../settings/index.js';
import type { OpenDatabase } from '../store/database.js';
import { openTasks, type PlacedTask } from './finding.js';
import { askedPairs } from './pairs.js';
import type { Routing } from './routing.js';

export interface RouterParts {
  readonly database: OpenDatabase;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly routing: Routing;
  readonly day: () => DaySettings;
  readonly log: Logger;
}

const PAGE = 200;

/** Gives each new task to a person where the settings of its agency say by which rule; elsewhere whoever takes it has it. */
export class Router {
  private giving: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RouterParts) {}

  /** Begins to give what was opened. */
  heed(decisions: readonly Decision[]): void {
    const day = this.parts.day();
    const opened = decisions.flatMap(({ state, event }) =>
      state.tasks.filter(
        ({ agency, assignee, openedAt }) =>
          assignee === null && openedAt >= event.occurredAt && day.routingOf(agency) !== 'claim',
      ),
    );
    if (opened.length === 0) return;
    const ids = new Set(opened.map(({ id }) => id));
    this.giving = Promise.all([this.giving, this.giveAll([...ids])]);
  }

  /** Waits until all that was heeded is given. */
  async heeded(): Promise<void> {
    await this.giving;
  }

  /** Gives what is still with nobody: a process may have died before it was given, or nobody was there to get it. */
  async sweep(): Promise<void> {
    const { database } = this.parts;
    for (const { agency, role } of await askedPairs(database)) {
      if (this.parts.day().routingOf(agency) === 'claim') continue;
      const condition = `tasks.agency = $1 and role = $2 and assignee is null order by due_key, tasks.id limit ${PAGE}`;
      for (const row of await openTasks(database, condition, [agency, role])) await this.give(row);
    }
  }

  private async giveAll(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        const [row] = await openTasks(this.parts.database, 'tasks.id = $1 and assignee is null', [id]);
        if (row) await this.give(row);
      } catch (error) {
        this.parts.log.warn({ err: error, task: id }, 'a task is not given yet');
      }
    }
  }

  private async give(row: PlacedTask): Promise<void> {
    const rule = this.parts.day().routingOf(row.agency);
    const to = rule === 'claim' ? null : await this.parts.routing.choose(row, rule);
    if (to !== null) await this.submit(row.case_id, { type: 'task.assigned', task: row.id, to, rule });
  }

  private async submit(id: string, act: TaskAct): Promise<void> {
    try {
      const request = { kind: 'act', case: id, act, actor: SYSTEM, post: null } as const;
      await this.parts.lanes.submit({ request, answer: () => true });
    } catch (error) {
      // It is closed, or somebody has taken it, by now.
      if (!(error instanceof Rejection || error instanceof NoSuchCase)) throw error;
    }
  }
}
