import type { Sent } from '../cases/cases.js';
import { problemOf } from './problem.js';

/** What became of one of many tasks: whose it is now, or why nothing was done. */
export interface Done {
  readonly task: string;
  readonly to: string | null;
  readonly status: number;
  readonly detail: string | null;
}

/** Does something with many tasks, one after the other, for each is decided by what the ones before have left; what is refused, is refused by itself. */
export async function eachTask(
  tasks: readonly string[],
  { actor, key }: Sent,
  act: (task: string, sent: Sent) => Promise<string | null>,
): Promise<Done[]> {
  const items: Done[] = [];
  for (const task of new Set(tasks)) {
    // Each has a key of its own, so that a repeated request does nothing a second time.
    const sent = { actor, ...(key ? { key: { ...key, key: `${key.key} ${task}` } } : {}) };
    items.push(
      await act(task, sent).then(
        (to) => ({ task, to, status: 200, detail: null }),
        (error: unknown) => refused(task, error),
      ),
    );
  }
  return items;
}

function refused(task: string, error: unknown): Done {
  const problem = problemOf(error);
  if (!problem || problem.status >= 500) throw error;
  return { task, to: null, status: problem.status, detail: problem.detail };
}
