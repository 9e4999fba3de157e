import type { Actor } from './actor.js';
import { decideAct } from './acts.js';
import { decide, type Command, type Decision } from './decide.js';
import type { Effect } from './effects.js';
import { fire, park, type Due } from './fire.js';
import type { JsonObject } from './json.js';
import { OPENING } from './load.js';
import { open } from './open.js';
import { paperEvent } from './papers.js';
import { outsideLog, withTexts } from './outside-log.js';
import type { Salts } from './personal.js';
import { Rejection } from './rejection.js';
import { NoSuchCase, StaleRevision, type Given, type Host, type Need, type Request } from './request.js';
import { firstDue, type CaseState } from './state.js';

/** Of one event, and of timers at one instant: a family that never comes to rest would never give the service back. */
const MOST_CONSEQUENCES = 1_000;
/** In one transaction. What is left after a long silence is for the next, and commands wait for it. */
const MOST_AT_ONCE = 2_000;

/**
 * Decides a request and all that follows from it in the family: first what is due, in due order; then the request; then children opened,
 * siblings and parents told, and what became due by it. A generator, so that one code serves a database and a simulation: it yields what it
 * needs of the store. What tells of persons is kept outside the log where there are salts for it; else it stands there as it was sent. Throws
 * Rejection, StaleRevision, NoSuchCase; nothing has changed then.
 */
export function* run(host: Host, request: Request, now: number, salts?: Salts): Generator<Need, Decision[], Given> {
  const family = new Family(host, now, salts);
  if (request.kind === 'open') {
    yield* family.follow(family.open(request));
    yield* family.fireDue();
    return family.decisions;
  }
  const state = yield* family.get(request.case);
  yield* family.loadDue(state.root);
  const all = yield* family.fireDue();
  if (request.kind === 'due') return family.decisions;
  if (!all) throw new Rejection('state', `more than ${MOST_AT_ONCE} deadlines come first; try again shortly`);
  const decision = family.answer(request);
  yield* family.mustBeFirst(request);
  yield* family.follow(decision);
  yield* family.fireDue();
  return family.decisions;
}

class Family {
  readonly decisions: Decision[] = [];
  /** The data of the request, which may be to blame for what follows from it. */
  private sent: JsonObject = {};
  private readonly states = new Map<string, CaseState>();

  constructor(
    private readonly host: Host,
    private readonly now: number,
    private readonly salts: Salts | undefined,
  ) {}

  *get(id: string): Generator<Need, CaseState, Given> {
    const known = this.states.get(id);
    if (known) return known;
    const given = yield { kind: 'case', id };
    if (!given || Array.isArray(given)) throw new NoSuchCase(id);
    const state = given as CaseState;
    this.states.set(id, state);
    return state;
  }

  *loadDue(root: string): Generator<Need, void, Given> {
    const given = yield { kind: 'due', root, now: this.now };
    if (Array.isArray(given))
      for (const state of given as CaseState[]) if (!this.states.has(state.id)) this.states.set(state.id, state);
  }

  /** Fires deadlines due in the cases at hand, by due time, then by case, then by arming; gives whether it fired them all. */
  *fireDue(): Generator<Need, boolean, Given> {
    let [instant, before] = [-Infinity, 0];
    for (let due = this.nextDue(); due; due = this.nextDue()) {
      const { dueAt } = due.deadline;
      if (dueAt > instant) {
        if (this.decisions.length >= MOST_AT_ONCE) return false;
        [instant, before] = [dueAt, this.decisions.length];
      }
      if (this.decisions.length - before < MOST_CONSEQUENCES) yield* this.fireOrPark(due);
      else this.park(due, `${MOST_CONSEQUENCES} events at one instant: the workflow never rests`);
    }
    return true;
  }

  /** A deadline whose consequences fail anywhere in the family is put aside: it would else stand before every command for ever. */
  private *fireOrPark(due: Due): Generator<Need, void, Given> {
    const [states, decided] = [new Map(this.states), this.decisions.length];
    try {
      yield* this.follow(fire(due.frame, due.state, due.deadline, this.now));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      this.states.clear();
      for (const [id, state] of states) this.states.set(id, state);
      this.decisions.length = decided;
      this.park(due, error.message);
    }
  }

  private park(due: Due, reason: string): void {
    this.decisions.push(this.keep(park(due, reason, this.now)));
  }

  private nextDue(): Due | null {
    let next: Omit<Due, 'frame'> | null = null;
    for (const state of this.states.values()) {
      const deadline = firstDue(state, this.now);
      if (!deadline) continue;
      const sooner =
        !next ||
        deadline.dueAt < next.deadline.dueAt ||
        (deadline.dueAt === next.deadline.dueAt && state.id < next.state.id);
      if (sooner) next = { state, deadline };
    }
    return next && { ...next, frame: this.host.frame(next.state) };
  }

