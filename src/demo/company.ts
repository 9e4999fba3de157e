import { isOperational } from '../walkthrough/forward.js';
import { isWorthAWord, momentsOf, type Moment } from './moments.js';
import { orderSuspension } from './regime.js';
import { AUDITOR, type Logged, type Seen, type Told } from './seen.js';
import type { Story } from './stories.js';
import { Staff, type StaffParts } from './staff.js';

/** What the demonstration knows of one story: its cases as they stand, its people, and when it came to its end. */
export class Company {
  readonly staff: Staff;
  readonly cases = new Map<string, Seen>();
  events = 0;
  /** The instant on which the project became operational, by the demonstration's clock. */
  operationalAt: number | null = null;
  private rootId: string | null = null;
  private waiting: Told[] = [];
  private working: Promise<void> | null = null;
  private isOrdered = false;
  private stage = 'application';

  constructor(
    readonly parts: StaffParts,
    private readonly tell: (moment: Moment) => void,
  ) {
    this.staff = new Staff(parts);
  }

  get story(): Story {
    return this.parts.story;
  }

  get root(): Seen | undefined {
    return this.rootId === null ? undefined : this.cases.get(this.rootId);
  }

  /** The investor writes the draft. */
  async open(): Promise<void> {
    const { office, story } = this.parts;
    const { id } = await office.open(story.investor, 'investor-approval', story.data);
    this.rootId = id;
    await this.look(id);
  }

  /** From here on people act. */
  async begin(): Promise<void> {
    if (this.root) await this.staff.attend(this.root);
  }

  isOf(told: Told): boolean {
    const reference = this.root?.reference;
    return reference !== undefined && (told.reference === reference || told.reference.startsWith(`${reference}/`));
  }

  /** Takes what the stream tells, in order. */
  hear(told: Told): void {
    this.waiting.push(told);
    this.working ??= this.parts.clock.held(() => this.work()).finally(() => (this.working = null));
  }

  /** Waits for what is being taken in. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.takeIn(this.waiting.splice(0));
    } catch (error) {
      if (!this.parts.signal.aborted) this.parts.failed(error);
    }
  }

  private async takeIn(news: readonly Told[]): Promise<void> {
    this.events += news.length;
    const ids = [...new Set(news.map((told) => told.case))];
    const before = new Map(this.cases);
    await Promise.all(ids.map((id) => this.look(id)));
    for (const [index, told] of news.entries())
      if (!isOvertaken(told, news.slice(index + 1))) await this.say(told, before.get(told.case));
    const root = this.root;
    if (root && isOperational(root)) this.operationalAt ??= this.parts.clock.now();
    for (const id of ids) {
      const seen = this.cases.get(id);
      if (seen) await this.staff.attend(seen);
    }
    if (root) this.watchRegime(root);
  }

  private async look(id: string): Promise<void> {
    this.cases.set(id, await this.parts.office.ask<Seen>(AUDITOR, 'GET', `/api/cases/${id}`));
  }

  private async say(told: Told, before: Seen | undefined): Promise<void> {
    const after = this.cases.get(told.case);
    if (!after) return;
    const entered = after.parent === null && told.stage !== this.stage ? told.stage : null;
    if (after.parent === null) this.stage = told.stage;
    if (entered === null && !isWorthAWord(told)) return;
    const path = `/api/cases/${told.case}/history?after=${told.seq - 1}&limit=1`;
    const { items } = await this.parts.office.ask<{ items: readonly Logged[] }>(AUDITOR, 'GET', path);
    const [record] = items;
    if (!record) return;
    for (const moment of momentsOf(this.parts.story.name, { told, record, before, after, entered })) this.tell(moment);
  }

  private watchRegime({ stage }: Seen): void {
    const { story, failed, signal } = this.parts;
    if (!story.suspension || stage !== story.suspension.stage || this.isOrdered) return;
    this.isOrdered = true;
    orderSuspension(story.suspension, this.parts).catch((error: unknown) => signal.aborted || failed(error));
  }
}

/** Of several rungs climbed at one instant only the highest is told. */
function isOvertaken({ type, case: id }: Told, later: readonly Told[]): boolean {
  return type === 'escalation.raised' && later.some((told) => told.case === id && told.type === type);
}
