import type { FastifyRequest } from 'fastify';

const NO_PAGES = /^\/(?:api|health|metrics|assets|\.well-known)(?:[/?]|$)/;

/** Whether people have pages at an address. */
export function isPagePath(url: string): boolean {
  return !NO_PAGES.test(url);
}

/** Whether a person asks for a page, who is answered in a page also where it goes wrong. */
export function isPage({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  return isPagePath(url) && (headers.accept ?? '').includes('text/html');
}

/** An address of this service that was given in a request: no other host is reached by it. Null where it is none. */
export function ownAddress(given: string): string | null {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(given) && isPagePath(given) ? given : null;
}
