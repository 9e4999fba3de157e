import { resultOf } from './1-bodies.js';
import type { Act, ApplicationContext, Meeting, Said } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { actOf } from './1-notes.js';

/* What the case keeps of a committee: its meetings with notice, interests, votes and minutes. Nothing is taken out again. */

const DAY = 86_400_000;
/** The first instant of a day in Pakistan (UTC+5 all the year). */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+05:00`);
const dayOf = (at: number): number => Math.floor((at + 5 * 3_600_000) / DAY);

export const lastMeeting = ({ meetings }: ApplicationContext): Meeting | null => meetings.at(-1) ?? null;

/** Whole days from the day of convening to the day of the meeting. */
function noticeOf(heldOn: string, at: number): number {
  return dayOf(startOf(heldOn)) - dayOf(at);
}

/** Not for a day that is over, and with the notice that law gives where it is confirmed. A guess shortens nobody's meeting. */
export function mayBeConvened({ context, event }: Said): boolean {
  const { heldOn, act } = event;
  // Whoever is asked for the buttons to offer has no date yet.
  if (heldOn === undefined || act === undefined) return true;
  const least = context.body?.confirmed ? (context.body.committee?.noticeDays ?? 0) : 0;
  return noticeOf(heldOn, act.at) >= least;
}

export function convened(s: ApplicationSetup) {
  return s.assign({
    meetings: ({ context, event: { heldOn = '', place = '', text = '', ...event } }) => {
      const notice = noticeOf(heldOn, actOf(event).at);
      const short = notice < (context.body?.committee?.noticeDays ?? 0);
      const number = context.meetings.length + 1;
      return [...context.meetings, { number, heldOn, place, text, notice, short, votes: [], ...actOf(event) }];
    },
  });
}

/** A member with an interest in the project takes no part, in this meeting or a later one. */
export function recused(s: ApplicationSetup) {
  return s.assign({
    recusals: ({ context, event: { nature = '', text = '', ...event } }) => [
      ...context.recusals,
      { nature, text, ...actOf(event) },
    ],
  });
}

export function voted(s: ApplicationSetup) {
  return s.assign(({ context, event: { outcome = '', text = '', ...event } }) =>
    ofMeeting(context, (meeting) => ({ votes: [...meeting.votes, { outcome, text, ...actOf(event) }] })),
  );
}

/** Whether every member has voted or taken no part. */
export function allHeard({ context }: Said): boolean {
  const { body, recusals } = context;
  return (lastMeeting(context)?.votes.length ?? 0) + recusals.length >= (body?.committee?.members ?? Infinity);
}

export const came =
  (result: string) =>
  ({ context }: Said): boolean =>
    outcomeOf(context) === result;

function outcomeOf(context: ApplicationContext): string | null {
  const { body } = context;
  return body?.committee ? resultOf(body.committee, lastMeeting(context)?.votes ?? []) : null;
}

export function closed(s: ApplicationSetup) {
  return s.assign(({ context }) => ofMeeting(context, () => ({ result: outcomeOf(context) ?? 'undecided' })));
}

export function cancelled(s: ApplicationSetup) {
  return s.assign(({ context, event: { text = '', ...event } }) =>
    ofMeeting(context, () => ({ result: 'cancelled', cancelled: { text, ...actOf(event) } })),
  );
}

/** The minutes as the secretary draws them up: of a decision the terms, of a refusal the reasons, of a deferral the date. */
export function minuted(s: ApplicationSetup) {
  return s.assign({
    minutes: ({ event: { type: _type, act, ...terms } }) => ({ ...terms, ...(act ?? actOf({})) }),
  });
}

/** Confirmed, the minutes are the decision; they stand with the meeting they are of. */
export function confirmedMinutes(s: ApplicationSetup) {
  return s.assign(({ context, event }) => {
    const { minutes } = context;
    return ofMeeting(context, () => ({ minutes: { ...minutes, confirmed: actOf(event) } }));
  });
}

function ofMeeting(context: ApplicationContext, change: (meeting: Meeting) => Partial<Meeting>) {
  const { meetings } = context;
  const last = meetings.at(-1);
  return { meetings: last ? [...meetings.slice(0, -1), { ...last, ...change(last) }] : meetings };
}

type Barred = { readonly [account: string]: string };

const named = (acts: readonly Act[], reason: string): Barred => Object.fromEntries(acts.map(({ by }) => [by, reason]));

/** Who takes no part in anything more. */
export function withInterest({ recusals }: ApplicationContext): Barred {
  return named(recusals, 'you have declared an interest in the project');
}

/** Who does not vote (again) in this meeting. A vote is cast once. */
export function votedOrRecused(context: ApplicationContext): Barred {
  const votes = lastMeeting(context)?.votes ?? [];
  return { ...named(votes, 'you have voted in this meeting'), ...withInterest(context) };
}
