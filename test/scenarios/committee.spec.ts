import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { fill } from '../../src/walkthrough/fill.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { startService, type Answer, type TestService, type Told } from '../support/service.js';

/* The approvals committee of the demonstration decides on a project of seven hundred million dollars, under the ruleset of Pakistan. */

const LARGE = {
  ...MILL,
  zone: 'none',
  incorporated: true,
  foreign: false,
  investmentUsd: 700_000_000,
  held: [{ approval: 'fbr-ntn', number: '7', issuedBy: 'FBR', issuedOn: '2020-05-04' }],
};

describe.each(KINDS)('a committee on %s', (kind) => {
  let site: TestService;
  let id = '';
  beforeAll(async () => {
    site = await startService(kind, { IJAZAT_TIME: '2026-11-23T04:00:00.000Z' });
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const send = (who: string, type: string, data: object): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
  const act = async (who: string, type: string, more: object = {}): Promise<Answer> => {
    const seen = await site.ask(who, 'GET', `/api/cases/${id}`);
    const offered = seen.body.actions.find(({ event }) => event === type);
    const told = await send(who, type, { ...fill((offered?.schema ?? {}) as never, '2026-12-07'), ...more });
    expect([told.status, told.body.detail]).toEqual([200, undefined]);
    return told.body;
  };
  const offered = async (who: string): Promise<string[]> =>
    (await site.ask(who, 'GET', `/api/cases/${id}`)).body.actions.map(({ event }) => event);

  it('is convened by the desk, and its members are offered their vote on the day, once', async () => {
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: LARGE },
    });
    ({ id } = opened.body);
    await act('investor', 'submit');
    await act('officer.sifc', 'declareComplete');
    await act('officer.sifc', 'recordAppraisal');
    await act('officer2.sifc', 'recordDiligence');
    await act('officer.sifc', 'recommend');
    await act('officer.sifc', 'convene', { heldOn: '2026-12-07' });
    expect(await offered('member1')).toEqual(['declareInterest']);
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-12-07T04:00:00.000Z' } });
    expect((await site.ask('member1', 'GET', '/api/tasks')).body.items).toMatchObject([
      { title: 'Vote on the project' },
    ]);
    await act('member1', 'vote');
    expect(await offered('member1')).toEqual([]);
    expect(await send('member1', 'vote', { outcome: 'refuse', text: 'After all.' })).toMatchObject({
      status: 403,
      body: { detail: '"vote" is not for you: you have voted in this meeting' },
    });
  });

  it('decides by its minutes, and its condition keeps the permits shut until it is met', async () => {
    const interest = { about: 'company', subject: 'Chenab Textiles', ground: 'family' };
    expect((await site.ask('member5', 'POST', '/api/interests', { body: interest })).status).toBe(201);
    // Whoever has an interest does not vote, and can only say so in the case as well: the committee counts who takes no part.
    expect(await offered('member5')).toEqual(['declareInterest']);
    await act('member5', 'declareInterest');
    const declared = async (): Promise<readonly unknown[]> =>
      (await site.ask('auditor', 'GET', '/api/interests?person=member5@demo.test')).body.items;
    expect((await declared())[0]).toMatchObject({ about: 'case', subject: id, recordedBy: 'system' });
    for (const member of ['member2', 'member3', 'member4']) await act(member, 'vote');
    await act('officer.sifc', 'approve', { precedent: ['Show the financing'] });
    const decided = await act('member2', 'confirmMinutes');
    expect(decided).toMatchObject({
      state: { review: { underway: { project: 'conditions', approvals: 'granted' } } },
      data: { decision: { outcome: 'approved', body: 'approvals-committee', precedent: ['Show the financing'] } },
    });
    const application = id;
    id = decided.children.find(({ key }) => key === 'condition/1.1')?.id ?? '';
    await act('investor', 'reportFulfilled');
    await act('officer2.sifc', 'confirmFulfilment');
    id = application;
    expect((await site.ask('investor', 'GET', `/api/cases/${id}`)).body.stage).toBe('permits');
  });
});
