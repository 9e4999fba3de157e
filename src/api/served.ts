import type { FastifyInstance } from 'fastify';
import { ruleOfForeign, type Rule } from '../policy/rules.js';

/** A route as the running application serves it. */
export interface ServedRoute {
  readonly method: string;
  readonly url: string;
  /** Absent: nobody has declared one. */
  readonly rule: Rule | undefined;
}

const SERVED = 'served';

/** Notes every route that is made from here on. Call it before there is one. */
export function noteRoutes(fastify: FastifyInstance): void {
  const served: ServedRoute[] = [];
  fastify.addHook('onRoute', ({ url, method, config }) => {
    const { rule, refusing = false } = (config ?? {}) as { rule?: Rule; refusing?: boolean };
    if (refusing) return;
    for (const one of [method].flat()) served.push({ method: one, url, rule: rule ?? ruleOfForeign(url) });
  });
  fastify.decorate(SERVED, served);
}

/** The routes of an application, pages and files included; not how it refuses other methods. */
export function routesOf(fastify: FastifyInstance): readonly ServedRoute[] {
  return fastify.getDecorator<ServedRoute[]>(SERVED);
}

/** Throws where a route has no rule: whoever adds one says who it is for before it answers to anybody. */
export function mustAllHaveRules(fastify: FastifyInstance): void {
  const bare = routesOf(fastify).filter(({ rule }) => rule === undefined);
  if (bare.length === 0) return;
  const named = bare.map(({ method, url }) => `${method} ${url}`).join(', ');
  throw new Error(`no rule is declared for ${named}: say @Who(audience, reach), by the words of src/policy/rules.ts`);
}
