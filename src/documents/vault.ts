import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromFile } from 'file-type';
import type { Limits } from './limits.js';
import type { Scanner } from './scanner.js';

/** What cannot be kept, and why, for whoever sent it. */
export class NotKept extends Error {
  constructor(
    readonly why: 'too-large' | 'empty' | 'type' | 'virus',
    message: string,
  ) {
    super(message);
  }
}

/** Bytes as they arrived. */
export interface Kept {
  readonly sha256: string;
  readonly bytes: number;
  /** Media type, as found from the bytes. */
  readonly type: string;
  /** Whether they were looked at for viruses: `waiting` where the scanner cannot be had now. */
  readonly state: 'not-scanned' | 'clean' | 'waiting';
}

/**
 * Bytes of documents on disk, each under its hash. A file is written beside, made durable and put in its place by one rename, so that there is
 * never half a file under a hash; the same bytes given twice are one file.
 */
export class Vault {
  /** Where files lie while they arrive. */
  readonly arriving: string;

  constructor(
    readonly folder: string,
    readonly limits: Limits,
    readonly scanner: Scanner | null,
  ) {
    this.arriving = join(folder, 'arriving');
  }

  /** Keeps what arrives. Rejects with NotKept, or as the stream fails; nothing is left then. */
  async keep(source: Readable): Promise<Kept> {
    await mkdir(this.arriving, { recursive: true });
    const path = join(this.arriving, randomUUID());
    try {
      const { sha256, bytes } = await this.receive(source, path);
      const type = (await fileTypeFromFile(path))?.mime ?? '';
      if (!this.limits.types.includes(type)) throw new NotKept('type', wrongType(type, this.limits.types));
      const state = await this.scanned(path);
      await this.place(path, sha256);
      return { sha256, bytes, type, state };
    } finally {
      await rm(path, { force: true });
    }
  }

  open(sha256: string): ReadStream {
    return createReadStream(this.pathOf(sha256));
  }

  async has(sha256: string): Promise<boolean> {
    return stat(this.pathOf(sha256)).then(
      () => true,
      () => false,
    );
  }

  /** SHA-256 of the bytes that lie under a hash; null: there are none. */
  async hashOf(sha256: string): Promise<string | null> {
    if (!(await this.has(sha256))) return null;
    const hash = createHash('sha256');
    for await (const chunk of this.open(sha256)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  private async receive(source: Readable, path: string): Promise<Omit<Kept, 'type' | 'state'>> {
    const { maxBytes } = this.limits;
    const hash = createHash('sha256');
    const file = await open(path, 'wx', 0o600);
    let bytes = 0;
    try {
      // Refused half-way, the rest is still to arrive before the answer can be read.
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new NotKept('too-large', `a document has ${maxBytes} bytes at most`);
        hash.update(chunk);
        await file.appendFile(chunk);
      }
      if (bytes === 0) throw new NotKept('empty', 'the document is empty');
      await file.sync();
    } finally {
      await file.close();
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  /** Throws NotKept. */
  private async scanned(path: string): Promise<Kept['state']> {
    if (!this.scanner) return 'not-scanned';
    const verdict = await this.scanner.scan(createReadStream(path)).catch(() => 'waiting' as const);
    if (verdict === 'infected') throw new NotKept('virus', 'a virus was found in the document');
    return verdict;
  }

  private async place(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    await mkdir(dirname(target), { recursive: true });
    await rename(path, target);
    // The name is durable only with its folder.
    const folder = await open(dirname(target), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2));
  }
}

function wrongType(found: string, types: readonly string[]): string {
  return `expected one of ${types.join(', ')}; by its bytes this is ${found === '' ? 'none of the kinds that are known' : found}`;
}
