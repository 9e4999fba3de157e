import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp } from '../app/http.js';
import { assemble } from '../app/service.js';
import { readEnvironment } from '../environment/environment.js';
import { makeLog } from '../log/log.js';
import { Office } from './office.js';
import { PROFILES } from './profiles.js';
import { walk, type Pace } from './walk.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run walkthrough [-- URL PASSWORD]`: each profile, on a running demonstration, or on a private one that is gone afterwards. */
async function main(): Promise<boolean> {
  const [url, password] = process.argv.slice(2);
  if (url && password) return play(new Office(url, password));
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-walkthrough-'));
  const environment = readEnvironment({
    IJAZAT_DATA: folder,
    IJAZAT_DEMO_PASSWORD: 'walkthrough',
    IJAZAT_TIME: 'virtual',
    LOG_LEVEL: 'error',
  });
  const service = await assemble(environment, makeLog(environment.logLevel));
  const app = await createHttp(service);
  await app.listen(0, '127.0.0.1');
  await service.start();
  try {
    return await play(new Office(await app.getUrl(), 'walkthrough'));
  } finally {
    await service.retire();
    await app.getHttpAdapter().close();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether all arrived. One that has to wait for a date does not, where time is real. */
async function play(office: Office): Promise<boolean> {
  const tell = ({ who, reference, event, state }: Pace): void =>
    say(`${reference.padEnd(46)} ${event.padEnd(18)} ${who.padEnd(34)} → ${JSON.stringify(state)}`);
  const today = new Date().toISOString();
  const ends: { readonly arrived: boolean; readonly line: string }[] = [];
  for (const [profile, data] of Object.entries(PROFILES)) {
    try {
      const { application, paces, cases } = await walk({ office, data, today, tell });
      const done = `${paces.length} commands on ${cases} cases, ${cases - 1} of them below the application`;
      ends.push({ arrived: true, line: `${profile}: ${application.reference} is operational: ${done}` });
    } catch (error) {
      ends.push({ arrived: false, line: `${profile}: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  for (const { line } of ends) say(line);
  return ends.every(({ arrived }) => arrived);
}

main().then(
  (arrived) => process.exit(arrived ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
