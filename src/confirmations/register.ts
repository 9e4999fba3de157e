import type { Logger } from 'pino';
import { ChainedRegister, type RegisterKind } from '../registers/chained-register.js';
import type { ConfirmationRow } from '../store/confirmation-rows.js';
import type { OpenDatabase } from '../store/database.js';
import { recordOf, rowOf, type ConfirmationRecord } from './record.js';

export const CONFIRMATIONS: RegisterKind<ConfirmationRecord, ConfirmationRow> = {
  of: 'confirmations',
  table: 'confirmations',
  lock: 4954207,
  recordOf,
  rowOf,
  columns: {
    seq: 'bigint',
    id: 'text',
    kind: 'text',
    about: 'text',
    ruleset: 'text',
    figure: 'text',
    data: 'text',
    sha256: 'text',
    note: 'text',
    recorded_by: 'text',
    recorded_for: 'text',
    recorded_at: 'bigint',
    previous_hash: 'text',
    hash: 'text',
  },
};

interface View {
  readonly records: readonly ConfirmationRecord[];
}

/** What was recorded of the proof of figures. */
export class ConfirmationRegister extends ChainedRegister<View, ConfirmationRecord, ConfirmationRow> {
  constructor(database: OpenDatabase, log: Logger) {
    super(CONFIRMATIONS, (records) => ({ records }), database, log);
  }

  get records(): readonly ConfirmationRecord[] {
    return this.view.records;
  }

  /** Records what `make` makes of the records as they are under the lock. Where it makes nothing, or throws, nothing is. */
  record(make: (records: readonly ConfirmationRecord[]) => readonly ConfirmationRecord[]): Promise<void> {
    return this.add(({ records }) => make(records));
  }
}
