import type { Calendar, JsonObject } from '../engine/index.js';
import { realWait, type FastClock } from '../time/clock.js';
import { fill } from '../walkthrough/fill.js';
import { FORWARD } from '../walkthrough/forward.js';
import { Refused, type Office, type SeenCase } from '../walkthrough/office.js';
import { daysLater, gotTo } from './pace.js';
import { AUDITOR, type Seen, type SeenTask } from './seen.js';
import type { Part, Story, Turn } from './stories.js';

/** What everybody does who is offered it, unless the story says otherwise. */
const EAGER = [...FORWARD, 'verify'];

/** The service says so where a case is no longer as it was looked at. */
const MOVED_ON = [409, 412];

/** What somebody is about to do. */
interface Plan {
  readonly who: string;
  readonly event: string;
  readonly at: number;
  readonly turn: Turn | null;
}

export interface StaffParts {
  readonly office: Office;
  readonly clock: FastClock;
  readonly story: Story;
  /** The calendar that the offices of an agency keep. */
  readonly calendarOf: (agency: string | null) => Calendar;
  /** Called with what must not happen: an act that the service had offered and refused. */
  readonly failed: (error: unknown) => void;
  /** The demonstration is over, or broken off. */
  readonly signal: AbortSignal;
}

/**
 * The people of one story: its investor, and the officers and heads of every agency that has a case of it. They look at a case when
 * something happens to it, do by HTTP what it offers them, and take their time over it.
 */
export class Staff {
  acts = 0;
  readonly accounts = new Set<string>();
  private readonly plans = new Map<string, { readonly timer: NodeJS.Timeout }>();
  private readonly done = new Set<string>();
  private turns: readonly Turn[];

  constructor(private readonly parts: StaffParts) {
    this.turns = parts.story.turns;
    parts.signal.addEventListener('abort', () => this.end());
  }

  get busy(): boolean {
    return this.plans.size > 0;
  }

  /** Looks at a case: whoever has something to do there plans it. One plan at a time for each case. */
  async attend(seen: Seen): Promise<void> {
    if (this.plans.has(seen.id) || this.ended) return;
    const plan = await this.planFor(seen);
    if (!plan || this.plans.has(seen.id) || this.ended) return;
    this.wait(seen, plan);
  }

  private get ended(): boolean {
    return this.parts.signal.aborted;
  }

  private end(): void {
    for (const { timer } of this.plans.values()) clearTimeout(timer);
    this.plans.clear();
  }

  private async planFor(seen: Seen): Promise<Plan | null> {
    const turn = this.turns.find(({ at }) => at === seen.key) ?? null;
    for (const who of this.concerned(seen, turn)) {
      const { actions } = await this.parts.office.look(who, seen.id);
      const offered = actions.map(({ event }) => event);
      const plan = this.choose(seen, who, { offered, turn });
      if (plan) return plan;
    }
    return null;
  }

  private choose(
    seen: Seen,
    who: string,
    { offered, turn }: { readonly offered: readonly string[]; readonly turn: Turn | null },
  ): Plan | null {
    const { clock, calendarOf } = this.parts;
    const now = clock.now();
    const calendar = who === this.parts.story.investor ? null : calendarOf(seen.agency);
    if (turn && offered.includes(turn.event) && who === this.account(turn.by, seen.agency)) {
      const isTime = turn.insteadOf === undefined || offered.includes(turn.insteadOf);
      if (isTime) return { who, event: turn.event, at: daysLater(turn.after, now, calendar), turn };
    }
    const event = offered.find((type) => EAGER.includes(type) && !this.done.has(`${seen.id}/${type}`));
    if (event === undefined || event === turn?.insteadOf || this.stalls(seen, event)) return null;
    const dues = seen.tasks.flatMap(({ dueAt }) => (dueAt === null ? [] : [Date.parse(dueAt)]));
    const dueAt = dues.length > 0 ? Math.min(...dues) : null;
    return { who, event, at: gotTo({ event, case: seen.id, dueAt, office: calendar }, now), turn: null };
  }

  private stalls({ key, tasks }: Seen, event: string): boolean {
    const stall = this.parts.story.stalls.find((one) => one.at === key && one.event === event);
    return stall !== undefined && Math.max(0, ...tasks.map(({ rungs }) => rungs)) < stall.untilRung;
  }

  /** Those who have open work in the case, and who the story says does something there. */
  private concerned({ agency, tasks }: Seen, turn: Turn | null): string[] {
    const asked = tasks.flatMap((task) => this.accountsOf(task));
    return [...new Set([...asked, ...(turn ? [this.account(turn.by, agency)] : [])])];
  }

  /** Two officers of each agency, because one may not decide what the same one recommended. */
  private accountsOf({ role, agency }: SeenTask): string[] {
    if (role === 'investor') return [this.parts.story.investor];
    if (role === 'manager') return [this.account('head', agency)];
    return role === 'officer' ? [this.account('officer', agency), this.account('second', agency)] : [];
  }

  private account(part: Part, agency: string | null): string {
    const of = (prefix: string): string => `${prefix}.${agency ?? 'sifc'}@demo.test`;
    switch (part) {
      case 'investor':
        return this.parts.story.investor;
      case 'officer':
        return of('officer');
      case 'second':
        return of('officer2');
      case 'head':
        return of('manager');
      case 'desk':
        return 'officer.sifc@demo.test';
    }
  }

  private wait(seen: Seen, plan: Plan): void {
    const { clock } = this.parts;
    const ring = (): void => {
      // The clock was held in the meantime.
      if (clock.now() < plan.at) return this.wait(seen, plan);
      void clock.held(() => this.carryOut(seen, plan));
    };
    this.plans.set(seen.id, { timer: setTimeout(ring, realWait(clock, plan.at)) });
  }

  private async carryOut(seen: Seen, plan: Plan): Promise<void> {
    // From here on whatever is told of the case, this act too, makes people look at it again.
    this.plans.delete(seen.id);
    try {
      const isDone = await this.act(seen, plan);
      // A turn changes what is to be done next, and nobody else tells of an act that was not possible any more.
      if (!isDone || plan.turn)
        await this.attend(await this.parts.office.ask<Seen>(AUDITOR, 'GET', `/api/cases/${seen.id}`));
    } catch (error) {
      if (!this.ended) this.parts.failed(error);
    }
  }

  /** Gives whether it could be done: the case may have moved on since it was planned. */
  private async act(seen: Seen, { who, event, turn }: Plan): Promise<boolean> {
    const { office, clock } = this.parts;
    const now = await office.look(who, seen.id);
    const offered = now.actions.find((action) => action.event === event);
    if (!offered) return false;
    try {
      await office.act(who, now, event, dataOf(offered, turn, clock.now()));
    } catch (error) {
      if (error instanceof Refused && MOVED_ON.includes(error.status)) return false;
      throw error;
    }
    this.note(seen, who, { event, turn });
    return true;
  }

  private note({ id }: Seen, who: string, { event, turn }: Pick<Plan, 'event' | 'turn'>): void {
    this.acts += 1;
    this.accounts.add(who);
    this.done.add(`${id}/${event}`);
    if (!turn) return;
    this.turns = this.turns.filter((other) => other !== turn);
    // What a turn has undone is done anew.
    for (const known of this.done) if (known.startsWith(`${id}/`)) this.done.delete(known);
  }
}

function dataOf(offered: SeenCase['actions'][number], turn: Turn | null, now: number): JsonObject {
  return { ...fill(offered.schema, new Date(now).toISOString()), ...turn?.data };
}
