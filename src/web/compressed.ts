import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';

/** A page is made anew each time: compressing it harder would cost more time than it saves on the line. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** A text as the browser likes it best, and what it is encoded in. */
export function compressed(text: string, accepted: string | undefined): { body: Buffer; encoding: string | null } {
  const body = Buffer.from(text);
  switch (accepted === undefined ? null : negotiate(accepted, ['br', 'gzip'])) {
    case 'br':
      return { body: brotliCompressSync(body, QUALITY), encoding: 'br' };
    case 'gzip':
      return { body: gzipSync(body), encoding: 'gzip' };
    case null:
      return { body, encoding: null };
  }
}
