import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import type { Vault } from './vault.js';

/** What is younger may still be on its way to a row: no request lives so long. */
const GRACE_MS = 3_600_000;
const EVERY_MS = 6 * GRACE_MS;

/**
 * Removes files that no document, and no proof of a figure, is about: what was arriving when a process was killed, and what had arrived whole when its case did not take it.
 * Other processes may share the folder, so only what has lain untouched for an hour is looked at.
 */
export class Sweep {
  private readonly beat: Beat;
  private readonly outage: Outage;

  constructor(
    private readonly vault: Pick<Vault, 'folder' | 'arriving' | 'pathOf'>,
    private readonly database: ReadableDatabase,
    private readonly log: Logger,
  ) {
    this.outage = new Outage(log, 'sweeping out files of no document');
    this.beat = new Beat(
      () => this.round(),
      () => EVERY_MS,
    );
  }

  start(): void {
    this.beat.start();
  }

  stop(): Promise<void> {
    return this.beat.stop();
  }

  /** Gives how many files it has removed. */
  async now(): Promise<number> {
    let removed = await this.ofArriving();
    for (const shelf of await namesIn(this.vault.folder)) {
      if (/^[0-9a-f]{2}$/.test(shelf)) removed += await this.ofShelf(shelf);
    }
    if (removed > 0) this.log.info({ removed }, 'files of no document were removed');
    return removed;
  }

  /**
   * Removes the file of a document that was erased, unless another one has the same bytes. What came within the last hour may be on its way to a
   * row once more: it goes as soon as that is over. True where it is gone.
   */
  async erased(sha256: string): Promise<boolean> {
    if ((await this.ofHashes([sha256])) > 0) return true;
    this.beat.soon(GRACE_MS);
    return false;
  }

  private async round(): Promise<void> {
    try {
      await this.now();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private async ofArriving(): Promise<number> {
    const paths = (await namesIn(this.vault.arriving)).map((name) => join(this.vault.arriving, name));
    return removeAll(await oldAmong(paths));
  }

  private async ofShelf(shelf: string): Promise<number> {
    const names = await namesIn(join(this.vault.folder, shelf));
    return this.ofHashes(names.map((name) => `${shelf}${name}`));
  }

  private async ofHashes(all: readonly string[]): Promise<number> {
    const old = new Set(await oldAmong(all.map((sha256) => this.vault.pathOf(sha256))));
    const hashes = all.filter((sha256) => old.has(this.vault.pathOf(sha256)));
    if (hashes.length === 0) return 0;
    const among = amongOf(this.database)('sha256', 1);
    const sql = ['documents', 'confirmations']
      .map((table) => `select sha256 from ${table} where ${among}`)
      .join(' union ');
    const rows = await read<{ sha256: string }>(this.database, sql, [hashes]);
    const known = new Set(rows.map(({ sha256 }) => sha256));
    let removed = 0;
    for (const sha256 of hashes) if (!known.has(sha256) && (await this.remove(sha256))) removed += 1;
    return removed;
  }

  /**
   * The same bytes may be given again in this very moment: what is taken away is looked at once more where nobody can put it in its place any
   * longer, and put back where it turns out to have just arrived.
   */
  private async remove(sha256: string): Promise<boolean> {
    const path = this.vault.pathOf(sha256);
    const aside = join(this.vault.arriving, `leaving-${sha256}`);
    await rename(path, aside);
    if ((await oldAmong([aside])).length > 0) {
      await rm(aside, { force: true });
      return true;
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    return false;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** What another process has removed meanwhile is not there any more. */
async function oldAmong(paths: readonly string[]): Promise<string[]> {
  const before = realClock.now() - GRACE_MS;
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      ),
    ),
  );
  return paths.filter((_, index) => (times[index] ?? Infinity) < before);
}

async function removeAll(paths: readonly string[]): Promise<number> {
  await Promise.all(paths.map((path) => rm(path, { force: true })));
  return paths.length;
}
