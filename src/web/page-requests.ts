import type { FastifyRequest } from 'fastify';

const NO_PAGES = /^\/(?:api|health|metrics|assets)(?:[/?]|$)/;

/** Whether a person asks for a page, who is answered in a page also where it goes wrong. */
export function isPage({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  return !NO_PAGES.test(url) && (headers.accept ?? '').includes('text/html');
}
