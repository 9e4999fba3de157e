import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptFile } from '../environment/kept-file.js';

/** The secret kept in a folder, made where there is none. */
export function keptSecret(folder: string): Uint8Array {
  const text = keptFile(join(folder, 'token-secret'), () => randomBytes(32).toString('base64url'));
  return Buffer.from(text, 'base64url');
}
