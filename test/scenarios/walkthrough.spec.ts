import { describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { Office } from '../../src/walkthrough/office.js';
import { walk } from '../../src/walkthrough/walk.js';
import { KINDS } from '../support/databases.js';
import { NOW, startService } from '../support/service.js';

describe.each(KINDS)('an application on %s', (kind) => {
  it('goes from draft to operational by what the API offers', async () => {
    const site = await startService(kind);
    const office = new Office(await site.app.getUrl(), 'secret');
    const { application, paces, cases } = await walk(office, NOW);
    expect(application.stage).toBe('operational');
    const outcomes = new Map(application.children.map(({ key, outcome }) => [key, outcome]));
    const approvals = [
      'building-plan',
      'electricity-connection',
      'environmental-iee',
      'fbr-ntn',
      'labour-factory-registration',
      'lease-deed',
      'secp-incorporation',
      'sez-enterprise-admission',
    ];
    expect(outcomes).toEqual(new Map(approvals.map((key) => [key, 'in-force'])));
    expect(cases).toBe(9);
    expect(paces.length).toBeGreaterThan(30);
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });
});
