/** A case for a log of a test; what a test does not say is plain. */
export interface GivenCase {
  readonly name: string;
  readonly start: string;
  readonly deadline: string;
  readonly end?: string;
  /** Instant, activity and person of each step. */
  readonly steps: readonly (readonly [at: string, activity: string, resource?: string])[];
}

export const RECEIPT = 'Confirmation of receipt';
export const CHECK = 'T02 Check confirmation of receipt';
export const DETERMINE = 'T04 Determine confirmation of receipt';

const COLUMNS = [
  'case:concept:name',
  'case:startdate',
  'case:deadline',
  'case:enddate',
  'case:responsible',
  'case:department',
  'case:group',
  'case:channel',
  'org:group',
  'org:resource',
  'concept:instance',
  'concept:name',
  'time:timestamp',
];

/** The bytes of a log with the columns of `receipt_wabo.csv`. */
export function csv(cases: readonly GivenCase[]): Buffer {
  const rows = cases.flatMap(({ name, start, deadline, end = '', steps }) =>
    steps.map(([at, activity, resource = 'Resource01'], index) => [
      name,
      start,
      deadline,
      end,
      'Resource01',
      'General',
      'Group 1',
      'Internet',
      'Group 1',
      resource,
      `task-${name}-${index}`,
      activity,
      at,
    ]),
  );
  return Buffer.from([COLUMNS, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
}

/** Cases that begin one after the other, each with some steps: enough for several commits. */
export function manyCases(count: number): GivenCase[] {
  const minutes = (n: number): string => new Date(Date.UTC(2011, 0, 3) + n * 60_000).toISOString();
  return Array.from({ length: count }, (_, n) => ({
    name: `case-${n}`,
    start: minutes(n * 3),
    deadline: minutes(n * 3 + 40),
    ...(n % 3 === 0 ? {} : { end: minutes(n * 3 + (n % 2 === 0 ? 20 : 60)) }),
    steps: [RECEIPT, CHECK, DETERMINE].map((activity, step) => [minutes(n * 3 + 1 + step * 25), activity] as const),
  }));
}
