import type { OpenDatabase } from '../store/database.js';

export interface Readings {
  readonly ready: boolean;
  readonly database: 'ok' | 'away';
  readonly redis: string;
  readonly migrations: 'done' | 'pending';
  readonly oldestOverdueSeconds: number;
  readonly notes: readonly string[];
}

/** Whether the service takes work, and why not. */
export class Readiness {
  private stopping = false;

  constructor(
    private readonly database: OpenDatabase,
    private readonly alarm: () => {
      readonly redis: string;
      readonly oldestOverdueMs: number | null;
      readonly notes: readonly string[];
    },
  ) {}

  /** From here on the service says that it takes no more. */
  off(): void {
    this.stopping = true;
  }

  async read(): Promise<Readings> {
    const { redis, oldestOverdueMs, notes } = this.alarm();
    const state = { redis, oldestOverdueSeconds: Math.round((oldestOverdueMs ?? 0) / 1000) };
    try {
      await this.database.reader.query('select 1');
      const pending = await this.database.pendingMigrations();
      const migrations = pending ? ('pending' as const) : ('done' as const);
      return {
        ready: !this.stopping && !pending,
        database: 'ok',
        migrations,
        ...state,
        notes: this.stopping ? [...notes, 'shutting down'] : notes,
      };
    } catch {
      return { ready: false, database: 'away', migrations: 'pending', ...state, notes };
    }
  }
}
