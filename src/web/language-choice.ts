import type { FastifyInstance } from 'fastify';
import { isLanguage, keepLanguage } from './languages.js';
import { isPage } from './page-requests.js';

/** `?lang=ur` on any page: the choice is kept, and the page is shown in it. */
export function keepLanguageChoices(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.includes('lang=') || request.method !== 'GET' || !isPage(request)) return done();
    const [path = '/', query = ''] = request.url.split('?');
    const parameters = new URLSearchParams(query);
    const language = parameters.get('lang');
    if (!isLanguage(language)) return done();
    parameters.delete('lang');
    const rest = parameters.size > 0 ? `?${parameters.toString()}` : '';
    // One slash: `//other.example` would lead to another host.
    void reply.header('set-cookie', keepLanguage(language)).redirect(`/${path.replace(/^\/+/, '')}${rest}`, 303);
  });
}
