import { unzipSync } from 'fflate';
import { routesOf } from '../../src/api/served.js';
import type { CaseState } from '../../src/engine/index.js';
import type { Ruleset } from '../../src/ruleset/ruleset.js';
import { read } from '../../src/store/read.js';
import type { CaseRow } from '../../src/store/rows.js';
import { tokenOf, type TestService } from '../support/service.js';

/* What answers tell of an application: which of its facts stand in them, by name in data, by what they are called on pages. */

/** Looked up in every case. */
const ALWAYS = ['/api/cases/:id', '/api/cases/:id/history'];
const LISTS = ['/api/cases?limit=50', '/api/tasks?limit=50', '/api/escalations', '/work', '/work?q=mine'];

type Properties = { readonly [name: string]: { readonly title?: string } };

/** Finds what agencies are told of an application and should not be. */
export class Unseen {
  private readonly looked = new Set<string>();
  private readonly titles: Properties;

  constructor(
    private readonly site: TestService,
    private readonly law: Ruleset,
    private readonly url: string,
  ) {
    const { definition } = site.service.catalogue.find('investor-approval', '1')?.loaded ?? {};
    this.titles = (definition?.open?.schema?.['properties'] ?? {}) as Properties;
  }

  /**
   * What officers of agencies are told in the cases of a family, and should not be, as `approval, address: fact`. Each approval of an agency is looked
   * at once, and the first of all at every address of a case, and of lists. Throws where the same look finds nothing in the application itself, which has all.
   */
  async leaksIn(root: string): Promise<string[]> {
    const whole = await this.factsTold('officer.sifc', this.pathsOf(root));
    for (const route of ALWAYS) {
      const facts = whole.filter(({ path }) => path === route.replace(':id', root)).map(({ fact }) => fact);
      if (!facts.includes('workers') || !facts.includes('investmentUsd')) throw new Error(`${route} tells of no facts`);
    }
    const leaks: string[] = [];
    for (const { id, agency, approval } of await casesFor(this.site, root)) {
      if (this.looked.has(`${approval} ${agency}`)) continue;
      this.looked.add(`${approval} ${agency}`);
      const paths = this.looked.size > 1 ? this.pathsOf(id) : [...this.pathsOf(id, this.routes()), ...LISTS];
      const told = await this.factsTold(`officer.${agency}`, paths);
      const seen = this.law.seen?.get(approval);
      leaks.push(...told.flatMap(({ path, fact }) => (seen?.has(fact) ? [] : [`${approval}, ${path}: ${fact}`])));
    }
    return leaks;
  }

  private pathsOf(id: string, more: readonly string[] = []): string[] {
    return [...new Set([...ALWAYS, ...more])].map((route) => route.replace(':id', id));
  }

  /** The facts that somebody is told at some addresses. */
  private async factsTold(who: string, paths: readonly string[]): Promise<{ path: string; fact: string }[]> {
    const told: { path: string; fact: string }[] = [];
    for (const path of paths) {
      const authorization = `Bearer ${await tokenOf(this.site.service, who)}`;
      const text = await textOf(await fetch(`${this.url}${path}`, { headers: { authorization }, redirect: 'manual' }));
      for (const fact of this.law.stated) if (this.tells(text, fact)) told.push({ path, fact });
    }
    return told;
  }

  private tells(text: string, fact: string): boolean {
    const { title } = this.titles[fact] ?? {};
    return (
      new RegExp(`"${fact}":`).test(text) ||
      (title !== undefined && new RegExp(`<dt[^>]*>\\s*${title}\\s*</dt>`).test(text))
    );
  }

  private routes(): string[] {
    const all = routesOf(this.site.app.getHttpAdapter().getInstance());
    return all.flatMap(({ method, url, rule }) =>
      method === 'GET' && rule?.reach === 'case' && /^[^:]+:id[^:*]*$/.test(url) ? [url] : [],
    );
  }
}

/** What an answer tells; of a dossier what it has of cases, without the law under which they stand. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'application/zip') return response.text();
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  const ofCases = files.filter(([path]) => !path.includes('/sources/'));
  return ofCases.map(([, content]) => Buffer.from(content).toString('utf8')).join('\n');
}

/** The cases for approvals in a family, those of views and duties too. */
async function casesFor(site: TestService, root: string): Promise<{ id: string; agency: string; approval: string }[]> {
  const { database } = site.service;
  const rows = await read<CaseRow>(database, 'select * from cases where root = $1 order by id', [root]);
  return rows.flatMap(({ id, agency, body }) => {
    const [, approval] = (JSON.parse(body) as CaseState).rules.split('/');
    return approval === undefined || agency === null ? [] : [{ id, agency, approval }];
  });
}
