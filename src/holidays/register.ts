import type { Logger } from 'pino';
import { ChainedRegister, type RegisterKind } from '../registers/chained-register.js';
import type { HolidayRow } from '../store/holiday-rows.js';
import type { OpenDatabase } from '../store/database.js';
import { recordOf, rowOf, type HolidayRecord } from './record.js';

export const HOLIDAYS: RegisterKind<HolidayRecord, HolidayRow> = {
  of: 'holidays',
  table: 'holidays',
  lock: 4954206,
  recordOf,
  rowOf,
  columns: {
    seq: 'bigint',
    id: 'text',
    calendar: 'text',
    date: 'text',
    name: 'text',
    closes: 'bigint',
    ground: 'text',
    recorded_by: 'text',
    recorded_at: 'bigint',
    previous_hash: 'text',
    hash: 'text',
  },
};

interface View {
  readonly records: readonly HolidayRecord[];
}

/** The orders about holidays; whoever keeps calendars hears of each, also of those that another process records. */
export class HolidayRegister extends ChainedRegister<View, HolidayRecord, HolidayRow> {
  constructor(
    database: OpenDatabase,
    log: Logger,
    private readonly heard: (records: readonly HolidayRecord[]) => void,
  ) {
    super(HOLIDAYS, (records) => ({ records }), database, log);
  }

  get records(): readonly HolidayRecord[] {
    return this.view.records;
  }

  /** Records what `make` makes of the orders as they are under the lock. Where it makes nothing, or throws, nothing is. */
  record(make: (records: readonly HolidayRecord[]) => readonly HolidayRecord[]): Promise<void> {
    return this.add(({ records }) => make(records));
  }

  protected override changed({ records }: View): void {
    this.heard(records);
  }
}
