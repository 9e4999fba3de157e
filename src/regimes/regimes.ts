import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import { KeyReused, type Key } from '../cases/batch.js';
import type { Lanes } from '../cases/lanes.js';
import { derivedId, Rejection, type Actor, type Decision } from '../engine/index.js';
import { isAway } from '../store/away.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { SuspensionRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { concerned, isPossible, withRoots, type Concerned, type Search } from './concerned.js';
import { HOLDING, mayOrder, notBlank, resuming, suspending, type Lifting, type Order } from './order.js';

/** Until the database is asked again, milliseconds. */
const AGAIN_MS = 1000;

export class NoSuchSuspension extends Error {}

export interface Parts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A suspension as it stands, and what became of each case it concerns. Of a dry run: what would. */
export interface Carried {
  readonly suspension: SuspensionRow | null;
  readonly cases: readonly Concerned[];
}

/**
 * A whole regime is suspended, as gemstone exports were in 2025, and lifted again: one order, carried out on every application it concerns by
 * the same event that suspends a single one, and on the permits given under the law that is suspended. The order is written first and each
 * case has its key, so that a process that dies on the way is followed by one that finishes, and no case is suspended twice. What is filed
 * while it stands comes under it too.
 */
export class Regimes {
  private heeding: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  all(): Promise<SuspensionRow[]> {
    return read<SuspensionRow>(this.parts.database, 'select * from suspensions order by ordered_at desc, id', []);
  }

  /** Rejects with Rejection (`actor`, `data`), KeyReused. */
  async suspend(order: Order, actor: Actor, { dryRun, key }: { dryRun: boolean; key?: Key }): Promise<Carried> {
    mayOrder(actor);
    notBlank(order);
    const now = this.parts.clock.now();
    this.checked(order, now);
    const id = key ? derivedId('suspension', key.actor, key.key) : randomUUID();
    const asked = rowOf(order, { id, by: actor.id, at: now });
    if (dryRun) return { suspension: null, cases: await this.find(suspending(asked)) };
    const { concerns, approvals, reason, basis } = asked;
    const sql = `insert into suspensions (id, concerns, approvals, reason, basis, ordered_by, ordered_at, stage)
      values ($1, $2, $3, $4, $5, $6, $7, 'suspending') on conflict (id) do nothing`;
    await this.parts.database.write((query) => query(sql, [id, concerns, approvals, reason, basis, actor.id, now]));
    const row = await this.get(id);
    const parts = ['concerns', 'approvals', 'reason', 'basis'] as const;
    if (parts.some((part) => row[part] !== asked[part]))
      throw new KeyReused(`the key "${key?.key}" was used for another suspension`);
    return this.carryOut(row);
  }

  /** Rejects with Rejection (`actor`, `state`), NoSuchSuspension. Lifted already, it is lifted on: nothing is done twice. */
  async lift(id: string, { reason, basis }: Lifting, actor: Actor, dryRun: boolean): Promise<Carried> {
    mayOrder(actor);
    notBlank({ reason, basis });
    const suspension = await this.get(id);
    if (dryRun) return { suspension, cases: await this.find(resuming(suspension)) };
    const sql = `update suspensions set stage = 'lifting', lifted_by = $2, lift_reason = $3, lift_basis = $4, lifted_at = $5
      where id = $1 and stage = 'suspended'`;
    const now = this.parts.clock.now();
    await this.parts.database.write((query) => query(sql, [id, actor.id, reason, basis, now]));
    const lifted = await this.get(id);
    if (lifted.stage === 'suspending') throw new Rejection('state', 'the suspension is still being carried out');
    return this.carryOut(lifted);
  }

  /** Finishes what a process that died had begun, and looks for what was filed unseen under an order that stands. Gives how many were begun. */
  async finish(): Promise<number> {
    const orders = (await this.all()).filter(({ stage }) => stage !== 'lifted');
    for (const row of orders) {
      try {
        if (row.stage === 'suspended') await this.sendAll(row, suspending(row));
        else await this.carryOut(row);
      } catch (error) {
        this.parts.log.error({ err: error, suspension: row.id }, 'a suspension is not carried out yet');
      }
    }
    return orders.filter(({ stage }) => stage !== 'suspended').length;
  }

  /** Told of every commit: what is filed, or asked for, under an order that stands is suspended at once. */
  heed(decisions: readonly Decision[]): void {
    const filed = decisions.filter((decision) => mayComeUnder(decision) && this.canBeHeld(decision));
    if (filed.length === 0) return;
    this.heeding = this.heeding
      .then(() => this.suspendLate(filed))
      .catch((error: unknown) => this.heedAgain(filed, error));
  }

  /** Most cases are of workflows that no order reaches: for these the database is not asked. */
  private canBeHeld({ state }: Decision): boolean {
    const { events } = this.parts.catalogue.frame(state).workflow.definition;
    return Object.hasOwn(events, state.parent === null ? HOLDING.application : HOLDING.permit);
  }

