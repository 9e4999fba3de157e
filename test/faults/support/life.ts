import { guard } from '../../../src/bootstrap/guardian.mjs';
import { eventually } from '../../setup/eventually.js';
import { Program } from '../../setup/program.js';

const STARTED_WITHIN_MS = 60_000;
const TOLD_ON_FAILURE = 25;

/** One process of the service, from its start to however it ends. */
export class Life {
  readonly startedAt = Date.now();
  /** When it said that it is ready; null until then. */
  readyAt: number | null = null;
  endedAt: number | null = null;
  /** Its exit code or the signal that ended it; null while it lives. */
  died: number | NodeJS.Signals | null = null;
  url = '';
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly program: Program;

  constructor(
    args: string[],
    private readonly env: { [name: string]: string },
  ) {
    this.program = new Program(process.execPath, args, { env });
    // It ends with us, even when jest is killed.
    const dismiss = guard(this.program.pid, { signal: 'KILL' });
    this.ended = this.program.ended.then((how) => {
      this.endedAt = Date.now();
      this.died = how;
      dismiss();
      return how;
    });
  }

  /** True once it serves, false where it ended before. */
  async serves(): Promise<boolean> {
    const said = /ready at (\S+)/;
    const over = (): boolean => said.test(this.program.output) || this.endedAt !== null;
    await eventually('the service starts', over, STARTED_WITHIN_MS);
    const url = said.exec(this.program.output)?.[1];
    if (url === undefined || this.endedAt !== null) return false;
    this.url = url;
    this.readyAt ??= Date.now();
    return true;
  }

  /** A worker serves nothing but its health. */
  get takesCommands(): boolean {
    return this.readyAt !== null && this.endedAt === null && this.env['ROLE'] !== 'worker';
  }

  get output(): string {
    return this.program.output;
  }

  /** What it was cut off from, by the word of crash.mjs; null where it was not. */
  get cutOff(): string | null {
    return /^FAULT (\S+) cut off/m.exec(this.program.output)?.[1] ?? null;
  }

  /** What it said last, requests that went well apart. */
  get lastWords(): string {
    const lines = this.program.output.trim().split('\n');
    return lines
      .filter((line) => !/"status":2\d\d,.*"msg":"request"/.test(line))
      .slice(-TOLD_ON_FAILURE)
      .join('\n');
  }

  signal(signal: NodeJS.Signals): void {
    this.program.kill(signal);
  }

  async kill(): Promise<void> {
    this.program.kill('SIGKILL');
    await this.ended;
  }
}
