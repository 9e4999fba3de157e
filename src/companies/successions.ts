import type { Logger } from 'pino';
import { derivedId, replay, type CaseState, type Decision, type EventRecord } from '../engine/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { EventRow, OutboxRow } from '../store/rows.js';
import { storedEvent } from '../store/stored-event.js';
import type { IsInvestor } from './companies.js';
import type { MandateEntry } from './record.js';
import type { MandateRegister } from './register.js';
import type { MandateRoll } from './standing.js';

export interface SuccessionParts {
  readonly database: OpenDatabase;
  readonly register: MandateRegister;
  readonly catalogue: Catalogue;
  readonly isInvestor: IsInvestor;
  readonly log: Logger;
}

/** What an event of a workflow says of who represents a company from then on. */
interface Named {
  readonly person: string;
  readonly ground: string;
}

/** What was accepted, and the case as it was then. */
type Accepted = { readonly state: CaseState; readonly event: EventRecord };

/**
 * Whom an office accepts as the representative of the company whose an application is, represents it from then on, in the register too: it may be the
 * only way where the one before is gone. The register is chained by itself and has its own transactions: it is written when the answer comes; and
 * the outbox, which is written with the event, brings the event once more, so that a process that dies between leaves nothing out.
 */
export class Successions {
  private noting: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SuccessionParts) {}

  /** Begins to note what was accepted. */
  heed(decisions: readonly Decision[]): void {
    for (const decision of decisions) {
      const named = this.named(decision);
      if (!named) continue;
      const told = this.note(decision, named).catch((error: unknown) =>
        this.parts.log.warn({ err: error, case: decision.state.id }, 'a new representative is not in the register yet'),
      );
      this.noting = Promise.all([this.noting, told]);
    }
  }

  /** Waits until all that was heeded is noted. */
  async heeded(): Promise<void> {
    await this.noting;
  }

  /** Notes what the outbox tells of, as often as it likes. Rejects where the database does not answer: it is told again. */
  async deliver(rows: readonly OutboxRow[]): Promise<void> {
    const { catalogue, database } = this.parts;
    for (const { case_id, seq, payload } of rows) {
      const { type } = JSON.parse(payload) as { readonly type: string };
      if (!catalogue.all().some(({ loaded }) => loaded.definition.events[type]?.represents)) continue;
      const sql = 'select * from events where case_id = $1 and seq <= $2 order by seq';
      const log = (await read<EventRow>(database, sql, [case_id, seq])).map(storedEvent);
      const event = log.at(-1);
      if (!event) continue;
      const accepted = { event, state: replay(log, (opening) => catalogue.pinned(opening)) };
      const named = this.named(accepted);
      if (named) await this.note(accepted, named);
    }
  }

  private named({ state, event }: Accepted): Named | null {
    const { catalogue, log } = this.parts;
    const { represents } = catalogue.frame(state).workflow.definition.events[event.type] ?? {};
    try {
      return represents?.((state.snapshot['context'] ?? {}) as never) ?? null;
    } catch (error) {
      // It is recorded already: a workflow that fails on its own context harms nothing else.
      log.error({ err: error, case: state.id }, 'the workflow failed on who represents the company');
      return null;
    }
  }

  private async note({ state, event }: Accepted, { person, ground }: Named): Promise<void> {
    const { register, isInvestor, log } = this.parts;
    if (!(await isInvestor(person)))
      return log.warn({ case: state.id }, 'whoever was accepted as representative has no account of an investor');
    const [at, id] = [event.recordedAt, (part: string): string => derivedId('succession', state.id, part)];
    const make = (roll: MandateRoll): MandateEntry[] => {
      const company = companyOf(roll, state, at);
      const before = company === null ? undefined : roll.representativeOf(company, at);
      if (company === null || roll.find(id('representative')) || before?.person === person) return [];
      // Told late: whoever came after is not put out by whom was accepted before.
      if (roll.ofCompany(company).some(({ kind, from }) => kind === 'representative' && from > at)) return [];
      const said = { company, from: at, ground };
      const isOne = roll.companiesOf(person, at).includes(company);
      return [
        ...(isOne ? [] : [{ ...said, id: id('joined'), kind: 'joined', person } as const]),
        { ...said, id: id('representative'), kind: 'representative', person },
        ...(before
          ? [{ ...said, id: id('ended'), kind: 'ended', person: before.person, ends: before.id } as const]
          : []),
      ];
    };
    await register.record(make, event.actor, at);
  }
}

/** The company whose an application is: as its owner, or because it was given to it; null: it is a person’s. */
function companyOf(roll: MandateRoll, { owner, root }: CaseState, at: number): string | null {
  if (roll.ofCompany(owner).length > 0) return owner;
  const given = roll.ofRoot(root).find((one) => one.kind === 'entrusted' && one.from <= at);
  return given?.company ?? null;
}
