import type { Office, SeenCase } from '../../../src/walkthrough/office.js';
import { PROFILES } from '../../../src/walkthrough/profiles.js';
import { walk } from '../../../src/walkthrough/walk.js';
import type { Answer, Callers } from './callers.js';

/* What people do to cases in these tests. The name of a story begins the keys of its commands. */

const OFFICERS = ['officer.sifc', 'officer2.sifc'] as const;
const STEPS = 5;

/** An officer of the desk; not always the same. */
export function officer(n: number): string {
  return OFFICERS[n % 2 === 0 ? 0 : 1];
}

export const eventsOf = (id: string): string => `/api/cases/${id}/events`;

export function open(callers: Callers, name: string, workflow: string, data: object): Promise<Answer> {
  return callers.must({ as: 'investor', path: '/api/cases', body: { workflow, data }, key: `${name}/open` });
}

/** One case from its opening through five approvals, each by an officer. */
export async function fiveSteps(callers: Callers, name: string, patienceMs: number): Promise<void> {
  const { id } = await open(callers, name, 'steps', { patienceMs });
  for (let step = 1; step <= STEPS; step += 1)
    await callers.must({
      as: officer(step),
      path: eventsOf(id),
      body: { type: 'approve' },
      key: `${name}/approve-${step}`,
    });
}

export interface Bundling {
  /** How many children there are, and how many of them are left to silence. */
  readonly size: number;
  readonly silent: number;
  readonly patienceMs: number;
}

/** A parent whose children are all decided at once; those left to silence come later, all in one instant. */
export async function bundle(callers: Callers, name: string, { size, silent, patienceMs }: Bundling): Promise<void> {
  const keys = Array.from({ length: size }, (_, n) => `child-${n}`);
  const { id } = await open(callers, name, 'bundle', { keys, patienceMs });
  const begin = { as: 'investor', path: eventsOf(id), body: { type: 'begin' }, key: `${name}/begin` };
  const { children } = await callers.must(begin);
  await Promise.all(children.slice(silent).map((child, n) => decide(callers, `${name}/${child.key}`, child.id, n)));
}

/** An officer decides, unless silence was first. */
async function decide(callers: Callers, name: string, id: string, n: number): Promise<void> {
  const command = { as: officer(n), path: eventsOf(id), body: { type: 'decide' }, key: `${name}/decide` };
  const { status, body } = await callers.send(command);
  if (status !== 200 && status !== 409) throw new Error(`${name} was refused: ${status} ${JSON.stringify(body)}`);
}

/** A real application from draft to operational, with clocks, ladders and nine cases of many agencies, by what the API offers. */
export async function application(callers: Callers, name: string): Promise<void> {
  const local = (email: string): string => email.replace('@demo.test', '');
  const seen = (answer: unknown): SeenCase => answer as SeenCase;
  const office: Pick<Office, 'open' | 'look' | 'act'> = {
    open: async (_who, workflow, data) => seen(await open(callers, name, workflow, data)),
    look: async (who, id) => seen(await callers.look(local(who), `/api/cases/${id}`)),
    act: async (who, { id, reference, rev }, type, data) => {
      const key = `${name}/${reference}/${rev}/${type}`;
      return seen(await callers.must({ as: local(who), path: eventsOf(id), body: { type, data }, key, rev }));
    },
  };
  await walk({ office, data: PROFILES.mill, today: new Date().toISOString() });
}
