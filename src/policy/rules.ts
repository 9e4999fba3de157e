import type { Role } from '../engine/index.js';

/*
 * What a route has to declare. A rule has two halves: whom the route answers to, which is asked before anything else, and what of the service is
 * reached by it, which the route asks of this folder. A route without a rule answers to nobody, and no process starts that has one.
 */

/**
 * Who a route answers to. `in-person`: whoever has signed in, about oneself; no token will do, and no second factor is needed, for it may be
 * set up there.
 */
export type Audience = 'anyone' | 'signed-in' | 'in-person' | readonly Role[];

/** What a route reaches, in words; the matrix of tests tries each route as its word says. */
export const REACHES = {
  all: 'the same for whomever it answers to',
  own: 'what is one’s own: account, sessions, tokens',
  case: 'the case named in the address, for whoever may know of it; for others there is no such case',
  task: 'the task named in the address, for whoever may do or give it; for others there is no such task',
  escalation: 'the escalation named in the address, for whom it alarms; for others there is none',
  letter: 'the certificate named in the address, for whoever may know of its case; for others there is none',
  document:
    'the document named in the address, for whoever may know of a case that it serves; for others there is none',
  company: 'the company named in the address, for its people and the auditor; for others there is none',
  list: 'of a list, what the caller may know of',
  opening: 'what the caller opens',
  office: 'what the caller’s post has a say over; the handler asks which post',
  secret: 'what whoever holds an unguessable reference or link may know',
} as const;
export type Reach = keyof typeof REACHES;

export interface Rule {
  readonly audience: Audience;
  readonly reach: Reach;
}

/** Addresses that no handler of ours answers: the files of the pages, and what documents the API. They are for anyone. */
const OPEN = /^\/(?:assets\/|api\/docs(?:\/|-json|-yaml|$)|api\/openapi\.json$)/;

const PUBLIC: Rule = { audience: 'anyone', reach: 'all' };

/** The rule of a route that no handler of ours answers; undefined: there is none. */
export function ruleOfForeign(url: string): Rule | undefined {
  return OPEN.test(url) ? PUBLIC : undefined;
}

/** Whom a rule lets in, in words. */
export function audienceInWords({ audience }: Rule): string {
  if (typeof audience !== 'string') return audience.join(', ');
  const words = { anyone: 'anyone', 'signed-in': 'whoever has signed in', 'in-person': 'in person, by no token' };
  return words[audience];
}
