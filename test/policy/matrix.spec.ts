import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServedRoute } from '../../src/api/served.js';
import type { Reach } from '../../src/policy/rules.js';
import { changedConfig } from '../support/config.js';
import { startService, type TestService } from '../support/service.js';
import { CASES, PEOPLE, POSTS, type CaseName, type Person } from './people.js';
import { NOTE, openSamples } from './samples.js';
import { NONE, Tried, type Sample, type Told } from './tried.js';

/*
 * Every route of the running application, tried by everybody, on a case of their own and on one of others. What is expected follows from the rule
 * that the route declares and from test/policy/people.ts; nothing that a route says of cases that its caller may not know passes.
 */

const WORKFLOWS = ['../support/workflows', 'workflows'].map((folder) => new URL(folder, import.meta.url).pathname);
/** It takes some seconds, and more where much else is going on. */
const MOST_MS = 120_000;
const SIGN_IN = 401;
const NOT_FOR_YOU = 403;

/** What stands in an address where the route names something; a reach that is not here is tried with what there is not. */
const NAMED: Partial<Record<Reach, Exclude<keyof Sample, 'mark'>>> = {
  case: 'id',
  task: 'task',
  company: 'company',
  document: 'document',
  letter: 'letter',
  escalation: 'escalation',
};

describe('every route, tried by everybody', () => {
  let site: TestService;
  let tried: Tried;
  const config = changedConfig('settings/agencies.yaml', POSTS);
  let samples: { readonly [name in CaseName]: Sample };
  const counts = { routes: 0, people: PEOPLE.length, cells: 0, hidden: 0, refused: 0, open: 0 };

  beforeAll(async () => {
    site = await startService('sqlite', { IJAZAT_WORKFLOWS: WORKFLOWS.join(':'), IJAZAT_CONFIG: config.folder });
    tried = await Tried.of(site);
    samples = await openSamples(site);
  });
  afterAll(async () => {
    await site.close();
    config.drop();
    process.stdout.write(`authorisation matrix: ${JSON.stringify(counts)}\n`);
  });

  it('has a rule', () => {
    expect(tried.routes.filter(({ rule }) => rule === undefined)).toEqual([]);
    expect(tried.routes.length).toBeGreaterThan(90);
    // What is named in addresses is there to be tried.
    expect(CASES.filter((one) => samples[one].escalation === NONE)).toEqual(['C']);
    expect(samples.C.letter).not.toBe(NONE);
  });

  it(
    'answers to those whom its rule names, and shows no case to those who may not know of it',
    async () => {
      const wrong: string[] = [];
      for (const route of tried.routes) {
        counts.routes += 1;
        // All at the same time: what is waited for is mostly the disk.
        await Promise.all(PEOPLE.map((person) => tryAs(person, route, wrong)));
      }
      expect(wrong).toEqual([]);
    },
    MOST_MS,
  );

  async function tryAs(person: Person, route: ServedRoute, wrong: string[]): Promise<void> {
    for (const name of casesFor(route, person)) {
      const mistake = await mistakeIn(route, person, name);
      counts.cells += 1;
      if (mistake !== null) wrong.push(`${route.method} ${route.url}, ${person.as}, case ${name}: ${mistake}`);
    }
  }

  /** One of the person's own cases and one of others', where the route names one. */
  function casesFor({ rule, url }: ServedRoute, person: Person): (CaseName | null)[] {
    const name = rule && NAMED[rule.reach];
    if (!name || !url.includes(':')) return [null];
    const [all, reached] = [CASES.filter((one) => samples[one][name] !== NONE), reachedBy(rule.reach, person)];
    const others = [person.foreign, ...all].filter((one) => one !== undefined && all.includes(one));
    const [own, foreign] = [
      all.find((one) => reached.includes(one)),
      others.find((one) => one && !reached.includes(one)),
    ];
    return [own, foreign].flatMap((one) => one ?? []);
  }

  async function mistakeIn(route: ServedRoute, person: Person, name: CaseName | null): Promise<string | null> {
    const path = pathTo(route, name === null ? NONE : samples[name][NAMED[route.rule?.reach ?? 'all'] ?? 'id']);
    const told = await tried.ask(person, route, path);
    const leaked = CASES.find((one) => !person.knows.includes(one) && told.text.includes(samples[one].mark));
    if (leaked) return `tells of case ${leaked}`;
    if (told.text.includes(NOTE) && person.agency !== 'epa-punjab') return 'shows a note of another agency';
    if (told.status >= 500) return `fails with ${told.status}`;
    const expected = expectationOf(route, person, name);
    if (expected === 'hidden') {
      counts.hidden += 1;
      const absent = await tried.ask(person, route, pathTo(route, NONE));
      return told.status === 404 && same(told, path) === same(absent, pathTo(route, NONE))
        ? null
        : `is not hidden: ${short(told)}`;
    }
    if (expected === 'open') {
      counts.open += 1;
      if (told.status === SIGN_IN && route.rule?.audience !== 'anyone') return `asks to sign in`;
      if (told.status === NOT_FOR_YOU && /not for your posts|scope/.test(told.text))
        return `is refused: ${short(told)}`;
      if (name === null || told.status !== 404) return null;
      const absent = await tried.ask(person, route, pathTo(route, NONE));
      return same(told, path) === same(absent, pathTo(route, NONE)) ? `is hidden: ${short(told)}` : null;
    }
    counts.refused += 1;
    return told.status === expected ? null : `expected ${expected}: ${short(told)}`;
  }
});

/** What a person is to meet: a status of refusal, nothing that could be told from nothing, or the route itself. */
function expectationOf({ rule }: ServedRoute, person: Person, name: CaseName | null): number | 'hidden' | 'open' {
  if (!rule) return NOT_FOR_YOU;
  const { audience, reach } = rule;
  if (audience === 'anyone') return 'open';
  if (person.who === null) return SIGN_IN;
  if (Array.isArray(audience) && !person.roles.some((role) => (audience as readonly string[]).includes(role)))
    return NOT_FOR_YOU;
  if (name === null) return 'open';
  return reachedBy(reach, person).includes(name) ? 'open' : 'hidden';
}

function reachedBy(reach: Reach, { works, knows, alarmed = [] }: Person): readonly CaseName[] {
  return reach === 'task' ? works : reach === 'escalation' ? alarmed : knows;
}

function pathTo({ url }: ServedRoute, id: string): string {
  return url.replace(/:\w+/, id).replace('*', 'none').replaceAll(/:\w+/g, 'none');
}

/** What was told, without what was asked for. */
const same = ({ status, text }: Told, path: string): string =>
  `${status} ${path.split('/').reduce((told, part) => (part.length > 8 ? told.replaceAll(part, '…') : told), text)}`;

const short = ({ status, text }: Told): string => `${status} ${text.slice(0, 200)}`;
