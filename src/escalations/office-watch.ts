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
  private due = -Infinity;
  private revision = -1;
  private looked = -Infinity;

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
    if (opened) this.due = -Infinity;
  }

  /** When there is something to be done, as far as is known. */
  get next(): number {
    const changed = this.revision !== this.parts.posts.register.revision;
    return changed ? -Infinity : this.due;
  }

  /** Does what there is to be done by now. */
  async round(): Promise<void> {
    const { posts, clock, strays, router, vacancies } = this.parts;
    if (this.next > clock.now()) return;
    this.revision = posts.register.revision;
    this.due = Infinity;
    await strays.round();
    await router.sweep();
    const rung = await vacancies.round();
    this.due = Math.min(this.due, rung, posts.roster.nextChange(clock.now()));
    this.looked = performance.now();
  }

  start(): void {
    this.beat.start();
  }

  async stop(): Promise<void> {
    await this.beat.stop();
    await this.lease.release().catch((error: unknown) => this.outage.failed(error));
  }

  private async turn(): Promise<void> {
    try {
      if (!(await this.lease.mine())) return;
      if (performance.now() - this.looked > ANYWAY_MS) this.due = -Infinity;
      await this.round();
      this.outage.passed();
    } catch (error) {
      this.due = -Infinity;
      this.outage.failed(error);
    }
  }
}
