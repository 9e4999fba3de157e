import { expect } from '@jest/globals';
import type { Answer } from '../support/service.js';
import { dateOf, lastDayOf, shortly } from './days.js';

/* What is to be seen of a case, and how it is said. */

/** What a clock says when it is asked why it ends when it does. */
export interface Time {
  /** The last day on which it runs. */
  readonly last: string;
  readonly length: string;
  /** The day from which it counts. */
  readonly from: string;
  /** Whether its running out changes rights, or whether it is a confirmed limit at all. */
  readonly law?: boolean;
  readonly source?: RegExp;
  /** What was left, and on which day, where it ran on after standing still. */
  readonly left?: readonly [left: string, on: string];
}

/** What is to be seen of a case; all of it is asserted, and told. */
export interface Sight {
  readonly state?: unknown;
  readonly holder?: string;
  readonly cause?: string | null;
  /** By the name of the clock; `stands still`, or over (`ran out`), or what it says. */
  readonly times?: { readonly [clock: string]: Time | 'stands still' | 'ran out' };
  /** Open tasks, by title. */
  readonly tasks?: readonly string[];
  readonly data?: object;
  readonly children?: { readonly [key: string]: string | null };
}

type Asked = Answer['clocks'][number] & {
  readonly startedAt: string;
  readonly runsFrom: string;
  readonly left: string | null;
  readonly length: string;
  readonly source: string;
  readonly confirmed: boolean;
  readonly force: string;
};
export type Seen = Answer & {
  readonly turn: { readonly holder: string; readonly cause: string | null };
  readonly openedAt: string;
  readonly data: unknown;
};

/** Asserts what is to be seen, and says it. */
export function factsOf(seen: Seen, { state, holder, cause, times = {}, tasks, data, children }: Sight): string {
  if (state !== undefined) expect(seen.state).toEqual(state);
  if (holder !== undefined) expect(seen.turn).toMatchObject({ holder, cause: cause ?? null });
  if (tasks) expect(seen.tasks.map((task) => Object(task).title as string)).toEqual(tasks);
  if (data) expect(seen.data).toMatchObject(data);
  const outcomes = Object.fromEntries(seen.children.map(({ key, outcome }) => [key, outcome]));
  if (children) expect(outcomes).toMatchObject(children);
  const told = Object.entries(times).map(([name, time]) =>
    saidOf(seen.clocks.find((clock) => clock.name === name) as Asked, name, time),
  );
  const held = holder === undefined ? [] : [`with ${HOLDERS[holder] ?? `\`${holder}\``}${cause ? ` (${cause})` : ''}.`];
  const work = tasks?.length ? [`Open: ${tasks.join('; ')}.`] : [];
  return [...held, ...told, ...work].join(' ');
}

const HOLDERS: { readonly [holder: string]: string } = {
  investor: 'the investor',
  court: 'the court',
  nobody: 'nobody',
  children: 'those who have the cases below it',
  'appeal-authority': 'the authority that hears the appeal',
};

/** Asserts what a clock says, and says it. */
function saidOf(clock: Asked | undefined, name: string, time: Time | 'stands still' | 'ran out'): string {
  if (!clock) throw new Error(`the case has no clock ${name}`);
  const title = (clock as unknown as { title: string }).title;
  if (time === 'stands still') {
    expect([name, clock.dueAt]).toEqual([name, null]);
    return `${title}: stands still.`;
  }
  if (time === 'ran out') {
    expect([name, clock.status]).toEqual([name, 'passed']);
    return `${title}: ran out.`;
  }
  const { last, length, from, law = false, source, left } = time;
  const said = {
    last: lastDayOf(clock.dueAt ?? ''),
    length: clock.length,
    from: dateOf(clock.startedAt),
    law: clock.confirmed && clock.force === 'limit',
    ...(left || clock.left !== null ? { left: [clock.left, dateOf(clock.runsFrom)] } : {}),
  };
  expect([name, said]).toEqual([name, { last, length, from, law, ...(left ? { left } : {}) }]);
  if (source) expect(clock.source).toMatch(source);
  const counted = length === '0 days' ? `the day itself, ${shortly(from)}` : `${length} from ${shortly(from)}`;
  const resumed = left ? `, of which ${left[0]} were left on ${shortly(left[1])}` : '';
  return `${title}: until ${shortly(last)} (${counted}${resumed}; ${law ? 'law' : 'a target'}: ${clock.source}).`;
}
