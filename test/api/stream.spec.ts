import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PlacedRow } from '../../src/notices/outbox.js';
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
