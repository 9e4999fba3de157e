import { postNamed, SYSTEM, type Actor, type Post } from './actor.js';
import { decideAct, type Act } from './acts.js';
import { decide, type Decision, type EventRecord } from './decide.js';
import type { Frame } from './draft.js';
import { fire, park } from './fire.js';
import { chainHash, GENESIS } from './hash.js';
import type { Json } from './json.js';
import { open, type Opening } from './open.js';
import { recorded } from './rules.js';
import type { CaseState } from './state.js';

/** A log that does not replay, with the first event that does not fit. */
export class ReplayError extends Error {
  constructor(
    readonly caseId: string,
    readonly seq: number,
    message: string,
  ) {
    super(`case ${caseId}, event ${seq}: ${message}`);
    this.name = 'ReplayError';
  }
}

/** An event as stored, with its hash. */
export interface StoredEvent extends EventRecord {
  readonly previousHash: string;
  readonly hash: string;
}

type Pinned = Pick<Frame, 'workflow' | 'rules'>;

/**
 * Brings a case back from its log: each event is decided again under the pinned workflow and rules, with the answers that settings gave
 * then. `told` gets each decision as it is made again. Throws ReplayError at the first event whose chain, sequence or outcome does not fit.
 */
export function replay(
  events: readonly StoredEvent[],
  pinned: (opening: Opening) => Pinned,
  told: (decision: Decision) => void = () => undefined,
): CaseState {
  verifyChain(events);
  const first = events[0];
  if (!first || first.type !== 'case.opened')
    throw new ReplayError(first?.case ?? '?', 1, 'the log does not begin with case.opened');
  const opening = first.data as unknown as Opening;
  const rules = pinned(opening);
  let state: CaseState | null = null;
  for (const event of events) {
    const decision = decidedAgain({ ...rules, settings: recorded(event.answers) }, state, event, opening);
    state = decision.state;
    if (state.hash !== event.hash)
      throw new ReplayError(event.case, event.seq, 'replayed, it gives another event than the one recorded');
    told(decision);
  }
  if (!state) throw new ReplayError(first.case, 1, 'the log is empty');
  return state;
}

/** Checks sequence and hashes of one case's log. Throws ReplayError naming the first row that does not fit. */
export function verifyChain(events: readonly StoredEvent[]): void {
  let previous = GENESIS;
  let expected = 1;
  for (const { previousHash, hash, ...event } of events) {
    if (event.seq !== expected)
      throw new ReplayError(event.case, expected, `is missing (the next row is ${event.seq})`);
    if (previousHash !== previous) throw new ReplayError(event.case, event.seq, 'does not hang on the event before it');
    if (chainHash(previous, event) !== hash)
      throw new ReplayError(event.case, event.seq, 'was changed after it was recorded');
    previous = hash;
    expected += 1;
  }
}

/** What cannot be decided again was not decided so: the event is named. */
function decidedAgain(frame: Frame, state: CaseState | null, event: EventRecord, opening: Opening): Decision {
  try {
    return again(frame, state, event, opening);
  } catch (error) {
    if (error instanceof ReplayError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReplayError(event.case, event.seq, `cannot be decided again: ${reason}`);
  }
}

function again(frame: Frame, state: CaseState | null, event: EventRecord, opening: Opening): Decision {
  const actor = actorOf(event);
  if (!state) return open(frame, opening, actor, { now: event.recordedAt, at: event.occurredAt });
  switch (event.type) {
    case 'deadline.fired':
    case 'deadline.failed':
    case 'clock.passed':
    case 'escalation.raised': {
      const deadline = state.deadlines.find(({ id }) => id === event.data['deadline']);
      if (!deadline || deadline.dueAt === null)
        throw new ReplayError(event.case, event.seq, 'fires a deadline that was not armed');
      const due = { ...deadline, dueAt: deadline.dueAt };
      // It may have failed on what followed from it in another case of the family, which this log does not tell.
      return event.type === 'deadline.failed'
        ? park({ frame, state, deadline: due }, text(event.data['reason']), event.recordedAt)
        : fire(frame, state, due, event.recordedAt);
    }
    case 'task.claimed':
    case 'task.released':
    case 'task.assigned':
    case 'task.reminded':
    case 'meeting.called':
    case 'task.vacant':
    case 'escalation.acknowledged':
    case 'note.added':
    case 'clock.extended':
    case 'clock.recomputed':
    case 'document.given':
    case 'order.attached':
    case 'data.erasureOrdered':
    case 'data.erased':
    case 'data.erasureDismissed':
    case 'paper.entered':
    case 'paper.countersigned':
    case 'paper.dismissed': {
      const act = { type: event.type, ...event.data } as unknown as Act;
      return decideAct(frame, state, act, { actor, post: postOf(event), now: event.recordedAt });
    }
    default: {
      const command = { type: event.type, data: event.data, actor, occurredAt: event.occurredAt };
      return decide(frame, state, command, event.recordedAt);
    }
  }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The actor as recorded: who it was and the post acted from. What else the person held then does not matter to the outcome. */
function actorOf(event: EventRecord): Actor {
  if (event.actor === SYSTEM.id) return SYSTEM;
  if (event.actor === 'clock') return { id: 'clock', kind: 'clock', posts: [] };
  const [kind] = event.actor.split(':', 1);
  if (kind === 'child' || kind === 'parent') return { id: event.actor, kind, posts: [] };
  const post = postOf(event);
  return { id: event.actor, kind: 'person', posts: post ? [post] : [], ...mandateOf(post) };
}

/** Whoever acted for the owner had the mandate. */
function mandateOf(post: Post | null): Pick<Actor, 'mandates'> {
  if (post?.role !== 'investor' || post.onBehalfOf === undefined) return {};
  const as = post.office === 'agent' ? 'agent' : 'representative';
  return { mandates: [{ of: post.onBehalfOf, as }] };
}

function postOf({ post, onBehalfOf }: EventRecord): Post | null {
  return post === null ? null : { ...postNamed(post), ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}
