import type { Sent } from '../../cases/cases.js';
import type { Giving } from '../../tasks/giving.js';
import type { Routing } from '../../tasks/routing.js';
import type { Tasks } from '../../tasks/tasks.js';

export const ACTS = ['claim', 'release', 'assign', 'route'] as const;

export interface WantedOfTasks {
  readonly act: (typeof ACTS)[number];
  readonly tasks: readonly string[];
  readonly to: string;
}

/** What can be done with a task of a worklist. */
export class TaskActing {
  constructor(
    private readonly tasks: Tasks,
    private readonly giving: Giving,
    private readonly routing: Routing,
  ) {}

  /** Gives whose the task is now. Rejects as the acts themselves do. */
  async do({ act, to }: Pick<WantedOfTasks, 'act' | 'to'>, task: string, sent: Sent): Promise<string | null> {
    switch (act) {
      case 'claim':
        await this.tasks.claim(task, sent);
        return sent.actor.id;
      case 'release':
        await this.tasks.release(task, sent);
        return null;
      case 'assign':
        await this.giving.assign(task, to, sent);
        return to;
      case 'route':
        return (await this.routing.route(task, 'least-loaded', sent)).to;
    }
  }
}
