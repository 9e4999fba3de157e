import { sha256, canonicalJson, type Actor } from '../engine/index.js';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Sent } from '../cases/cases.js';
import { badField } from './problem.js';
import type { Asked } from './who.js';

/** Documents `Idempotency-Key`. */
export const KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'Of the caller’s choice: the same key and request get the same answer and act once',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
});

/** Documents `If-Match`. */
export const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'Revision of the case as seen; 412 where it has moved on',
  schema: { type: 'string', pattern: '^(\\*|\\d{1,15}|(W/)?"\\d{1,15}")$', example: '"7"' },
});

/** Documents the `id` in a path. */
export const idOf = (what: string): MethodDecorator =>
  ApiParam({ name: 'id', description: `Id of the ${what}`, schema: { type: 'string', maxLength: 300 } });

/** The answer, with its revision as an entity tag, so that any HTTP client can send it back. */
export async function tagged<T extends { readonly rev: number }>(answer: Promise<T>, reply: FastifyReply): Promise<T> {
  const told = await answer;
  void reply.header('etag', `"${told.rev}"`);
  return told;
}

/**
 * What headers say of a command: `Idempotency-Key` (scoped to the actor; the fingerprint covers method, path and body) and `If-Match` (the
 * revision seen). Throws ProblemError 400 where they cannot be read.
 */
export function sentBy(request: Asked, actor: Actor, body: unknown = request.body): Sent {
  const key = readKey(request.headers['idempotency-key']);
  const rev = readRevision(request.headers['if-match']);
  const fingerprint = (): string => sha256(`${request.method} ${request.url}\n${canonicalJson(body ?? null)}`);
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
  const rev = /^(?:W\/)?"(\d{1,15})"$|^(\d{1,15})$/.exec(header)?.slice(1).find(Boolean);
  if (rev === undefined) throw badField('If-Match', 'must be the revision of the case, such as "7"', 400);
  return Number(rev);
}
