import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Buffer } from 'node:buffer';
import { guard } from '../../src/bootstrap/guardian.mjs';
import { eventually } from '../setup/eventually.js';
import { Program } from '../setup/program.js';

/** The one thing that the scanner of the tests takes for a virus. */
export const VIRUS = 'IJAZAT-TEST-VIRUS';
const STARTS_WITHIN_MS = 30_000;

/** ClamAV's daemon, where this machine has it: `CLAMD`, else on the path; null: it has none. */
export function clamdProgram(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const places = [process.env['CLAMD'] ?? '', ...folders.map((folder) => join(folder, 'clamd'))];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

/** A real daemon on a socket of its own, with a signature of its own: it needs no download. */
export class Clamd {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ijazat-clamd-'));
  private readonly socket = join(this.folder, 'clamd.sock');
  private program: Program | null = null;

  constructor(private readonly path: string) {
    mkdirSync(join(this.folder, 'db'));
    writeFileSync(join(this.folder, 'db', 'own.ndb'), `Ijazat.Test:0:*:${Buffer.from(VIRUS).toString('hex')}\n`);
    const lines = [`LocalSocket ${this.socket}`, `DatabaseDirectory ${join(this.folder, 'db')}`, 'Foreground yes'];
    writeFileSync(join(this.folder, 'clamd.conf'), `${lines.join('\n')}\n`);
  }

  get url(): string {
    return `unix:${this.socket}`;
  }

  async start(): Promise<void> {
    const program = new Program(this.path, ['-c', join(this.folder, 'clamd.conf')], {
      env: { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] ?? '' },
    });
    const dismiss = guard(program.pid, { signal: 'KILL' });
    void program.ended.then(dismiss);
    this.program = program;
    await eventually('clamd listens', () => /Self checking/.test(program.output), STARTS_WITHIN_MS);
  }

  async stop(): Promise<void> {
    this.program?.kill('SIGKILL');
    await this.program?.ended;
    rmSync(this.socket, { force: true });
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
