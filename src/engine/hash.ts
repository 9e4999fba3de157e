import { hash } from 'node:crypto';
import { canonicalJson } from './json.js';

/** SHA-256 in hexadecimal of a text. At one go: an object for each would be one more for the garbage collector to ask after. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The hash before the first event of a case. */
export const GENESIS = '0'.repeat(64);

/** Hash of one link of a chain: the canonical form of what happened, after the hash of what went before. */
export function chainHash(previous: string, content: unknown): string {
  return sha256(`${previous}\n${canonicalJson(content)}`);
}

/** An id that the same words always give again, in the shape of a UUID (version 8, RFC 9562): a child case opened twice is one case. */
export function derivedId(...words: string[]): string {
  const h = sha256(words.join('\n'));
  const variant = ((parseInt(h.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
