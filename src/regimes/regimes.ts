import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import { KeyReused, type Key } from '../cases/batch.js';
import type { Lanes } from '../cases/lanes.js';
import { derivedId, Rejection, type Actor, type JsonObject } from '../engine/index.js';
import { LEAD } from '../identity/accounts.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { SuspensionRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { concerned, holdsSomewhere, type Concerned, type Search } from './concerned.js';

export class NoSuchSuspension extends Error {}

/** What a regime is suspended by: which applications it concerns (CEL over their facts), why, and by what law. */
export interface Order {
  readonly condition: string;
  readonly reason: string;
  readonly basis: string;
}
export type Lifting = Omit<Order, 'condition'>;

export interface Parts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A suspension as it stands, and what became of each application it concerns. Of a dry run: what would. */
export interface Carried {
  readonly suspension: SuspensionRow | null;
  readonly cases: readonly Concerned[];
}

/**
 * A whole regime is suspended, as gemstone exports were in 2025, and lifted again: one order, carried out on every application it concerns by
 * the same event that suspends a single one. The order is written first and each case has its key, so that a process that dies on the way is
 * followed by one that finishes, and no case is suspended twice.
 */
export class Regimes {
  constructor(private readonly parts: Parts) {}

  all(): Promise<SuspensionRow[]> {
    return read<SuspensionRow>(this.parts.database, 'select * from suspensions order by ordered_at desc, id', []);
  }

  /** Rejects with Rejection (`actor`, `data`), KeyReused. */
  async suspend(order: Order, actor: Actor, { dryRun, key }: { dryRun: boolean; key?: Key }): Promise<Carried> {
    mayOrder(actor);
    notBlank(order);
    const { condition, reason, basis } = order;
    const now = this.parts.clock.now();
    const mistake = this.parts.catalogue.mistakeIn(condition, now);
    if (mistake !== null) {
      const message = `expected ${mistake}`;
      throw new Rejection('data', message, { errors: [{ field: '/condition', message }] });
    }
    if (dryRun) return { suspension: null, cases: await this.find(toSuspend(condition, actor)) };
    const id = key ? derivedId('suspension', key.actor, key.key) : randomUUID();
    const sql = `insert into suspensions (id, concerns, reason, basis, ordered_by, ordered_at, stage)
      values ($1, $2, $3, $4, $5, $6, 'suspending') on conflict (id) do nothing`;
    await this.parts.database.write((query) => query(sql, [id, condition, reason, basis, actor.id, now]));
    const suspension = await this.get(id);
    if (suspension.concerns !== condition || suspension.reason !== reason || suspension.basis !== basis)
      throw new KeyReused(`the key "${key?.key}" was used for another suspension`);
    return this.carryOut(suspension);
  }

  /** Rejects with Rejection (`actor`, `state`), NoSuchSuspension. Lifted already, it is lifted on: nothing is done twice. */
  async lift(id: string, { reason, basis }: Lifting, actor: Actor, dryRun: boolean): Promise<Carried> {
    mayOrder(actor);
    notBlank({ reason, basis });
    const suspension = await this.get(id);
    if (dryRun) return { suspension, cases: await this.find(toResume(id, actor)) };
    const sql = `update suspensions set stage = 'lifting', lifted_by = $2, lift_reason = $3, lift_basis = $4, lifted_at = $5
      where id = $1 and stage = 'suspended'`;
    const now = this.parts.clock.now();
    await this.parts.database.write((query) => query(sql, [id, actor.id, reason, basis, now]));
    const lifted = await this.get(id);
    if (lifted.stage === 'suspending') throw new Rejection('state', 'the suspension is still being carried out');
    return this.carryOut(lifted);
  }

  /** Finishes what a process that died had begun; gives how many orders that were. */
  async finish(): Promise<number> {
    const begun = (await this.all()).filter(({ stage }) => stage === 'suspending' || stage === 'lifting');
    for (const suspension of begun) {
      try {
        await this.carryOut(suspension);
      } catch (error) {
        this.parts.log.error({ err: error, suspension: suspension.id }, 'a suspension is not carried out yet');
      }
    }
    return begun.length;
  }

  private async get(id: string): Promise<SuspensionRow> {
    const sql = 'select * from suspensions where id = $1';
    const [row] = await read<SuspensionRow>(this.parts.database, sql, [id]);
    if (!row) throw new NoSuchSuspension(id);
    return row;
  }

  private async find(search: Search): Promise<Concerned[]> {
    const all: Concerned[] = [];
    for await (const page of concerned(this.parts.database, this.parts.catalogue, search)) all.push(...page);
    return all;
  }

  private async carryOut(row: SuspensionRow): Promise<Carried> {
    if (row.stage === 'suspended' || row.stage === 'lifted') return { suspension: row, cases: [] };
    const lifting = row.stage === 'lifting';
    const actor = asOrdered(lifting ? row.lifted_by : row.ordered_by);
    const search = lifting ? toResume(row.id, actor) : toSuspend(row.concerns, actor);
    const data: JsonObject = lifting
      ? { text: `${row.lift_reason} (${row.lift_basis})` }
      : { reason: 'regime-suspended', basis: row.basis, text: row.reason, regime: row.id };
    const cases: Concerned[] = [];
    for await (const page of concerned(this.parts.database, this.parts.catalogue, search))
      cases.push(...(await Promise.all(page.map((one) => this.send(one, search, { row, data })))));
    const stage = lifting ? 'lifted' : 'suspended';
    const sql = 'update suspensions set stage = $2 where id = $1';
    await this.parts.database.write((query) => query(sql, [row.id, stage]));
    return { suspension: await this.get(row.id), cases };
  }

  private async send(
    one: Concerned,
    { event, actor }: Search,
    { row, data }: { readonly row: SuspensionRow; readonly data: JsonObject },
  ): Promise<Concerned> {
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

function mayOrder({ posts }: Actor): void {
  if (!posts.some(({ role, agency }) => role === 'manager' && agency === LEAD))
    throw new Rejection('actor', 'a regime is suspended and lifted by a manager of the lead agency');
}

/** A blank is no reason: no case would take it. */
function notBlank({ reason, basis }: Lifting): void {
  const errors = Object.entries({ reason, basis }).flatMap(([name, text]) =>
    text.trim() === '' ? [{ field: `/${name}`, message: 'must say something' }] : [],
  );
  if (errors.length > 0) throw new Rejection('data', 'the order gives no reason or no basis', { errors });
}

/** Whoever gave the order acts on every case, also where another process finishes it. */
function asOrdered(account: string | null): Actor {
  return { id: account ?? '', kind: 'person', posts: [{ role: 'manager', agency: LEAD }] };
}

const toSuspend = (condition: string, actor: Actor): Search => ({
  event: 'suspend',
  actor,
  means: (application) => holdsSomewhere(condition, application),
});

const toResume = (regime: string, actor: Actor): Search => ({
  event: 'resume',
  actor,
  means: (_, { suspension }) => Object(suspension).regime === regime,
});
