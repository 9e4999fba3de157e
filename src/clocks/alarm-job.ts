export const QUEUE = 'deadlines';

/**
 * A job costs a kilobyte of Redis (measured: 1,014 bytes) and a tenth of a command, and most deadlines are cancelled long before they are due:
 * only what is due soon has one. Long enough for what falls due together to be scheduled before it does.
 */
export const HORIZON_MS = 600_000;

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

/** What came from the queue; null for what nobody here has sent: the Redis may be others' too. */
export function readJob(data: unknown): DueJob | CanaryJob | null {
  const fields = Object(data) as { readonly [field: string]: unknown };
  if (typeof fields['from'] === 'string' && typeof fields['number'] === 'number') return fields as never;
  if (typeof fields['deadline'] === 'string' && typeof fields['case'] === 'string') return fields as never;
  return null;
}

/** Once for each arming and due date: a clock that runs on after a pause keeps its deadline and changes the date. */
export function jobId({ id, dueAt }: Armed): string {
  return `${id}.${dueAt.toString(36)}`;
}

/** The job that wakes a case after so many real milliseconds. */
export function jobOf(
  armed: Armed,
  delay: number,
): { name: string; data: DueJob; opts: { jobId: string; delay: number } } {
  const data = { deadline: armed.id, case: armed.caseId };
  return { name: 'due', data, opts: { jobId: jobId(armed), delay } };
}
