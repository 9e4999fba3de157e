import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The text kept in a file, made where there is none. It is linked into place, not written there: processes that start at once get the same
 * one, and one that is killed on the way leaves no half of it. Only the owner of the process may read it.
 */
export function keptFile(file: string, make: () => string): string {
  return read(file) ?? made(file, make);
}

function made(file: string, make: () => string): string {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, make(), { mode: 0o600 });
  try {
    linkSync(mine, file);
  } catch (error) {
    // Another process was first; its text holds.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine);
  }
  return keptFile(file, make);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
