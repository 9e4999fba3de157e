import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { assemble, type Service } from '../../src/app/service.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { actorOf } from '../../src/identity/account.js';
import { makeLog } from '../../src/log/log.js';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { temporaryFolder } from '../setup/folder.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';

const folder = temporaryFolder();
const running: Service[] = [];
let home: TestDatabase;
beforeEach(async () => {
  home = await testDatabase('sqlite');
});
afterEach(async () => {
  await stop();
  await home.drop();
});

async function start(): Promise<Service> {
  const variables = { DATABASE_URL: home.url, IJAZAT_DATA: folder, IJAZAT_TIME: '2299-12-12T04:00:00Z' };
  const service = await assemble(readEnvironment(variables), makeLog('silent'));
  running.push(service);
  await service.start();
  return service;
}

async function stop(): Promise<void> {
  for (const service of running.splice(0)) {
    await service.retire();
    await service.close();
  }
}

it('a case on which the virtual clock fails does not keep the service from starting again', async () => {
  const first = await start();
  const investor = await first.identity.accounts.find('investor@demo.test');
  if (!investor) throw new Error('there is no investor');
  const sent = { actor: actorOf(investor) };
  const { id } = await first.cases.open('investor-approval', PROFILES.mill, sent);
  await first.cases.apply(id, { type: 'submit', data: {} }, sent);
  const end = Date.UTC(2299, 11, 31, 18);
  // What follows from a deadline of the last days would be due in a year that no calendar knows.
  await expect(first.timeMachine.advance(end)).rejects.toThrow(`deadlines could not be fired of case ${id}`);
  await stop();
  const second = await start();
  expect(second.clock.now()).toBe(end);
});
