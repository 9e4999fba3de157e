import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { startService, tokenOf, type TestService } from '../support/service.js';

let site: TestService;
beforeAll(async () => {
  site = await startService('sqlite');
});
afterAll(() => site.close());

it('a stream that goes on tells nothing more once the post is over, and again when there is one', async () => {
  const post = async (who: string, path: string, body: object): Promise<string> => {
    const told = await site.ask(who, 'POST', path, { body });
    expect([path, told.status]).toEqual([path, expect.any(Number)]);
    expect(told.status).toBeLessThan(300);
    return told.body.id;
  };
  const open = (): Promise<string> => post('investor', '/api/cases', { workflow: 'steps' });
  const person = 'officer2.sifc@demo.test';
  const { body } = await site.ask('auditor', 'GET', '/api/posts/officer.sifc');
  const { holders } = body as unknown as { holders: { holding: string; person: string }[] };
  const holding = holders.find((one) => one.person === person)?.holding;
  const leaving = new AbortController();
  const response = await fetch(`${await site.app.getUrl()}/api/stream`, {
    headers: { authorization: `Bearer ${await tokenOf(site.service, 'officer2.sifc')}` },
    signal: leaving.signal,
  });
  let told = '';
  const listening = (async () => {
    for await (const part of response.body ?? []) told += Buffer.from(part).toString('utf8');
  })().catch(() => undefined);
  await eventually('somebody follows', () => told.includes('connected'));
  const first = await open();
  await eventually('the officer hears', () => told.includes(first));
  await post('admin', `/api/holdings/${holding}/end`, { ground: 'Order' });
  const second = await open();
  await eventually('it was told to those who may know', async () => {
    const rows = await read(site.service.database, 'select 1 from outbox where case_id = $1 and position is not null', [
      second,
    ]);
    return rows.length > 0;
  });
  await post('admin', '/api/posts/officer.sifc/holders', { person, charge: 'own', ground: 'Order' });
  const third = await open();
  await eventually('the officer hears again', () => told.includes(third));
  expect(told).not.toContain(second);
  leaving.abort();
  await listening;
});
