import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { fill } from '../../src/walkthrough/fill.js';
import { KINDS } from '../support/databases.js';
import { NOW, startService, type Answer, type TestService, type Told } from '../support/service.js';

/* An exporter in Lahore whose company exists: its single window costs Rs 500, its gas what the challan says. */

const CHALLAN = { number: 'C-17', amount: 500, paidOn: '2026-11-20' };

describe.each(KINDS)('a fee on %s', (kind) => {
  let site: TestService;
  let application: string;
  beforeAll(async () => {
    site = await startService(kind);
    const data = {
      title: 'Sports goods',
      incorporated: true,
      held: [{ approval: 'fbr-ntn', number: '1', issuedBy: 'FBR', issuedOn: '2020-01-01' }],
      sector: 'other',
      province: 'punjab',
      district: 'lahore',
      exports: true,
      gas: true,
      environmentalSchedule: 'IEE',
    };
    const opened = await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } });
    application = opened.body.id;
    await act('investor', application, 'submit');
    for (const type of ['declareComplete', 'recordAppraisal', 'recordDiligence'])
      await act('officer.sifc', application, type);
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const look = async (who: string, id: string): Promise<Answer> =>
    (await site.ask(who, 'GET', `/api/cases/${id}`)).body;
  const send = (who: string, id: string, type: string, data: object): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
  const act = async (who: string, id: string, type: string): Promise<void> => {
    const offered = (await look(who, id)).actions.find(({ event }) => event === type);
    const told = await send(who, id, type, fill((offered?.schema ?? {}) as never, NOW));
    expect([type, told.status, told.body.detail]).toEqual([type, 200, undefined]);
  };
  const child = async (key: string): Promise<string> =>
    (await look('investor', application)).children.find((known) => known.key === key)?.id ?? key;
  const refused = ({ status, body }: Told): unknown => [status, body.errors.map(({ field }) => field)];

  it('that the law names is a gate: number, amount and day of the challan come with the filing', async () => {
    const id = await child('psw-subscription');
    expect(await look('investor', id)).toMatchObject({ data: { approval: { fee: { rule: 'due', amount: 500 } } } });
    const lodge = (await look('investor', id)).actions.find(({ event }) => event === 'lodge');
    expect(lodge?.schema).toMatchObject({ required: ['challan'] });
    expect(refused(await send('investor', id, 'lodge', {}))).toEqual([422, ['/challan']]);
    const { paidOn: _, ...undated } = CHALLAN;
    expect(refused(await send('investor', id, 'lodge', { challan: undated }))).toEqual([422, ['/challan/paidOn']]);
    const short = await send('investor', id, 'lodge', { challan: { ...CHALLAN, amount: 499 } });
    expect(refused(short)).toEqual([422, ['/challan/amount']]);
    const dollars = await send('investor', id, 'lodge', { challan: { ...CHALLAN, currency: 'USD' } });
    expect(refused(dollars)).toEqual([422, ['/challan/currency']]);
    expect((await send('investor', id, 'lodge', { challan: CHALLAN })).status).toBe(200);
    expect(await look('investor', id)).toMatchObject({ data: { lodging: { challan: CHALLAN } } });
  });

  it('of which only the amount is unsure asks for a challan of whatever amount', async () => {
    const title = await child('site-title-confirmation');
    const short = await send('investor', title, 'lodge', { challan: { ...CHALLAN, amount: 149 } });
    expect(refused(short)).toEqual([422, ['/challan/amount']]);
    await act('investor', title, 'lodge');
    await act('officer.loa-punjab', title, 'declareComplete');
    await act('officer.loa-punjab', title, 'recommend');
    await act('officer2.loa-punjab', title, 'grant');
    const iee = await child('environmental-iee');
    expect(refused(await send('investor', iee, 'lodge', {}))).toEqual([422, ['/challan']]);
    expect((await send('investor', iee, 'lodge', { challan: { ...CHALLAN, amount: 1 } })).status).toBe(200);
    const gas = await child('gas-connection');
    expect((await send('investor', gas, 'lodge', {})).status).toBe(200);
  });
});
