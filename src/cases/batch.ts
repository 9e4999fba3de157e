import {
  isAhead,
  NoSuchCase,
  run,
  type CaseState,
  type Decision,
  type Given,
  type Host,
  type Need,
  type Request,
  type Salts,
} from '../engine/index.js';
import { noChanges, type Changes, type Statement } from '../store/changes.js';
import { addDecision } from '../store/record-decision.js';
import type { KeptCase, Transaction } from '../store/store.js';

/** An idempotency key: scoped to the actor; the fingerprint tells a repeated request from another one under the same key. */
export interface Key {
  readonly actor: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** One command on its way through a lane. */
export interface Job<T = unknown> {
  readonly request: Request;
  readonly key?: Key;
  /** Whether the sender may know of the case; who may not learns no more than of a case that is not there. Absent: asked before. */
  readonly mayKnow?: (state: CaseState) => boolean;
  /** What is written beside the case, in the same transaction. */
  readonly beside?: (accepted: Accepted) => readonly Statement[];
  /** Makes the answer from what was decided, before it is committed; kept under the key. */
  readonly answer: (accepted: Accepted) => T;
}

export interface Accepted {
  /** The case the request was about, as it now is. */
  readonly kept: KeptCase;
  readonly decisions: readonly Decision[];
  /** A case of the family at hand in this batch. */
  readonly member: (id: string) => KeptCase | undefined;
}

/** A sound decision that cannot be answered or written down; the batch around it may be. `cause` says why. */
export class Unanswerable extends Error {}

/** A key that was used before with another request. */
export class KeyReused extends Error {}

/** What became of a job: an answer (or, under a known key, the answer given then), or why not. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Jobs decided one after the other in memory, within one transaction, and written together. */
export class Batch {
  readonly changes: Changes = noChanges();
  private readonly cases = new Map<string, KeptCase>();
  private readonly answered = new Map<string, { fingerprint: string; value: unknown }>();
  private readonly dueOf = new Map<string, string[]>();
  readonly decisions: Decision[] = [];
  /** Openings that may yet ask for a reference. */
  private unopened = 0;

  constructor(
    private readonly host: Host,
    private readonly transaction: Transaction,
    private readonly now: number,
    private readonly salts: Salts,
  ) {}

  /** Reads and locks, set-wise, all that the jobs name. */
  async prepare(jobs: readonly Job[]): Promise<void> {
    const cases = [...new Set(jobs.flatMap(({ request }) => (request.kind === 'open' ? [] : [request.case])))].sort();
    const keys = jobs.flatMap(({ key }) => (key ? [key] : []));
    this.unopened = jobs.filter(({ request }) => request.kind === 'open').length;
    const begun = await this.transaction.begin({ cases, keys }, this.now);
    for (const kept of begun.cases) this.cases.set(kept.state.id, kept);
    for (const { actor, key, fingerprint, answer } of begun.answers) {
      this.answered.set(`${actor} ${key}`, { fingerprint, value: JSON.parse(answer) });
    }
    await this.bring(begun.due);
    for (const id of begun.due) {
      const root = this.cases.get(id)?.state.root;
      if (root !== undefined) this.dueOf.set(root, [...(this.dueOf.get(root) ?? []), id]);
    }
  }

  async decide(job: Job): Promise<Outcome> {
    const { key, request, mayKnow } = job;
    if (mayKnow && request.kind !== 'open') {
      // Before the key: also an answer of old is for those only who may know of the case today.
      const kept = this.cases.get(request.case);
      if (!kept || !mayKnow(kept.state)) return { ok: false, error: new NoSuchCase(request.case) };
    }
    const known = key && this.answered.get(`${key.actor} ${key.key}`);
    if (known && key) {
      if (known.fingerprint === key.fingerprint) return { ok: true, value: known.value };
      return { ok: false, error: new KeyReused(`the key "${key.key}" was used for another request`) };
    }
    // Other calendars may hold before it is decided; what is said to be counted by older ones is looked at again.
    const { calendars = '' } = this.host;
    let decisions: Decision[];
    try {
      decisions = await this.run(request);
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      return { ok: false, error };
    }
    try {
      this.changes.calendars = calendars;
      return { ok: true, value: await this.accept(job, decisions) };
    } catch (error) {
      // It counts for the jobs after this one already, so it must not be told as undone while they are written.
      throw isOfDatabase(error) ? error : new Unanswerable(String(error), { cause: error });
    }
  }

