import { type ChildProcess, spawn } from 'node:child_process';
import { eventually } from './eventually.js';

type Options = { cwd?: string; env?: Record<string, string> };

/** A program in a process group of its own, with nothing of our environment but HOME and PATH, and what it has said. */
export class Program {
  output = '';
  readonly pid: number;
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly child: ChildProcess;

  constructor(command: string, args: string[], { cwd, env }: Options = {}) {
    const { HOME = '', PATH = '' } = process.env;
    this.child = spawn(command, args, { cwd, env: { HOME, PATH, ...env }, detached: true });
    this.pid = this.child.pid ?? Number.NaN;
    this.child.stdout?.on('data', (text) => (this.output += text));
    this.child.stderr?.on('data', (text) => (this.output += text));
    this.ended = new Promise((done) => this.child.on('close', (code, signal) => done(code ?? signal ?? -1)));
  }

  /** What the first group of the pattern matched, once the program has said it. */
  async said(pattern: RegExp): Promise<string> {
    await eventually(`${pattern} in: ${this.output}`, () => pattern.test(this.output), 60_000);
    return pattern.exec(this.output)?.[1] ?? '';
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Kills the program and what it started in its group. */
  killAll(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // All gone already.
    }
  }
}
