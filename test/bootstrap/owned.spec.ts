import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/bootstrap/command.mjs';
import { startOwned } from '../../src/bootstrap/owned.mjs';
import { isAlive } from '../../src/bootstrap/processes.mjs';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';

const folder = temporaryFolder();

test('an owned process that ignores the request to stop is killed', async () => {
  const stubborn = await startOwned('sh', ['-c', "trap '' TERM; while :; do sleep 0.05; done"], {}, { signal: 'TERM' });
  expect(await stubborn.stop('SIGTERM', 200)).toBe(128 + 9);
  expect(stubborn.running()).toBe(false);
});

test('a program that does not exist is an error, not silence', async () => {
  await expect(startOwned('/no/such/program', [], {}, { signal: 'TERM' })).rejects.toThrow('ENOENT');
});

test('when the owner is killed, process and folder go', async () => {
  const doomed = join(folder, 'doomed');
  mkdirSync(doomed);
  const script = `
    import { startOwned } from '${join(process.cwd(), 'src/bootstrap/owned.mjs')}';
    const { pid } = await startOwned('sleep', ['600'], {}, { signal: 'TERM', remove: '${doomed}' });
    console.log('sleeping ' + pid);
    setInterval(() => undefined, 1000);`;
  const owner = new Program(process.execPath, ['--input-type=module', '-e', script]);
  const pid = Number(await owner.said(/sleeping (\d+)/));
  owner.killAll();
  await eventually('the process is gone', () => !isAlive(pid));
  await eventually('the folder is gone', () => !existsSync(doomed));
});

test('a command gives its exit code and what it said on both streams', async () => {
  expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({ code: 3, output: 'out\nerr\n' });
  expect((await run('sh', ['-c', 'kill -TERM $$'])).code).toBe(128 + 15);
});

test('when we are killed, a command ends with all it started', async () => {
  const script = `
    import { run } from '${join(process.cwd(), 'src/bootstrap/command.mjs')}';
    const going = run('sh', ['-c', 'echo $$ > ${folder}/pids; sleep 600 & echo $! >> ${folder}/pids; wait']);
    console.log('guarded');
    await going;`;
  const owner = new Program(process.execPath, ['--input-type=module', '-e', script]);
  // The command may be there a moment before its guardian.
  await owner.said(/(guarded)/);
  await eventually('the command runs', () => existsSync(join(folder, 'pids')) && pidsIn('pids').length === 2);
  const pids = pidsIn('pids');
  owner.killAll();
  await eventually('both are gone', () => !pids.some(isAlive));
});

function pidsIn(file: string): number[] {
  return readFileSync(join(folder, file), 'utf8').trim().split('\n').map(Number);
}