  private async run(request: Request): Promise<Decision[]> {
    const generator = run(this.host, request, this.now, this.salts);
    let turn = generator.next();
    while (!turn.done) turn = generator.next(await this.give(turn.value));
    return turn.value;
  }

  private async give(need: Need): Promise<Given> {
    if (need.kind === 'ahead') return { ahead: await this.ahead(need) };
    if (need.kind === 'due') {
      const ids = this.dueOf.get(need.root) ?? [];
      return ids.flatMap((id) => this.cases.get(id)?.state ?? []);
    }
    const known = this.cases.get(need.id);
    if (known) return known.state;
    const [kept] = await this.transaction.load([need.id]);
    if (kept) this.cases.set(need.id, kept);
    return kept?.state ?? null;
  }

  /** As it is written, and as this batch has changed it. */
  private async ahead(of: Need & { kind: 'ahead' }): Promise<string[]> {
    const written = await this.transaction.ahead(of.id, of.rank);
    const known = [...this.cases.values()];
    const still = written.filter(({ id }) => !this.cases.has(id));
    return [...still, ...known.filter(({ state }) => isAhead(state, of))].map(({ reference }) => reference);
  }

  /** Only now do the decisions count for the jobs after this one. */
  private async accept(job: Job, decisions: readonly Decision[]): Promise<unknown> {
    for (const decision of decisions) {
      const { state } = decision;
      const before = this.cases.get(state.id);
      const reference = before?.reference ?? (await this.nameOf(state));
      addDecision(this.changes, decision, before?.state ?? null, reference);
      this.cases.set(state.id, { state, reference });
      this.decisions.push(decision);
    }
    const id = job.request.kind === 'open' ? job.request.opening.id : job.request.case;
    const kept = this.cases.get(id);
    if (!kept) throw new NoSuchCase(id);
    await this.bring(Object.values(kept.state.children).map((child) => child.id));
    const accepted: Accepted = { kept, decisions, member: (member) => this.cases.get(member) };
    this.changes.beside.push(...(job.beside?.(accepted) ?? []));
    const value = job.answer(accepted);
    if (job.key) this.keep(job.key, value);
    return value;
  }

  /** Has cases at hand. */
  private async bring(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.cases.has(id));
    for (const kept of await this.transaction.load(missing)) this.cases.set(kept.state.id, kept);
  }

  private keep({ actor, key, fingerprint }: Key, value: unknown): void {
    this.answered.set(`${actor} ${key}`, { fingerprint, value });
    this.changes.keys.push({ actor, key, fingerprint, answer: JSON.stringify(value), created_at: this.now });
  }

  /** `IJZ-2026-000123`; a child bears its parent's name and its key. */
  private async nameOf(state: CaseState): Promise<string> {
    if (state.parent !== null) {
      const parent = this.cases.get(state.parent) ?? (await this.transaction.load([state.parent]))[0];
      return `${parent?.reference ?? state.parent}/${state.key}`;
    }
    const year = new Date(state.openedAt).getUTCFullYear();
    const number = await this.transaction.nextReference(year, this.unopened);
    this.unopened -= 1;
    return `IJZ-${year}-${String(number).padStart(6, '0')}`;
  }

  /** Cases as they are now, to be kept at hand after the commit. */
  touched(): KeptCase[] {
    const ids = new Set(this.decisions.map(({ state }) => state.id));
    return [...ids].flatMap((id) => this.cases.get(id) ?? []);
  }
}

/** The database's own errors are the whole batch's: its transaction is over. */
function isOfDatabase(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}
