import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret kept in a folder, made where there is none. It is linked into place, not written there: processes that start at once get the
 * same one, and one that is killed on the way leaves no half of it.
 */
export function keptSecret(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'token-secret');
  return read(file) ?? make(file);
}

function make(file: string): Uint8Array {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(mine, file);
  } catch (error) {
    // Another process was first; its secret holds.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine);
  }
  return read(file) ?? make(file);
}

function read(file: string): Uint8Array | null {
  try {
    return Buffer.from(readFileSync(file, 'utf8'), 'base64url');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
