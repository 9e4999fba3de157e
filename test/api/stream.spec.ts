import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PlacedRow } from '../../src/notices/outbox.js';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { startService, tokenOf, type TestService } from '../support/service.js';

let site: TestService;
beforeAll(async () => {
  site = await startService('sqlite');
});
afterAll(() => site.close());

it('a follower who takes nothing is let go, and what is still told then harms nobody', async () => {
  const { subscribers } = site.service;
  const token = await tokenOf(site.service, 'investor');
  const { server } = site.app.getHttpAdapter().getInstance();
  const connections = (): Promise<number> =>
    new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  const socket = connect(Number(new URL(await site.app.getUrl()).port), '127.0.0.1');
  socket.write(`GET /api/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await eventually('somebody follows', () => !subscribers.empty);
  // More than what lies between here and there can hold.
  const payload = 'x'.repeat(32 * 2 ** 20);
  const row = { id: 1, case_id: 'c', seq: 1, kind: 'event', owner: 'investor@demo.test', agency: null } as const;
  subscribers.publish([{ ...row, payload, position: 1 } as PlacedRow]);
  expect(await connections()).toBe(1);
  subscribers.endAll();
  await eventually('the connection is gone', async () => (await connections()) === 0);
  socket.destroy();
});

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