  /** A database that is away comes back; what was filed meanwhile is not forgotten. */
  private heedAgain(filed: readonly Decision[], error: unknown): void {
    const level = isAway(error) ? 'warn' : 'error';
    this.parts.log[level]({ err: error }, 'whether a filing comes under a suspended regime is not known yet');
    if (level === 'warn') setTimeout(() => this.heed(filed), AGAIN_MS).unref();
  }

  /** Until what was filed so far is suspended, where it has to be. */
  heeded(): Promise<void> {
    return this.heeding;
  }

  private async suspendLate(filed: readonly Decision[]): Promise<void> {
    const sql = "select * from suspensions where stage in ('suspending', 'suspended') order by id";
    const orders = await read<SuspensionRow>(this.parts.database, sql, []);
    if (orders.length === 0) return;
    const states = filed.map(({ state }) => state);
    const candidates = await withRoots(this.parts.database, states);
    for (const row of orders)
      for (const search of suspending(row))
        for (const candidate of candidates) {
          if (isPossible(candidate, this.parts.catalogue, search) !== true) continue;
          const { id } = candidate.state;
          await this.send({ id, reference: id, possible: true }, search, row);
          // Lifted in the meantime, it holds nobody.
          const now = await this.get(row.id);
          if (now.stage === 'lifting' || now.stage === 'lifted') await this.sendAll(now, resuming(now));
        }
  }

  private checked({ condition, approvals = [] }: Order, now: number): void {
    const mistake = this.parts.catalogue.mistakeIn(condition, now);
    const unknown = this.parts.catalogue.unknownApproval(approvals, now);
    const errors = [
      ...(mistake === null ? [] : [{ field: '/condition', message: `expected ${mistake}` }]),
      ...(unknown === null ? [] : [{ field: '/approvals', message: `"${unknown}" is no approval of the ruleset` }]),
    ];
    if (errors[0]) throw new Rejection('data', errors[0].message, { errors });
  }

  private async get(id: string): Promise<SuspensionRow> {
    const sql = 'select * from suspensions where id = $1';
    const [row] = await read<SuspensionRow>(this.parts.database, sql, [id]);
    if (!row) throw new NoSuchSuspension(id);
    return row;
  }

  private async find(searches: readonly Search[]): Promise<Concerned[]> {
    const { database, catalogue } = this.parts;
    const all: Concerned[] = [];
    for (const search of searches) for await (const page of concerned(database, catalogue, search)) all.push(...page);
    return all;
  }

  private async carryOut(row: SuspensionRow): Promise<Carried> {
    if (row.stage === 'suspended' || row.stage === 'lifted') return { suspension: row, cases: [] };
    const lifting = row.stage === 'lifting';
    const cases = await this.sendAll(row, lifting ? resuming(row) : suspending(row));
    const sql = 'update suspensions set stage = $2 where id = $1';
    await this.parts.database.write((query) => query(sql, [row.id, lifting ? 'lifted' : 'suspended']));
    return { suspension: await this.get(row.id), cases };
  }

  private async sendAll(row: SuspensionRow, searches: readonly Search[]): Promise<Concerned[]> {
    const { database, catalogue } = this.parts;
    const cases: Concerned[] = [];
    for (const search of searches)
      for await (const page of concerned(database, catalogue, search))
        cases.push(...(await Promise.all(page.map((one) => this.send(one, search, row)))));
    return cases;
  }

  private async send(one: Concerned, { event, data, actor }: Search, row: SuspensionRow): Promise<Concerned> {
    if (!one.possible) return one;
    const key = { actor: `suspension:${row.id}`, key: `${event}:${one.id}`, fingerprint: event };
    const command = { type: event, data, actor };
    try {
      await this.parts.lanes.submit({
        request: { kind: 'command', case: one.id, command },
        key,
        answer: () => true,
      });
      return one;
    } catch (error) {
      // It has moved on since it was looked at.
      if (error instanceof Rejection) return { ...one, possible: false };
      throw error;
    }
  }
}

/** An application that moved, a permit that was opened or comes back: no other case comes under an order by its own event. */
function mayComeUnder({ state, event, effects }: Decision): boolean {
  if (state.parent === null || event.seq === 1) return true;
  return effects.some((effect) => effect.type === 'tellParent' && effect.outcome === 'reopened');
}

/** An order as it is written. */
function rowOf(order: Order, { id, by, at }: { id: string; by: string; at: number }): SuspensionRow {
  const { condition: concerns, approvals = [], reason, basis } = order;
  const ordered = { concerns, approvals: JSON.stringify([...approvals].sort()), reason, basis };
  const lifting = { lifted_by: null, lift_reason: null, lift_basis: null, lifted_at: null };
  return { id, ...ordered, ordered_by: by, ordered_at: at, stage: 'suspending', ...lifting };
}
