import { sha256, canonicalJson, type Actor } from '../engine/index.js';
import type { Sent } from '../cases/cases.js';
import { badField } from './problem.js';
import type { Asked } from './who.js';

/**
 * What headers say of a command: `Idempotency-Key` (scoped to the actor; the fingerprint covers method, path and body) and `If-Match` (the
 * revision seen). Throws ProblemError 400 where they cannot be read.
 */
export function sentBy(request: Asked, actor: Actor): Sent {
  const key = readKey(request.headers['idempotency-key']);
  const rev = readRevision(request.headers['if-match']);
  const fingerprint = (): string => sha256(`${request.method} ${request.url}\n${canonicalJson(request.body ?? null)}`);
  return {
    actor,
    ...(key === undefined ? {} : { key: { actor: actor.id, key, fingerprint: fingerprint() } }),
    ...(rev === undefined ? {} : { rev }),
  };
}

function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw badField('Idempotency-Key', 'must be 1 to 200 visible ASCII characters', 400);
  }
  return header;
}

function readRevision(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const rev = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header)?.[1];
  if (rev === undefined) throw badField('If-Match', 'must be the revision of the case, such as "7"', 400);
  return Number(rev);
}
