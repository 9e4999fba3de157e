import { describePower, personsOf, postsFor, type Actor, type Post } from './actor.js';
import type { EventDeclaration } from './definition.js';
import type { LoadedWorkflow } from './load.js';
import { interestIn, isWithin, placeOf } from './place.js';
import { failure } from './plain.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/*
 * Whether somebody may bring an event about on a case: by role and post, within its jurisdiction, with other eyes than before, and without a
 * conflict of interest. Whoever acts as a substitute is both persons in all of this.
 */

const OUTSIDE = 'the case lies outside the jurisdiction of your post';

/** Who would act, from which post, on which case. */
interface Acting {
  readonly type: string;
  readonly declaration: EventDeclaration;
  readonly state: CaseState;
  readonly actor: Actor;
  readonly post: Post;
}

/** The post by which the actor may, or null where the actor may not. */
export function powerOver(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post | null {
  const declaration = workflow.definition.events[type];
  if (!declaration) return null;
  const posts = postsOf(declaration, state, actor);
  return posts.find((post) => against({ type, declaration, state, actor, post }) === null) ?? null;
}

/** As `powerOver`. Throws Rejection `actor`, which says what the actor lacks. */
export function mayAct(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post {
  const declaration = workflow.definition.events[type] ?? { title: type, by: [] };
  const who = declaration.by.map((power) => describePower(power, state)).join(' or ');
  const posts = postsOf(declaration, state, actor);
  return firstFree(posts, { type, declaration, state, actor }, `"${type}" is for ${who}`);
}

/** The first of these posts against which nothing speaks. Throws Rejection `actor` with the first reason; where there is no post, `otherwise`. */
export function firstFree(posts: readonly Post[], acting: Omit<Acting, 'post'>, otherwise: string): Post {
  let reason: string | null = null;
  for (const post of posts) {
    const found = against({ ...acting, post });
    if (found === null) return post;
    reason ??= found;
  }
  throw new Rejection('actor', reason ?? otherwise);
}

/** The posts by which the actor has one of the powers. */
export function postsOf({ by }: Pick<EventDeclaration, 'by'>, state: CaseState, actor: Actor): Post[] {
  return by.flatMap((power) => postsFor(actor, power, state));
}

/** What keeps the actor from whatever there is to do on a case from this post, in words; null where nothing does. */
export function reasonAgainst(state: CaseState, actor: Actor, post: Post): string | null {
  return outside(state, post) ?? interestOf({ state, actor, post });
}

function outside(state: CaseState, { within }: Post): string | null {
  return within && !isWithin(within, placeOf(state)) ? OUTSIDE : null;
}

/** What keeps a person from an event that a post of theirs empowers to. */
export type Bar =
  | { readonly kind: 'outside' }
  /** `earlier`: what this very person did last, or whoever this person stands in for. */
  | { readonly kind: 'other-eyes'; readonly earlier: string }
  /** As the workflow words it. */
  | { readonly kind: 'case'; readonly reason: string }
  | { readonly kind: 'interest'; readonly person: string; readonly nature: string };

/** What keeps the actor from an event although there is a post for it; null where there is none, or nothing does. */
export function barOf(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Bar | null {
  const declaration = workflow.definition.events[type];
  if (!declaration) return null;
  const bars = postsOf(declaration, state, actor).map((post) => barFrom({ type, declaration, state, actor, post }));
  return bars.every((bar) => bar !== null) ? (bars[0] ?? null) : null;
}

function barFrom(acting: Acting): Bar | null {
  const { state, post, declaration } = acting;
  if (outside(state, post) !== null) return { kind: 'outside' };
  const earlier = doneBy(acting);
  if (earlier !== undefined) return { kind: 'other-eyes', earlier };
  const reason = barred(acting);
  if (reason !== null) return { kind: 'case', reason };
  const declared = declaration.recuses ? null : declaredBy(acting);
  return declared && { kind: 'interest', ...declared };
}

/** What speaks against acting from this post, in words; null where nothing does. */
function against(acting: Acting): string | null {
  const { type, actor } = acting;
  const bar = barFrom(acting);
  switch (bar?.kind) {
    case undefined:
      return null;
    case 'outside':
      return `"${type}" is not for you: ${OUTSIDE}`;
    case 'other-eyes':
      return `"${type}" needs another person than the one who did "${bar.earlier}"`;
    case 'case':
      return `"${type}" is not for you: ${bar.reason}`;
    case 'interest':
      return `"${type}" is not for you: ${interestInWords(bar, actor)}`;
  }
}

/** The event, of those that ask for other eyes, that one of these very persons did last. */
function doneBy({ declaration: { notBy }, state, actor, post }: Acting): string | undefined {
  return notBy?.find((earlier) => isBy(state, earlier, personsOf(actor, post)));
}

/** Whether one of these persons did an event last, in person or by a substitute. */
function isBy({ acts, behalf }: CaseState, type: string, persons: readonly string[]): boolean {
  const [by, onBehalfOf] = [acts[type], behalf?.[type]];
  return persons.some((person) => person === by || person === onBehalfOf);
}

/** Why the case itself keeps one of these persons from the event, or null. Throws Rejection `workflow` where the workflow fails on it. */
function barred({ declaration: { except }, state, actor, post }: Acting): string | null {
  if (!except) return null;
  try {
    const reasons = except((state.snapshot['context'] ?? {}) as never);
    const person = personsOf(actor, post).find((one) => Object.hasOwn(reasons, one));
    return person === undefined ? null : (reasons[person] ?? null);
  } catch (error) {
    throw failure('the workflow failed on who may not act', error);
  }
}

/** Why an interest that one of these persons has declared keeps them from the case, in words, or null. */
function interestOf(acting: Pick<Acting, 'state' | 'actor' | 'post'>): string | null {
  const declared = declaredBy(acting);
  return declared && interestInWords(declared, acting.actor);
}

interface Declared {
  readonly person: string;
  readonly nature: string;
}

function declaredBy({ state, actor, post }: Pick<Acting, 'state' | 'actor' | 'post'>): Declared | null {
  if (!actor.interests || post.role === 'investor') return null;
  for (const person of personsOf(actor, post)) {
    const interest = interestIn(actor.interests[person] ?? [], state);
    if (interest) return { person, nature: interest.nature };
  }
  return null;
}

function interestInWords({ person, nature }: Declared, { id }: Actor): string {
  return `${person === id ? 'you have' : `${person} has`} declared an interest in it (${nature})`;
}
