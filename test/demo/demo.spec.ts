import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { needsTheBuiltService } from '../setup/built.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';
import { testRedisUrl } from '../setup/servers.js';

/* What a newcomer is shown, as a process that writes into no terminal. */

needsTheBuiltService();
const folder = temporaryFolder();

const LONGEST_MS = 300_000;

it(
  'brings three investors to operation, through silence, alarms, a refusal and its appeal, and accounts for every second',
  async () => {
    const program = new Program(process.execPath, ['dist/src/demo/cli.js', '--day', '0.05'], {
      env: { TMPDIR: folder, REDIS_URL: testRedisUrl() },
    });
    const code = await program.ended;
    const said = program.output;
    expect([code, said.slice(-2000)]).toEqual([0, expect.any(String)]);

    expect(said).toMatch(/gemstones ✔ Initial Environmental Examination approval: GRANTED BY SILENCE, epa-kp/);
    expect(said).toMatch(/gemstones ! Initial Environmental Examination approval: epa-kp is past its limit/);
    expect(said).toMatch(/gemstones ▲ .*epa-kp is silent; alarmed: Day 41: head of the organisation/);
    expect(said).toMatch(/mill +▲ Title and land-use .*: loa-punjab is silent; alarmed: Focal person/);
    expect(said).toMatch(/gemstones ‖ is suspended with all its cases/);
    expect(said).toMatch(/mill +‖ Building plan .*: stayed by the Lahore High Court; its clocks stand still/);
    const lease = said
      .split('\n')
      .flatMap((line) => / mine +[✖§✔] Mining lease, mine: (\w+( \w+)?)/.exec(line)?.[1] ?? []);
    expect(lease).toEqual(['refused by', 'the investor', 'remanded by', 'granted by']);
    for (const story of ['gemstones', 'mine', 'mill']) expect(said).toMatch(new RegExp(` ${story} +◆ is OPERATIONAL`));

    expect(said).toMatch(/epa-kp .* d {2}Initial Environmental/);
    expect(said).toMatch(/court +█.* d {2}Building plan/);
    const [, charged, clock] =
      /charged ([\d,]+) s, wall clock ([\d,]+) s: equal, case by case, to the second/.exec(said) ?? [];
    expect(charged).toBe(clock);
    expect(said).toMatch(/cases, \d+ events: every log replays to what is stored/);
    expect(readdirSync(folder)).toEqual([]);
  },
  LONGEST_MS,
);

it(
  'stops when it is told to, with the Redis it has started, and leaves nothing behind',
  async () => {
    const program = new Program(process.execPath, ['src/bootstrap/tool.mjs', 'demo', '--day', '5'], {
      env: { TMPDIR: folder },
    });
    const url = await program.said(/runs at (http:\S+);/);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(program.output).toContain('BullMQ jobs in a private Redis');
    program.kill('SIGINT');
    expect(await program.ended).toBe(130);
    expect(program.output).toContain('nothing is left running');
    await expect(fetch(`${url}/health/ready`)).rejects.toThrow('fetch failed');
    expect(readdirSync(folder)).toEqual([]);
  },
  LONGEST_MS,
);
