import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { KINDS } from '../support/databases.js';
import { startService, type TestService } from '../support/service.js';
import { instantOf } from './days.js';
import { keptPage, pageOf, writePage, WRITING } from './page.js';
import { Teller } from './teller.js';

export interface Told {
  readonly title: string;
  readonly teller: Teller;
}

export type Story = readonly [title: string, tell: (teller: Teller) => Promise<void>];

/**
 * A chapter of the book of stories, told on each database, one story after the other, in time that goes on. Every story ends with the audit of
 * its ledgers, the chapter with `verify` of all its cases, and what was told is what docs/scenarios.md says.
 */
export function chapter(title: string, begins: string, stories: readonly Story[]): void {
  describe.each(KINDS)(`${title}, on %s`, (kind) => {
    let site: TestService;
    const told: Told[] = [];
    beforeAll(async () => {
      site = await startService(kind, { IJAZAT_TIME: instantOf(begins, '08:00') });
    });
    afterAll(() => site.close());

    it.each(stories)('%s', async (name, tell) => {
      const teller = new Teller(site);
      await tell(teller);
      expect(await teller.audit()).toBeGreaterThan(0);
      told.push({ title: name, teller });
    });

    it('holds at its end too, when what was left open has gone on by itself, and replays from its log to every case', async () => {
      const { catalogue, database } = site.service;
      const { cases, failures } = await verifyAll(database, (opening) => catalogue.pinned(opening));
      expect(failures).toEqual([]);
      let audited = 0;
      for (const { teller } of told) audited += await teller.audit();
      expect(audited).toBe(cases);
    });

    it('is what docs/scenarios.md tells', () => {
      const page = pageOf(title, told);
      if (WRITING) writePage(title, page);
      expect(keptPage(title)).toBe(page);
    });
  });
}
