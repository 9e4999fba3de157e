import type { OpenDatabase } from '../store/database.js';
import { shownIn, type Clock } from '../time/clock.js';
import { HORIZON_MS } from './alarm-job.js';
import type { AlarmClock } from './alarm.js';
import { armedAfter, BEGINNING, type DuePlace } from './armed-pages.js';

const PAGE = 500;
/** Pages of one round: between rounds somebody looks whether the alarm clock rings. */
const PAGES = 10;

/** Schedules what comes within the horizon, and everything in it afresh when Redis may have lost something. */
export class Horizon {
  private place: DuePlace = BEGINNING;
  private epoch: string | null = null;
  private halted = false;

  constructor(
    private readonly database: OpenDatabase,
    private readonly alarm: AlarmClock,
    private readonly clock: Clock,
  ) {}

  /** Goes on from where the last round ended; gives whether there is more to do. Rejects where the database or Redis is away. */
  async round(): Promise<boolean> {
    const epoch = await this.alarm.epoch();
    if (epoch !== this.epoch) this.place = BEGINNING;
    this.epoch = epoch;
    const until = shownIn(this.clock, HORIZON_MS);
    for (let pages = 0; pages < PAGES; pages += 1) {
      const page = await armedAfter(this.database, this.place, until, PAGE);
      if (this.halted || !(await this.alarm.schedule(page))) return false;
      const last = page.at(-1);
      if (last) this.place = last;
      if (page.length === PAGE) continue;
      // What is armed later within the horizon is scheduled as it is armed.
      if (this.place.dueAt < until) this.place = { dueAt: until + 1, id: '' };
      return false;
    }
    return true;
  }

  /** Schedules no more. */
  halt(): void {
    this.halted = true;
  }

  /** The next round schedules all afresh: another process may have done so in between. */
  forget(): void {
    this.epoch = null;
  }
}
