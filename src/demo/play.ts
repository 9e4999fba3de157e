import { setTimeout as sleep } from 'node:timers/promises';
import { Company } from './company.js';
import type { Instance } from './instance.js';
import type { Moment } from './moments.js';
import { STORIES } from './stories.js';
import { follow } from './stream.js';

/** What was played, while it is and afterwards. */
export interface Played {
  readonly companies: readonly Company[];
  readonly moments: readonly Moment[];
}

/** A day of law or two for what people still have in hand when all projects work, in real milliseconds at least this. */
const LAST_MS = 1500;
const LOOK_MS = 50;

/**
 * Plays all stories at once, until every project is operational. Rejects with the first thing that must not happen, where `signal` aborts,
 * or where the days it may take are over.
 */
export async function play(
  { office, clock, service }: Instance,
  { tell, show, signal, mostDays }: Playing,
): Promise<Played> {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const moments: Moment[] = [];
  let failure: Error | undefined;
  const failed = (error: unknown): void =>
    void (failure ??=
      error instanceof Error ? error : new Error('something failed without an error', { cause: error }));
  const say = (moment: Moment): void => {
    moments.push(moment);
    tell(moment);
  };
  const calendarOf = (agency: string | null) => service.catalogue.daySettings.calendarOf(agency);
  const companies = STORIES.map(
    (story) => new Company({ office, clock, story, calendarOf, failed, signal: ended }, say),
  );
  const stream = follow(office, (told) => companies.find((one) => one.isOf(told))?.hear(told), ended);
  stream.then(
    () => failed(new Error('the stream of events has ended')),
    (error: unknown) => ended.aborted || failed(error),
  );
  const played = { companies, moments };
  show(played);
  const until = clock.now() + mostDays * 86_400_000;
  try {
    for (const company of companies) await company.open();
    clock.go();
    for (const company of companies) await company.begin();
    while (!companies.every(({ operationalAt }) => operationalAt !== null)) {
      await sleep(LOOK_MS, undefined, { signal });
      if (failure) throw failure;
      if (clock.now() > until) throw new Error(`not every project is operational after ${mostDays} days`);
    }
    await sleep(LAST_MS, undefined, { signal });
  } finally {
    over.abort();
    await Promise.all(companies.map((company) => company.settled()));
  }
  return played;
}

export interface Playing {
  readonly tell: (moment: Moment) => void;
  /** Given once what is to be shown; it changes as time goes on. */
  readonly show: (played: Played) => void;
  readonly signal: AbortSignal;
  /** Days of the demonstration's clock. */
  readonly mostDays: number;
}
