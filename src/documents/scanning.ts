import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { Scanner } from './scanner.js';
import type { Vault } from './vault.js';

const EVERY_MS = 60_000;
const AT_ONCE = 50;
/** What was clean is looked at again some files a turn, so that what arrives waits for none of it. */
const AGAIN_AT_ONCE = 20;
/** With which signatures is looked again, and up to which hash that has come. */
const AGAIN = 'documents-scanned-again';
const DONE = 'done';

interface Parts {
  readonly scanner: Scanner | null;
  readonly vault: Vault;
  readonly database: OpenDatabase;
  readonly log: Logger;
}

/**
 * Looks for viruses in what could not be looked at when it came, in what came before there was a scanner, and, whenever the scanner has other
 * signatures than before, once more in all that was clean.
 */
export class Scanning {
  private readonly beat: Beat;
  private readonly outage: Outage;

  constructor(private readonly parts: Parts) {
    this.outage = new Outage(parts.log, 'looking for viruses');
    this.beat = new Beat(
      () => this.round(),
      () => EVERY_MS,
    );
  }

  start(): void {
    if (this.parts.scanner) this.beat.start();
  }

  stop(): Promise<void> {
    return this.beat.stop();
  }

  /** Gives how many files it has looked at. Rejects where the scanner cannot say; what it has said by then stays. */
  async now(): Promise<number> {
    const { scanner, vault, database, log } = this.parts;
    if (!scanner) return 0;
    const sql = `select distinct sha256 from documents where state in ('waiting', 'not-scanned') and sha256 > $1
      order by sha256 limit ${AT_ONCE}`;
    let seen = 0;
    for (let last = ''; ;) {
      const rows = await read<{ sha256: string }>(database, sql, [last]);
      if (rows.length === 0) return seen;
      for (const { sha256 } of rows) {
        last = sha256;
        // What is not there is for `verify` to tell.
        if (!(await vault.has(sha256))) continue;
        const verdict = await scanner.scan(vault.open(sha256));
        if (verdict === 'infected') log.warn({ sha256 }, 'a virus was found in a document that was given');
        const settle = "update documents set state = $1 where sha256 = $2 and state in ('waiting', 'not-scanned')";
        await database.write((query) => query(settle, [verdict, sha256]));
        seen += 1;
      }
    }
  }

  /** One turn of looking again. Gives how many files it has looked at: none where all were looked at with the signatures of today. */
  async again(): Promise<number> {
    const { scanner, database } = this.parts;
    if (!scanner) return 0;
    const version = await scanner.version();
    const [kept] = await read<{ value: string }>(database, 'select value from facts where name = $1', [AGAIN]);
    const [last = '', known = ''] = kept?.value.split('\n') ?? [];
    if (known === version && last === DONE) return 0;
    const sql = `select distinct sha256 from documents where state = 'clean' and sha256 > $1 order by sha256 limit ${AGAIN_AT_ONCE}`;
    const rows = await read<{ sha256: string }>(database, sql, [known === version ? last : '']);
    for (const { sha256 } of rows) await this.lookAgain(scanner, sha256);
    const next = rows.length < AGAIN_AT_ONCE ? DONE : (rows.at(-1)?.sha256 ?? DONE);
    const keep = `insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`;
    await database.write((query) => query(keep, [AGAIN, `${next}\n${version}`]));
    return rows.length;
  }

  private async lookAgain(scanner: Scanner, sha256: string): Promise<void> {
    const { vault, database, log } = this.parts;
    if (!(await vault.has(sha256)) || (await scanner.scan(vault.open(sha256))) === 'clean') return;
    log.warn({ sha256 }, 'a virus was found in a document that was clean before');
    const settle = "update documents set state = 'infected' where sha256 = $1 and state = 'clean'";
    await database.write((query) => query(settle, [sha256]));
  }

  private async round(): Promise<void> {
    try {
      await this.now();
      await this.again();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
