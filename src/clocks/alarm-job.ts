export const QUEUE = 'deadlines';

/**
 * A job costs a kilobyte of Redis (measured: 1,014 bytes) and a tenth of a command, and most deadlines are cancelled long before they are due:
 * only what is due soon has one. Long enough for what falls due together to be scheduled before it does.
 */
export const HORIZON_MS = 300_000;

/** A deadline that waits for its due date. */
export interface Armed {
  readonly id: string;
  readonly caseId: string;
  readonly dueAt: number;
}

/** What a job wakes: ids only, the database knows the rest. */
export interface DueJob {
  readonly deadline: string;
  readonly case: string;
}

/** A job that only shows that jobs come. */
export interface CanaryJob {
  readonly from: string;
  readonly number: number;
}

/** Once for each arming and due date: a clock that runs on after a pause keeps its deadline and changes the date. */
export function jobId({ id, dueAt }: Armed): string {
  return `${id}.${dueAt.toString(36)}`;
}

export function jobOf(
  armed: Armed,
  now: number,
): { name: string; data: DueJob; opts: { jobId: string; delay: number } } {
  const data = { deadline: armed.id, case: armed.caseId };
  return { name: 'due', data, opts: { jobId: jobId(armed), delay: Math.max(0, armed.dueAt - now) } };
}
