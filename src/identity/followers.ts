import type { OpenDatabase } from '../store/database.js';
import type { CredentialRow } from '../store/identity-rows.js';
import { amongOf, read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import type { Changes } from './changes.js';
import type { Credential } from './credential.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Follower {
  readonly id: string;
  readonly over: () => void;
}

/**
 * What goes on for as long as a credential does, such as a stream of events. It is over when the credential ends, and whenever anything
 * changes of the account: whoever still may begins again, as what the person then is.
 */
export class Followers {
  private readonly following = new Map<string, Set<Follower>>();

  constructor(
    private readonly database: OpenDatabase,
    changes: Changes,
    private readonly clock: Clock = realClock,
  ) {
    changes.listen((account) => this.end(account));
  }

  /** Calls back once it is over. Returns how to leave before. */
  follow({ id, account, endsAt }: Credential, over: () => void): () => void {
    const timer = setTimeout(() => end(), Math.min(Math.max(0, endsAt - this.clock.now()), LONGEST_TIMER_MS)).unref();
    const follower: Follower = { id, over: () => end() };
    const leave = (): void => {
      clearTimeout(timer);
      const others = this.following.get(account.id);
      others?.delete(follower);
      if (others?.size === 0) this.following.delete(account.id);
    };
    const end = (): void => {
      leave();
      over();
    };
    this.following.set(account.id, (this.following.get(account.id) ?? new Set()).add(follower));
    return leave;
  }

  /** Ends what follows sessions that nobody has used for too long: to be told something is no use. */
  async sweep(): Promise<void> {
    const all = [...this.following.values()].flatMap((followers) => [...followers]);
    if (all.length === 0) return;
    const rows = await read<Pick<CredentialRow, 'id'>>(
      this.database,
      `select id from credentials where ended_at is null and (idle_ms is null or seen_at + idle_ms > $1) and ${amongOf(this.database)('id', 2)}`,
      [this.clock.now(), all.map(({ id }) => id)],
    );
    const open = new Set(rows.map(({ id }) => id));
    for (const { id, over } of all) if (!open.has(id)) over();
  }

  private end(account: string | null): void {
    const accounts = account === null ? [...this.following.keys()] : [account];
    for (const one of accounts) for (const { over } of this.following.get(one) ?? []) over();
  }
}
