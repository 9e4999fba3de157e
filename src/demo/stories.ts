import type { JsonObject } from '../engine/index.js';
import { PROFILES } from '../walkthrough/profiles.js';

/*
 * What the demonstration plays. Everybody does what brings a case forward as soon as it is offered (src/walkthrough); a story says only who
 * does otherwise. What follows from that (alarms, pauses, rights gained by silence) it does not say: that is the service's.
 */

/** Who acts in a case, by the post: the officers and the head are those of the case's agency, the desk is that of the lead agency. */
export type Part = 'investor' | 'officer' | 'second' | 'head' | 'desk';

/** Something out of the ordinary that somebody does in a case. The turns of one case follow each other. */
export interface Turn {
  /** The case's key under the application, as `building-plan` or `mining-lease@mine`. */
  readonly at: string;
  readonly by: Part;
  readonly event: string;
  /** What would be done at this point otherwise. Absent: done as soon as it is offered. */
  readonly insteadOf?: string;
  /** Days from when it could be done. */
  readonly after: number;
  readonly data?: JsonObject;
}

/** An agency that does not do what it is asked for: never, or not before so many rungs of the ladder have been climbed. */
export interface Stall {
  readonly at: string;
  readonly event: string;
  readonly untilRung: number;
}

/** A regime that is suspended by one order while applications are in a stage, for some days. */
export interface Suspension {
  readonly stage: string;
  readonly after: number;
  readonly days: number;
  readonly condition: string;
  readonly reason: string;
  readonly basis: string;
}

export interface Story {
  readonly name: string;
  readonly where: string;
  readonly investor: string;
  readonly data: JsonObject;
  readonly stalls: readonly Stall[];
  readonly turns: readonly Turn[];
  readonly suspension?: Suspension;
}

export const STORIES: readonly Story[] = [
  {
    name: 'gemstones',
    where: 'special economic zone, Khyber Pakhtunkhwa; investor from China',
    investor: 'investor@demo.test',
    data: PROFILES.gemstones,
    // The environmental agency never says anything: what the law makes of that is granted by the clock.
    stalls: [{ at: 'environmental-iee', event: 'recommend', untilRung: Infinity }],
    turns: [],
    suspension: {
      stage: 'permits',
      after: 15,
      days: 21,
      condition: 'sector == "gemstones"',
      reason: 'The scheme for exports of gemstones is under review',
      basis: 'Order of the demonstration, after that of 7 May 2025',
    },
  },
  {
    name: 'mine',
    where: 'Chagai, Balochistan, with a terminal in Karachi',
    investor: 'investor2@demo.test',
    data: PROFILES.mine,
    stalls: [{ at: 'electric-inspection@terminal', event: 'appointInspection', untilRung: 2 }],
    // The lease is refused; on appeal the authority sends it back with directions, and it is examined and decided anew.
    turns: [
      {
        at: 'mining-lease@mine',
        by: 'second',
        event: 'refuse',
        insteadOf: 'grant',
        after: 4,
        data: {
          code: 'public-interest',
          basis: 'Balochistan Mineral Rules 2002',
          text: 'The water balance of the concentrator is not shown.',
        },
      },
      {
        at: 'mining-lease@mine',
        by: 'investor',
        event: 'fileAppeal',
        after: 6,
        data: { text: 'The water balance is annexed to the assessment that the same province has approved.' },
      },
      {
        at: 'mining-lease@mine',
        by: 'desk',
        event: 'remand',
        after: 18,
        data: { number: '41/2027', text: 'Examine the water balance as annexed, and decide anew.' },
      },
    ],
  },
  {
    name: 'mill',
    where: 'leased land in Faisalabad, Punjab; local investor',
    investor: 'investor@demo.test',
    data: PROFILES.mill,
    // The land record office moves when its head and the focal person are alarmed.
    stalls: [{ at: 'site-title-confirmation', event: 'register', untilRung: 4 }],
    turns: [
      {
        at: 'environmental-iee',
        by: 'officer',
        event: 'query',
        insteadOf: 'recommend',
        after: 6,
        data: {
          ground: 'incomplete-papers',
          basis: 'Regulations on the review of examinations and assessments',
          text: 'The report says nothing of the effluent of the dyeing house.',
          items: ['Volume and treatment of the effluent'],
        },
      },
      { at: 'environmental-iee', by: 'investor', event: 'answer', after: 5 },
      {
        at: 'building-plan',
        by: 'officer',
        event: 'stay',
        insteadOf: 'recommend',
        after: 5,
        data: { court: 'Lahore High Court', number: 'W.P. 1187/2027' },
      },
      { at: 'building-plan', by: 'officer', event: 'liftStay', after: 21, data: { number: 'W.P. 1187/2027' } },
    ],
  },
];
