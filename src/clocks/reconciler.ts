import type { OpenDatabase } from '../store/database.js';
import { realWait, shownIn } from '../time/clock.js';
import type { AlarmClock } from './alarm.js';
import { firstArmed } from './armed-pages.js';
import { Beat } from './beat.js';
import { Canary } from './canary.js';
import type { Firing } from './firing.js';
import { Horizon } from './horizon.js';
import { Lease } from './lease.js';
import { Outage } from './outage.js';
import { Overdue } from './overdue.js';

/** While the alarm clock rings, the worker has this long before an overdue deadline is taken from it. */
const GRACE_MS = 1000;
/** The one that leads has so much longer again before others help: it may have been killed a moment ago, or in its last life. */
const LEAD_MS = 1000;
const PAUSE_MS = 1000;
/** Without it the next due date is waited for, but never so long that what is armed meanwhile would come much too late. */
const LONGEST_PAUSE_ALONE_MS = 250;
const SHORTEST_PAUSE_MS = 5;

export interface ReconcilerParts {
  readonly database: OpenDatabase;
  readonly alarm: AlarmClock;
  readonly firing: Firing;
}

export interface AlarmStatus {
  /** `deaf`: Redis or its jobs do not answer; the reconciler fires alone. */
  readonly redis: 'absent' | 'ok' | 'deaf';
  readonly oldestOverdueMs: number | null;
  /** Cases on which firing keeps failing; they are left alone for a while. */
  readonly failing: number;
  /** For people: what is wrong with the alarm, if anything. */
  readonly notes: readonly string[];
}

/** Fires what is overdue, schedules what comes within the horizon, and listens whether the alarm clock still rings. */
export class Reconciler {
  private readonly overdue: Overdue;
  private readonly horizon: Horizon;
  private readonly canary: Canary;
  private readonly lease: Lease;
  private readonly outage: Outage;
  private readonly firingBeat: Beat;
  private readonly alarmBeat: Beat;
  private readonly scheduling: Outage;
  private oldestOverdueMs: number | null = null;
  /** When the first is due that was not yet when last looked at. */
  private next: number | null = null;
  private leads = false;
  private moreToSchedule = false;
  private started = false;

  constructor(private readonly parts: ReconcilerParts) {
    const { database, alarm, firing } = parts;
    const { clock, log } = alarm.parts;
    this.overdue = new Overdue(database, firing, log);
    this.horizon = new Horizon(database, alarm, clock);
    this.canary = new Canary(alarm);
    this.lease = new Lease(database, 'reconciler');
    this.outage = new Outage(log, 'firing from the database');
    this.scheduling = new Outage(log, 'scheduling alarms');
    this.firingBeat = new Beat(
      () => this.fire(),
      () => this.pause(),
    );
    this.alarmBeat = new Beat(
      () => this.tend(),
      () => (this.moreToSchedule ? 0 : this.canary.sings ? PAUSE_MS : LONGEST_PAUSE_ALONE_MS),
    );
  }

  /** Under a virtual clock nothing is fired: that is for whoever moves the clock. */
  start(): void {
    const { alarm } = this.parts;
    this.started = true;
    if (alarm.present) this.alarmBeat.start();
    if (!alarm.parts.clock.virtual) this.firingBeat.start();
  }

  /** Starts no more and waits for what is under way. */
  async stop(): Promise<void> {
    this.horizon.halt();
    this.overdue.halt();
    await Promise.all([this.alarmBeat.stop(), this.firingBeat.stop()]);
    await this.overdue.settled();
    await this.lease.release().catch((error: unknown) => this.outage.failed(error));
  }

  status(): AlarmStatus {
    const { alarm, firing } = this.parts;
    return {
      redis: !alarm.present ? 'absent' : this.rings ? 'ok' : 'deaf',
      oldestOverdueMs: this.oldestOverdueMs,
      failing: firing.failing,
      notes: this.notes(),
    };
  }

  /** A process that only serves the API hears no jobs; its alarm clock is as good as its connection. */
  private get rings(): boolean {
    return this.started ? this.canary.sings : this.parts.alarm.ready;
  }

  private notes(): string[] {
    const { alarm, firing } = this.parts;
    const notes = [...alarm.complaints];
    if (!alarm.present) notes.push('there is no Redis: deadlines are fired from the database alone');
    else if (!this.rings) notes.push('Redis does not ring: deadlines are fired from the database');
    if (firing.failing > 0) notes.push(`deadlines of ${firing.failing} cases could not be fired; see the log`);
    if (this.overdue.strays > 0)
      notes.push(`${this.overdue.strays} deadlines are armed in the table and not in their case`);
    return notes;
  }

  private async fire(): Promise<void> {
    const { database, alarm } = this.parts;
    try {
      this.leads = await this.lease.mine();
      const { clock } = alarm.parts;
      const now = clock.now();
      const grace = this.canary.sings ? GRACE_MS : 0;
      const oldest = await firstArmed(database, 0);
      this.oldestOverdueMs = oldest !== null && oldest < now ? now - oldest : null;
      const mine = shownIn(clock, -(grace + (this.leads ? 0 : LEAD_MS)));
      if (oldest !== null && oldest <= mine) await this.overdue.round(mine);
      this.next = await firstArmed(database, now + 1);
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private pause(): number {
    if (this.canary.sings) return PAUSE_MS;
    if (this.next === null) return LONGEST_PAUSE_ALONE_MS;
    const wait = realWait(this.parts.alarm.parts.clock, this.next);
    return Math.min(LONGEST_PAUSE_ALONE_MS, Math.max(SHORTEST_PAUSE_MS, wait));
  }

  private async tend(): Promise<void> {
    const { alarm } = this.parts;
    this.moreToSchedule = false;
    try {
      await this.canary.round();
      if (!alarm.ready || alarm.parts.clock.virtual) return;
      if (this.leads) this.moreToSchedule = await this.horizon.round();
      else this.horizon.forget();
      alarm.outage.passed();
      this.scheduling.passed();
    } catch (error) {
      this.scheduling.failed(error);
    }
  }
}
