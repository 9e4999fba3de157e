import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { DONE } from '../../src/walkthrough/forward.js';
import { Office } from '../../src/walkthrough/office.js';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { walk } from '../../src/walkthrough/walk.js';
import { KINDS } from '../support/databases.js';
import { NOW, startService, type TestService } from '../support/service.js';
import { Unseen } from './unseen.js';

/** How many cases each profile leads to, its own included. */
const CASES: { readonly [profile: string]: number } = { gemstones: 28, mine: 40, mill: 19 };
/** What is on the way of each beside filing, recommendation and grant. */
const BESIDE: { readonly [profile: string]: readonly string[] } = {
  gemstones: ['register', 'passInspection'],
  mine: ['register', 'passInspection', 'recordMinutes', 'noObjection'],
  mill: ['register', 'passInspection'],
};

/** What agencies see does not depend on the database: each profile is looked at on one. */
const LOOKED_AT = { sqlite: ['mine'], postgres: ['gemstones', 'mill'] };

describe.each(KINDS)('an application on %s', (kind) => {
  let site: TestService;
  let office: Office;
  const walked: { [profile: string]: string } = {};
  beforeAll(async () => {
    site = await startService(kind);
    office = new Office(await site.app.getUrl(), 'secret');
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  it.each(Object.entries(PROFILES))(
    'of the profile %s goes from draft to operational by what the API offers',
    async (profile, data) => {
      const { application, paces, cases } = await walk({ office, data, today: NOW });
      expect(application.stage).toBe('operational');
      expect(cases).toBe(CASES[profile]);
      expect(application.children.filter(({ outcome }) => !DONE.includes(outcome ?? ''))).toEqual([]);
      expect(paces.length).toBeGreaterThan(3 * cases);
      expect(paces.map(({ event }) => event)).toEqual(expect.arrayContaining([...(BESIDE[profile] ?? [])]));
      walked[profile] = application.id;
    },
  );

  it.each(LOOKED_AT[kind])(
    'of the profile %s shows each agency what its approval needs, and no more',
    async (profile) => {
      const unseen = new Unseen(site, site.service.catalogue.law(Date.parse(NOW)), office.url);
      expect(await unseen.leaksIn(walked[profile] ?? '')).toEqual([]);
    },
  );
});
