import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeLog } from '../../src/log/log.js';
import { assemble } from '../../src/app/service.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { MILL } from '../support/applications.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

const investor = { id: 'investor@demo.test', kind: 'person', posts: [{ role: 'investor' }] } as const;

describe.each(KINDS)('a change of calendar on %s', (kind) => {
  let home: TestDatabase;
  let config: string;
  beforeEach(async () => {
    home = await testDatabase(kind);
    config = mkdtempSync(join(tmpdir(), 'ijazat-config-'));
    cpSync('config', config, { recursive: true });
  });
  afterEach(async () => {
    rmSync(config, { recursive: true });
    await home.drop();
  });

  const withService = async <T>(work: (service: Awaited<ReturnType<typeof assemble>>) => Promise<T>): Promise<T> => {
    const environment = readEnvironment({
      DATABASE_URL: home.url,
      IJAZAT_DATA: config,
      IJAZAT_CONFIG: config,
      IJAZAT_TIME: '2026-11-23T04:00:00Z',
    });
    const service = await assemble(environment, makeLog('silent'));
    await service.start();
    try {
      return await work(service);
    } finally {
      await service.retire();
      await service.close();
    }
  };
  const announce = (date: string): void => {
    const file = join(config, 'settings', 'calendars.yaml');
    const day = `{ date: '${date}', name: Day of mourning, kind: national, closes: true, source: test, confidence: sourced }`;
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        /^( *)closures:\s*\n/m,
        (line, indent: string) => `${line}${indent}  - ${day}\n`,
      ),
    );
  };

  it('moves open due dates, records old and new, and replays', async () => {
    const id = await withService(async ({ cases }) => {
      const { id: opened } = await cases.open('investor-approval', MILL, { actor: investor });
      await cases.apply(opened, { type: 'submit', data: {} }, { actor: investor });
      return opened;
    });
    const due = (): Promise<string> =>
      withService(async ({ cases }) =>
        String((await cases.find(id, investor))['clocks']?.[0 as never]?.['dueAt' as never]),
      );
    const before = await due();
    announce('2026-11-25');
    const after = await due();
    expect(Date.parse(after)).toBeGreaterThan(Date.parse(before));
    await withService(async ({ database, catalogue }) => {
      const rows = await read<{ data: string }>(
        database,
        "select data from events where type = 'clock.recomputed'",
        [],
      );
      expect(rows.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
        {
          reason: expect.any(String),
          changes: [{ clock: 'screening', from: Date.parse(before), to: Date.parse(after) }],
        },
      ]);
      expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    });
  });
});
