import { setTimeout as sleep } from 'node:timers/promises';
import { application, bundle, fiveSteps } from './stories.js';
import type { Callers } from './callers.js';

interface Loading {
  /** How many work side by side, each on one case after the other. */
  readonly people: number;
  readonly patienceMs: number;
  /** How long everybody rests after a case; not at all where it is left out. */
  readonly restMs?: number;
  /** Whether one more brings a real application from draft to operational meanwhile. */
  readonly applicant?: boolean;
}

/** People at work until they are told to stop; every second case is a bundle, half of whose children are left to silence. */
export class Load {
  private stopping = false;
  private readonly work: Promise<unknown>;

  constructor(
    private readonly callers: Callers,
    private readonly loading: Loading,
  ) {
    const { people, applicant = false } = loading;
    const all = Array.from({ length: people }, (_, person) => this.keepWorking(`person-${person}`));
    this.work = Promise.all(applicant ? [...all, application(callers, 'applicant')] : all);
    // Told by `stop`; a rejection before that must not end jest.
    this.work.catch(() => undefined);
  }

  /** Lets everybody finish the case at hand. Rejects where something went wrong. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.work;
  }

  /** Waits until so many more commands have been acknowledged. Rejects where something went wrong before. */
  async acknowledged(more: number): Promise<void> {
    await Promise.race([this.callers.acknowledgedMore(more), this.work]);
  }

  private async keepWorking(name: string): Promise<void> {
    const { patienceMs, restMs = 0 } = this.loading;
    for (let n = 0; !this.stopping; n += 1) {
      if (n % 2 === 0) await fiveSteps(this.callers, `${name}/steps-${n}`, patienceMs);
      else await bundle(this.callers, `${name}/bundle-${n}`, { size: 4, silent: 2, patienceMs });
      await sleep(restMs);
    }
  }
}
