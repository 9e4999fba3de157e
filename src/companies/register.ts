import type { Logger } from 'pino';
import { ChainedRegister, type RegisterKind } from '../registers/chained-register.js';
import type { OpenDatabase } from '../store/database.js';
import type { MandateRow } from '../store/mandate-rows.js';
import { recordOf, rowOf, type MandateEntry, type MandateRecord } from './record.js';
import { MandateRoll } from './standing.js';

export const MANDATES: RegisterKind<MandateRecord, MandateRow> = {
  of: 'mandates',
  table: 'mandates',
  lock: 4954204,
  recordOf,
  rowOf,
  columns: {
    seq: 'bigint',
    id: 'text',
    kind: 'text',
    person: 'text',
    company: 'text',
    owner: 'text',
    root: 'text',
    name: 'text',
    number: 'text',
    ends: 'text',
    from_at: 'bigint',
    until_at: 'bigint',
    ground: 'text',
    recorded_by: 'text',
    recorded_at: 'bigint',
    previous_hash: 'text',
    hash: 'text',
  },
};

const NOTHING = { company: null, owner: null, root: null, name: null, number: null, ends: null, until: null };

/** The records of mandates: who may act for whom. */
export class MandateRegister extends ChainedRegister<MandateRoll, MandateRecord, MandateRow> {
  constructor(database: OpenDatabase, log: Logger) {
    super(MANDATES, (records) => new MandateRoll(records), database, log);
  }

  get roll(): MandateRoll {
    return this.view;
  }

  /** Records what `make` makes of the roll as it is under the lock. Where it makes nothing, or throws, nothing is. */
  record(make: (roll: MandateRoll) => readonly MandateEntry[], by: string, now: number): Promise<void> {
    return this.add((roll) => make(roll).map((entry) => ({ ...NOTHING, ...entry, recordedBy: by, recordedAt: now })));
  }
}