  /** What is given to the first is refused to whoever comes after. Asked after the decision: who may not act learns nothing of the others. */
  *mustBeFirst(request: Request & { kind: 'command' | 'act' }): Generator<Need, void, Given> {
    const state = this.states.get(request.case);
    if (!state?.rank) return;
    const type = request.kind === 'command' ? request.command.type : paperEvent(state, request.act);
    if (!this.host.frame(state).workflow.definition.events[type]?.first) return;
    const { rank } = state;
    const given = yield { kind: 'ahead', id: state.id, rank };
    const ahead = given && 'ahead' in given ? given.ahead : [];
    if (ahead.length === 0) return;
    const message = `"${type}" is for the first that asked for ${rank.subject}; received before: ${ahead.join(', ')}`;
    throw new Rejection('state', message);
  }

  answer(request: Request & { kind: 'command' | 'act' }): Decision {
    const state = this.states.get(request.case);
    if (!state) throw new NoSuchCase(request.case);
    if (request.rev !== undefined && request.rev !== state.rev) throw new StaleRevision(request.rev, state.rev);
    const frame = this.host.frame(state);
    if (request.kind === 'command') {
      const { data, texts } = outsideLog(frame, request.command, this.salts);
      this.sent = data;
      return withTexts(decide(frame, state, { ...request.command, data }, this.now), texts);
    }
    const { act, actor, post } = request;
    const doing = { actor, post, now: this.now };
    if (act.type !== 'paper.entered') return decideAct(frame, state, act, doing);
    const { data, texts } = outsideLog(frame, { type: act.event, data: act.data }, this.salts);
    return withTexts(decideAct(frame, state, { ...act, data }, doing), texts);
  }

  open({ opening, actor }: Request & { kind: 'open' }): Decision {
    const frame = this.host.frame(opening);
    const { data, texts } = outsideLog(frame, { type: OPENING, data: opening.data }, this.salts);
    return withTexts(open(frame, { ...opening, data }, actor, { now: this.now, at: this.now }), texts);
  }

  /** Takes a decision and all decisions that follow from its effects, breadth first. */
  *follow(decision: Decision): Generator<Need, void, Given> {
    const queue = [this.keep(decision)];
    const most = this.decisions.length + MOST_CONSEQUENCES;
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (this.decisions.length >= most)
        throw new Rejection(
          'workflow',
          `more than ${MOST_CONSEQUENCES} events follow from one: the family never rests`,
        );
      this.decisions.push(next);
      for (const effect of next.effects) {
        if (effect.type === 'openChild') queue.push(this.openChild(next, effect));
        else if (effect.type === 'tellChildren') queue.push(...(yield* this.tellChildren(next, effect)));
        else if (effect.type === 'tellParent') queue.push(...(yield* this.tellParent(next, effect)));
      }
    }
  }

  private openChild({ state, event }: Decision, effect: Effect & { type: 'openChild' }): Decision {
    const actor: Actor = { id: `parent:${state.id}`, kind: 'parent', posts: [] };
    try {
      const opening = this.host.child(state, effect);
      return this.keep(open(this.host.frame(opening), opening, actor, { now: this.now, at: event.occurredAt }));
    } catch (error) {
      throw blaming(error, { agency: effect.agency, ...effect.data }, this.sent);
    }
  }

  private *tellChildren(
    { state, event }: Decision,
    effect: Effect & { type: 'tellChildren' },
  ): Generator<Need, Decision[], Given> {
    const told: Decision[] = [];
    for (const [key, link] of Object.entries(state.children)) {
      if (effect.keys && !effect.keys.includes(key)) continue;
      const child = yield* this.get(link.id);
      const actor: Actor = { id: `parent:${state.id}`, kind: 'parent', posts: [] };
      const command = { type: effect.event, data: effect.data ?? {}, actor, occurredAt: event.occurredAt };
      told.push(...this.tell(child, command));
    }
    return told;
  }

  private *tellParent(
    { state, event }: Decision,
    effect: Effect & { type: 'tellParent' },
  ): Generator<Need, Decision[], Given> {
    if (state.parent === null || state.key === null) return [];
    const parent = yield* this.get(state.parent);
    const actor: Actor = { id: `child:${state.id}`, kind: 'child', posts: [] };
    const data = { ...effect.data, child: state.key, outcome: effect.outcome };
    return this.tell(parent, { type: effect.event, data, actor, occurredAt: event.occurredAt });
  }

  /** Where the other's state does not allow the event, it stays as it is: a withdrawn parent need not hear of a late grant. */
  private tell(state: CaseState, command: Command): Decision[] {
    try {
      return [this.keep(decide(this.host.frame(state), state, command, this.now))];
    } catch (error) {
      if (error instanceof Rejection && error.kind === 'state') return [];
      throw error;
    }
  }

  /** The state counts at once: the next of this round builds on it. */
  private keep(decision: Decision): Decision {
    this.states.set(decision.state.id, decision.state);
    return decision;
  }
}

/** Where a child cannot be opened for a value that the request had brought, the field that brought it is named, not the child's own. */
function blaming(error: unknown, child: { readonly [field: string]: unknown }, sent: JsonObject): unknown {
  if (!(error instanceof Rejection) || error.kind !== 'data') return error;
  const errors = (error.details.errors ?? []).map(({ field, message }) => {
    const wrong = child[field.slice(1)];
    const from = wrong === undefined ? undefined : Object.keys(sent).find((name) => sent[name] === wrong);
    return { field: from === undefined ? field : `/${from}`, message };
  });
  return new Rejection(error.kind, error.message, { ...error.details, errors });
}
