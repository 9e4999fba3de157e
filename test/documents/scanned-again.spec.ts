import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { fetched, pdf, send } from './sending.js';

/*
 * A document that was clean is looked at again when the scanner has learnt something. The server speaks the protocol of clamd over TCP; what ClamAV
 * itself finds is for documents/scanner, where the machine has it.
 */

const END = Buffer.alloc(4);

describe('documents that were clean', () => {
  let [version, signature, scans] = [1, 'nothing that anybody gives', 0];
  let clamd: Server;
  const sockets = new Set<Socket>();
  let site: TestService;
  const give = async (note: string): Promise<string> => {
    const { id } = (await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'steps', data: {} } })).body;
    const given = await send(site, 'investor', `/api/cases/${id}/documents?name=a.pdf`, { bytes: pdf(note) });
    expect(given.body['state']).toBe('clean');
    return given.body.id;
  };
  const status = async (id: string): Promise<number> => (await fetched(site, 'investor', id)).status;

  beforeAll(async () => {
    clamd = createServer((socket) => {
      sockets.add(socket);
      let heard = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (bytes: Buffer) => {
        heard = Buffer.concat([heard, bytes]);
        if (heard.toString('latin1') === 'zVERSION\0') socket.end(`ClamAV 1.4.1/${version}/Mon Nov 23 2026\0`);
        else if (heard.subarray(0, 10).toString('latin1') === 'zINSTREAM\0' && heard.subarray(-4).equals(END)) {
          scans += 1;
          socket.end(heard.includes(signature) ? 'stream: Later.Signature FOUND\0' : 'stream: OK\0');
        }
      });
    });
    await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
    site = await startService('sqlite', { CLAMD_URL: `tcp://127.0.0.1:${(clamd.address() as AddressInfo).port}` });
  }, 120_000);
  afterAll(async () => {
    // Whatever still waits for an answer hears at once that there is none.
    clamd.close();
    for (const socket of sockets) socket.destroy();
    await site.close();
  });

  it('are looked at again, once, when the scanner has other signatures, and what is found is handed out no more', async () => {
    const { scanning } = site.service;
    const bad = await give('a macro of tomorrow');
    const good = await Promise.all(Array.from({ length: 21 }, (_, n) => give(`plan ${n}`)));
    while ((await scanning.again()) > 0);
    expect([await status(bad), await scanning.again()]).toEqual([200, 0]);
    [version, signature, scans] = [2, 'a macro of tomorrow', 0];
    expect([await scanning.again(), await scanning.again(), await scanning.again()]).toEqual([20, 2, 0]);
    expect([scans, await status(bad)]).toEqual([22, 409]);
    expect(await Promise.all(good.map(status))).toEqual(good.map(() => 200));
  });
});
