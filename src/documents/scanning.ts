import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { Scanner } from './scanner.js';
import type { Vault } from './vault.js';

const EVERY_MS = 60_000;
const AT_ONCE = 50;

interface Parts {
  readonly scanner: Scanner | null;
  readonly vault: Vault;
  readonly database: OpenDatabase;
  readonly log: Logger;
}

/** Looks for viruses in what could not be looked at when it came, and in what came before there was a scanner. */
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

  private async round(): Promise<void> {
    try {
      await this.now();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
