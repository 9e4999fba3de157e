import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const DOCS = /^\/api\/docs(?:[/?]|$)/;
/** Styles that stand in the page itself: whole elements, and what elements say of themselves. */
const STYLES = /<style>([^]*?)<\/style>|\sstyle="([^"]*)"/g;

/**
 * The pages of the API are made by a library whose page has styles of its own in it. Scripts are ours alone; of styles in the page those pass
 * that the library has put there, told by their hashes, which are taken from the page as it is sent.
 */
export function makeDocsSafe(fastify: FastifyInstance): void {
  const policies = new Map<unknown, string>();
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (DOCS.test(request.url)) {
      const html = typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
      const known = html ? policies.get(payload) : undefined;
      const policy = known ?? policyFor(html ? payload : '');
      if (html && request.routeOptions.url !== undefined) policies.set(payload, policy);
      void reply.headers({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
    done(null, payload);
  });
}

function policyFor(html: string): string {
  const hashes = [...html.matchAll(STYLES)].map(
    ([, element, attribute]) =>
      `'sha256-${createHash('sha256')
        .update(element ?? attribute ?? '')
        .digest('base64')}'`,
  );
  const styles = hashes.length > 0 ? ` 'unsafe-hashes' ${hashes.join(' ')}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styles}`,
    // Pictures in the style sheet of the library.
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
