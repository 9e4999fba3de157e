import type { PresentedCase } from '../../cases/presenter.js';
import type { Reader } from '../reader.js';
import { timeLeft } from '../work/time-left.js';

type Clock = PresentedCase['clocks'][number];

/** The running and paused clocks of a case: what is due when, and why then. */
export function datesModel(reader: Reader, { clocks }: PresentedCase, now: number) {
  return clocks
    .filter(({ status }) => status === 'running' || status === 'paused')
    .map((clock) => dateModel(reader, clock, now))
    .sort((one, other) => (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9'));
}

function dateModel(reader: Reader, clock: Clock, now: number) {
  const { title, force, confirmed, legalEffect, dueAt, status, pausedFor, source, length, startedAt } = clock;
  const law = force === 'limit' && confirmed;
  return {
    title,
    law,
    legalEffect,
    dueAt,
    overdue: dueAt !== null && Date.parse(dueAt) <= now,
    left: dueAt === null ? null : timeLeft(reader, Date.parse(dueAt), now),
    paused: status === 'paused',
    why: reader.t(law ? 'cases.dates.whyLaw' : 'cases.dates.whyStandard', {
      length: length === null ? '' : reader.length(length),
      start: reader.date(startedAt),
      from: startInWords(reader, clock),
    }),
    pausedFor: pausedFor === null ? null : reader.code(pausedFor),
    extended: clock.extendedBy.map((by) => reader.length(by)),
    source,
  };
}

function startInWords(reader: Reader, { starts }: Clock): string {
  const key = `cases.dates.starts.${starts ?? 'entered'}`;
  return reader.t(reader.knows(key) ? key : 'cases.dates.starts.entered');
}
