import { actBy, behalfOf, doneBy } from './acting.js';
import { personsOf, type Actor, type Post } from './actor.js';
import { applyEvent, checkedEvent, record, type Decision } from './decide.js';
import { nextArming, type Draft, type Frame } from './draft.js';
import type { JsonObject } from './json.js';
import { firstFree, postsOf } from './powers.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';
import { PAPER, settleLadders } from './tasks.js';

/** What shows that it happened: the document, and where it is registered. */
export interface Evidence {
  readonly document: string;
  readonly register: string;
}

/** What a desk recorded from paper. It has no effect before a second person countersigns it. */
export interface Paper {
  /** That of the task that asks for the countersignature. */
  readonly id: string;
  readonly event: string;
  readonly data: JsonObject;
  /** When it happened, epoch milliseconds: the law counts from here. */
  readonly occurredAt: number;
  readonly evidence: Evidence;
  readonly by: string;
  readonly post: string | null;
  /** Whose substitute recorded it; absent: it was recorded in person. */
  readonly onBehalfOf?: string;
}

/** Offices work on paper: a desk records what happened, another person signs that it did, and it counts from when it happened. */
export type PaperAct =
  | ({ readonly type: 'paper.entered' } & Pick<Paper, 'event' | 'data' | 'occurredAt' | 'evidence'>)
  | { readonly type: 'paper.countersigned'; readonly paper: string }
  | { readonly type: 'paper.dismissed'; readonly paper: string; readonly text: string };

export interface Signing {
  readonly actor: Actor;
  readonly now: number;
}

/** The office of the lead agency records and countersigns for agencies that do not log in. */
const LEAD = 'sifc';

export function decidePaper(frame: Frame, state: CaseState, act: PaperAct, signing: Signing): Decision {
  switch (act.type) {
    case 'paper.entered':
      return enter(frame, state, act, signing);
    case 'paper.countersigned':
      return countersign(frame, state, paperOf(state, act.paper), signing);
    case 'paper.dismissed':
      return dismiss(frame, state, { paper: paperOf(state, act.paper), text: act.text }, signing);
  }
}

/** Whatever the case would not take now is not entered either: who enters it is told at once, not who signs. */
function enter(
  frame: Frame,
  state: CaseState,
  { event, data, occurredAt, evidence }: PaperAct & { type: 'paper.entered' },
  { actor, now }: Signing,
): Decision {
  const post = deskPost(state, actor, 'paper.entered');
  if (occurredAt > now) throw badTime('lies in the future');
  if (occurredAt < state.openedAt) throw badTime('lies before the case was opened');
  const powers = frame.workflow.definition.events[event]?.by ?? ['owner'];
  if (!powers.some((power) => power === 'owner' || typeof power === 'object'))
    throw new Rejection('actor', `"${event}" is no act of a person, so there is no paper of it`);
  checkedEvent(frame, state, { type: event, data, actor }, actBy(actor, post, occurredAt));
  const said = { event, data, occurredAt, evidence: { ...evidence } };
  return record(frame, state, { type: 'paper.entered', data: said, actor, post, at: now, now }, (draft) => {
    const task = nextArming(draft);
    const title = `Countersign what was recorded from paper: ${frame.workflow.definition.events[event]?.title ?? event}`;
    draft.tasks.push({
      ...task,
      node: PAPER,
      title,
      role: 'officer',
      agency: state.agency ?? LEAD,
      openedAt: now,
      dueAt: null,
      assignee: null,
      rungs: 0,
    });
    settleLadders(draft);
    const { at: _, ...signed } = actBy(actor, post, now);
    return { papers: [...(state.papers ?? []), { id: task.id, ...said, ...signed }] };
  });
}

/** It is decided now, and counts from when it happened. */
function countersign(frame: Frame, state: CaseState, paper: Paper, { actor, now }: Signing): Decision {
  const post = signingPost(frame, state, paper, actor);
  const { id, event: type, data, occurredAt: at, evidence, by } = paper;
  const entered = { at, by, post: paper.post, ...behalfOf(paper) };
  const event = checkedEvent(frame, state, { type, data, actor }, entered);
  const said = { paper: id, event: type, data, evidence: { ...evidence }, enteredBy: by };
  return record(frame, state, { type: 'paper.countersigned', data: said, actor, post, at, now }, (draft) => {
    close(draft, id);
    applyEvent(draft, state, event);
    return { papers: others(state, id), ...doneBy(state, type, actor, post) };
  });
}

function dismiss(
  frame: Frame,
  state: CaseState,
  { paper, text }: { readonly paper: Paper; readonly text: string },
  { actor, now }: Signing,
): Decision {
  const post = deskPost(state, actor, 'paper.dismissed');
  const data = { paper: paper.id, text };
  return record(frame, state, { type: 'paper.dismissed', data, actor, post, at: now, now }, (draft) => {
    close(draft, paper.id);
    settleLadders(draft);
    return { papers: others(state, paper.id) };
  });
}

function close(draft: Draft, id: string): void {
  draft.tasks = draft.tasks.filter((task) => task.id !== id);
}

const others = ({ papers = [] }: CaseState, id: string): Paper[] => papers.filter((paper) => paper.id !== id);

function paperOf({ papers = [] }: CaseState, id: string): Paper {
  const paper = papers.find((entered) => entered.id === id);
  if (!paper) throw new Rejection('state', `nothing that was recorded from paper under ${id} waits for a signature`);
  return paper;
}

function badTime(message: string): Rejection {
  return new Rejection('data', 'the time of occurrence cannot be taken', {
    errors: [{ field: '/occurredAt', message }],
  });
}

/** Posts at the desk of the case's agency, or of the lead agency. */
function deskPosts({ agency }: CaseState, { posts }: Actor): Post[] {
  const desks = [agency, LEAD];
  return posts.filter(
    ({ role, agency: own }) => (role === 'officer' || role === 'manager') && desks.includes(own ?? null),
  );
}

/** Throws Rejection. */
function deskPost(state: CaseState, actor: Actor, type: PaperAct['type']): Post {
  const acting = { type, declaration: { title: type, by: [] }, state, actor };
  const otherwise = 'what happened on paper is recorded by the desk of the agency or of the lead agency';
  return firstFree(deskPosts(state, actor), acting, otherwise);
}

/**
 * Another person than the one who recorded it, who could have done it; what the investor did any second person at the desk may sign, and
 * what an agency did that does not log in the head of the lead agency's desk. Throws Rejection.
 */
function signingPost({ workflow }: Frame, state: CaseState, paper: Paper, actor: Actor): Post {
  const { event: type, by, onBehalfOf } = paper;
  const { by: powers = [], notBy } = workflow.definition.events[type] ?? {};
  const posts = powers.includes('owner')
    ? deskPosts(state, actor)
    : postsOf({ by: [...powers, { role: 'manager', agency: LEAD }] }, state, actor);
  const others = posts.filter(
    (post) => !personsOf(actor, post).some((person) => person === by || person === onBehalfOf),
  );
  if (others.length < posts.length && others.length === 0)
    throw new Rejection('actor', 'what was recorded from paper needs the signature of another person');
  const declaration = { title: type, by: powers, ...(notBy ? { notBy } : {}) };
  return firstFree(
    others,
    { type, declaration, state, actor },
    `"${type}" is countersigned by one who could have done it`,
  );
}

/** The event that a countersignature brings about; of any other act none. */
export function paperEvent(
  { papers = [] }: CaseState,
  act: { readonly type: string; readonly paper?: string | null },
): string {
  return (act.type === 'paper.countersigned' && papers.find(({ id }) => id === act.paper)?.event) || '';
}
