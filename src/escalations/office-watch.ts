import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Lease } from '../clocks/lease.js';
import { Outage } from '../clocks/outage.js';
import type { Decision } from '../engine/index.js';
import type { Posts } from '../posts/posts.js';
import type { OpenDatabase } from '../store/database.js';
import type { Router } from '../tasks/router.js';
import type { Strays } from '../tasks/strays.js';
import type { Clock } from '../time/clock.js';
import type { Vacancies } from './vacancies.js';

const PAUSE_MS = 1000;
/** What another process has opened is looked at no later than this. */
const ANYWAY_MS = 60_000;

export interface OfficeWatchParts {
  readonly database: OpenDatabase;
  readonly posts: Posts;
  readonly clock: Clock;
  readonly vacancies: Vacancies;
  readonly strays: Strays;
  readonly router: Router;
  /** Whether this process does such work, or only serves requests. */
  readonly wakes: boolean;
  readonly log: Logger;
}

/**
 * Watches over who is there for what is open: takes tasks back from who has left, gives them on where a rule says to whom, and escalates those
 * for which nobody is there. Of several processes one does it.
 */
export class OfficeWatch {
  private readonly beat: Beat;
  private readonly lease: Lease;
  private readonly outage: Outage;
  /** Something has changed that may ask for a round at once. */
  private dirty = true;
  private due = Infinity;
  private revision = -1;
  private under: Promise<void> = Promise.resolve();
  private looked = -Infinity;
  private anyway = true;

  constructor(private readonly parts: OfficeWatchParts) {
    this.lease = new Lease(parts.database, 'offices');
    this.outage = new Outage(parts.log, 'watching over posts');
    this.beat = new Beat(
      () => this.turn(),
      () => PAUSE_MS,
    );
  }

  /** Something is open for which perhaps nobody is there. */
  heed(decisions: readonly Decision[]): void {
    const { vacancies } = this.parts;
    const opened = decisions.some(({ state, event }) =>
      state.tasks.some(
        ({ role, agency, openedAt }) => openedAt >= event.occurredAt && vacancies.mayBeVacant(role, agency),
      ),
    );
    if (opened) this.dirty = true;
  }

  /** When there is something to be done, as far as is known. */
  async next(): Promise<number> {
    await this.under;
    return this.dueNow;
  }

  /** Does what there is to be done by now; one round at a time. */
  round(): Promise<void> {
    const mine = this.under.then(() => this.look());
    this.under = mine.catch(() => undefined);
    return mine;
  }

  private get dueNow(): number {
    return this.dirty || this.revision !== this.parts.posts.register.revision ? -Infinity : this.due;
  }

  private async look(): Promise<void> {
    const { posts, clock, strays, router, vacancies } = this.parts;
    if (this.dueNow > clock.now()) return;
    this.revision = posts.register.revision;
    this.dirty = false;
    try {
      await strays.round(this.anyway);
      this.anyway = false;
      await router.sweep();
      this.due = Math.min(await vacancies.round(), posts.roster.nextChange(clock.now()));
      this.looked = performance.now();
    } catch (error) {
      this.dirty = true;
      throw error;
    }
  }

  start(): void {
    if (this.parts.wakes) this.beat.start();
  }

  async stop(): Promise<void> {
    await this.beat.stop();
    await this.lease.release().catch((error: unknown) => this.outage.failed(error));
  }

  private async turn(): Promise<void> {
    try {
      if (!(await this.lease.mine())) return;
      if (performance.now() - this.looked > ANYWAY_MS) this.dirty = this.anyway = true;
      await this.round();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
