import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { mustAllHaveRules, noteRoutes, routesOf, type ServedRoute } from '../../src/api/served.js';
import { audienceInWords, REACHES, type Reach } from '../../src/policy/rules.js';
import { startService, type TestService } from '../support/service.js';

const PAGE = new URL('../../docs/authorisation.md', import.meta.url);
const [BEGIN, END] = ['<!-- routes: made by test/policy/rules.spec.ts -->\n', '<!-- end of routes -->\n'];

/** A line for each route, those of the same rule together. */
function tableOf(routes: readonly ServedRoute[]): string {
  const lines = routes
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url, rule }) => [`\`${method} ${url}\``, rule ? audienceInWords(rule) : '', rule?.reach ?? ''])
    .sort(([a = ''], [b = '']) => (a.replace(/^`\w+ /, '') + a < b.replace(/^`\w+ /, '') + b ? -1 : 1));
  const titles = ['route', 'answers to', 'reaches'];
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const told = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [told(titles), told(widths.map((width) => '-'.repeat(width))), ...lines.map(told)].join('\n');
}

function withTable(page: string, table: string): string {
  return page.slice(0, page.indexOf(BEGIN) + BEGIN.length) + table + page.slice(page.indexOf(END));
}

describe('the rules of the running application', () => {
  let site: TestService;
  let routes: readonly ServedRoute[];
  beforeAll(async () => {
    site = await startService('sqlite');
    routes = routesOf(site.app.getHttpAdapter().getInstance());
  });
  afterAll(() => site.close());

  it('leave no route out', () => {
    expect(routes.filter(({ rule }) => !rule)).toEqual([]);
    expect(routes.length).toBeGreaterThan(150);
  });

  it('name in the address what they reach', () => {
    const named: readonly Reach[] = ['case', 'task', 'escalation', 'letter'];
    const unnamed = routes.filter(({ url, rule }) => rule && named.includes(rule.reach) && !url.includes(':'));
    expect(unnamed).toEqual([]);
    // Whoever adds a route about a case says so, and the matrix then tries it on cases of others.
    const ofCases = routes.filter(({ url }) => /^\/(api\/)?cases\/:/.test(url));
    expect(ofCases.filter(({ rule }) => rule?.reach !== 'case')).toEqual([]);
  });

  it('are told in docs/authorisation.md; npm run authorisation writes them there', () => {
    const made = `\n${tableOf(routes)}\n\n`;
    if (process.env['WRITE_AUTHORISATION'] === '1') writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), made));
    const page = readFileSync(PAGE, 'utf8');
    expect(page).toBe(withTable(page, made));
    for (const [reach, words] of Object.entries(REACHES))
      expect(page).toMatch(new RegExp(`\\| \`${reach}\` +\\| ${words} +\\|`));
  });
});

describe('a route without a rule', () => {
  it('keeps the application from being served, and is named', async () => {
    const fastify = Fastify();
    noteRoutes(fastify);
    fastify.get('/api/secrets', () => 'all of them');
    expect(() => mustAllHaveRules(fastify)).toThrow(/no rule is declared for GET \/api\/secrets/);
    await fastify.close();
  });
});
