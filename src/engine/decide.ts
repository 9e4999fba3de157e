import type { AnyMachineSnapshot } from 'xstate';
import { actBy, behalfOf, doneBy } from './acting.js';
import { heldPost, postName, type Actor, type Post } from './actor.js';
import { settleClocks } from './clocks.js';
import type { EventAct, EventDeclaration } from './definition.js';
import { draftOf, holderOf, pauseCause, type Draft, type Frame, type LedgerEntry } from './draft.js';
import type { Effect } from './effects.js';
import { chainHash } from './hash.js';
import type { JsonObject } from './json.js';
import type { LoadedWorkflow } from './load.js';
import { ENTERED } from './load.js';
import { accepts, persist, restore, step, type Step } from './machine.js';
import { allowedEvents, handles } from './offered.js';
import type { PersonalText } from './personal.js';
import { mayAct } from './powers.js';
import { Rejection } from './rejection.js';
import { recording, type Answer } from './rules.js';
import type { CaseState } from './state.js';
import { settleLadders, settleTasks } from './tasks.js';
import { takeUp } from './timers.js';

/** A request to apply one event to one case. */
export interface Command {
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  /** When it happened, epoch milliseconds, where a desk records it later; default: now. */
  readonly occurredAt?: number;
}

/** An accepted command as recorded; all of it is hashed. */
export interface EventRecord {
  readonly case: string;
  readonly seq: number;
  readonly rev: number;
  readonly type: string;
  readonly actor: string;
  readonly post: string | null;
  /** Whose post it is, where the actor acted as a substitute; absent (and not hashed): the actor's own. */
  readonly onBehalfOf?: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly data: JsonObject;
  /** What the settings of the day said, in the order asked. */
  readonly answers: readonly Answer[];
}

export interface Decision {
  readonly state: CaseState;
  readonly event: EventRecord;
  readonly previousHash: string;
  readonly effects: readonly Effect[];
  readonly ledger: readonly LedgerEntry[];
  /** What the event's data tells of persons, kept outside it; absent: nothing, or it is decided again from the log. */
  readonly texts?: readonly PersonalText[];
}

/** Decides a command. Pure: same frame, state, command and instant, same decision. Throws Rejection; nothing has changed then. */
export function decide(frame: Frame, state: CaseState, command: Command, now: number): Decision {
  const at = command.occurredAt ?? now;
  declared(frame, state, command.type);
  const held = heldPost(command.actor, mayAct(frame.workflow, state, command.type, command.actor));
  const event = checkedEvent(frame, state, command, actBy(command.actor, held, at));
  return record(
    frame,
    state,
    { type: command.type, data: command.data, actor: command.actor, post: held, at, now },
    (draft) => {
      noteChild(draft, command);
      applyEvent(draft, state, event);
      return doneBy(state, command.type, command.actor, held);
    },
  );
}

function declared({ workflow: { definition } }: Frame, state: CaseState, type: string): EventDeclaration {
  const declaration = definition.events[type];
  if (declaration) return declaration;
  throw new Rejection('data', `the workflow ${state.workflow} knows no event "${type}"`, {
    errors: [{ field: '/type', message: `must be one of ${Object.keys(definition.events).join(', ')}` }],
  });
}

type ActedEvent = JsonObject & { readonly type: string; readonly act: EventAct & JsonObject };

/** The event as the machine receives it. Throws Rejection where there is no such event, its data does not fit or the state does not take it. */
export function checkedEvent(frame: Frame, state: CaseState, command: Command, act: EventAct): ActedEvent {
  const { workflow } = frame;
  declared(frame, state, command.type);
  const snapshot = restore(workflow.machine, state.snapshot);
  if (!handles(snapshot, command.type)) throw disallowed(workflow, state, command);
  const errors = workflow.check(command.type, command.data);
  const mistakes = errors.length > 0 ? errors : mistakesIn(workflow, snapshot, command);
  if (mistakes.length > 0)
    throw new Rejection('data', `the data of "${command.type}" does not fit`, { errors: mistakes });
  const event = { ...command.data, type: command.type, act: { ...act } };
  Object.defineProperty(event, 'rules', { value: frame.rules.input });
  if (!accepts(workflow.machine, snapshot, event)) throw disallowed(workflow, state, command);
  return event;
}

function mistakesIn(workflow: LoadedWorkflow, { context }: AnyMachineSnapshot, { type, data }: Command) {
  return workflow.definition.events[type]?.mistakes?.(context as never, data) ?? [];
}

/** Takes a checked event into the draft, with the instants it fixes. */
export function applyEvent(draft: Draft, state: CaseState, event: ActedEvent): void {
  const { machine, definition } = draft.frame.workflow;
  for (const mark of definition.events[event.type]?.marks ?? []) draft.marks[mark] = draft.at;
  applyStep(draft, step(machine, restore(machine, state.snapshot), event));
}

function disallowed(workflow: LoadedWorkflow, state: CaseState, command: Command): Rejection {
  const allowed = allowedEvents(workflow, state, command.actor);
  const choice = allowed.length > 0 ? `allowed now: ${allowed.join(', ')}` : 'nothing is allowed to you now';
  const value = JSON.stringify(state.snapshot['value']);
  return new Rejection('state', `"${command.type}" is not possible in state ${value}; ${choice}`, { allowed });
}

/** What becomes of a child is told by its event; the link keeps it. */
function noteChild(draft: Draft, { actor, data }: Command): void {
  const key = data['child'];
  if (actor.kind !== 'child' || typeof key !== 'string') return;
  const link = draft.children[key];
  if (link && typeof data['outcome'] === 'string') draft.children[key] = { ...link, outcome: data['outcome'] };
}

/** What is recorded of an event beside its outcome. */
export interface Happening {
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly post: Post | null;
  readonly at: number;
  readonly now: number;
}

/** Runs a change on a draft and records it as the next event of the case. Used for whatever changes a case. */
export function record(
  frame: Frame,
  state: CaseState,
  happening: Happening,
  change: (draft: Draft) => Partial<Pick<CaseState, 'acts' | 'behalf' | 'papers'>> | void,
): Decision {
  const answers: Answer[] = [];
  const draft = draftOf(state, { ...frame, settings: recording(frame.settings, answers) }, happening.at);
  const changed = change(draft);
  const rev = draft.snapshot === state.snapshot ? state.rev : state.rev + 1;
  const event: EventRecord = {
    case: state.id,
    seq: state.seq + 1,
    rev,
    type: happening.type,
    actor: happening.actor.id,
    post: postName(happening.post),
    ...behalfOf(happening.post),
    occurredAt: happening.at,
    recordedAt: happening.now,
    data: happening.data,
    answers,
  };
  const { snapshot, armings, deadlines, tasks, clocks, marks, children, certificates, charge, rank } = draft;
  const kept = { snapshot, armings, deadlines, tasks, clocks, marks, children, charge };
  const next: CaseState = {
    ...state,
    ...kept,
    ...(certificates.length > 0 ? { certificates } : {}),
    ...(rank === undefined ? {} : { rank }),
    ...changed,
    rev,
    seq: event.seq,
    hash: chainHash(state.hash, event),
  };
  return { state: next, event, previousHash: state.hash, effects: draft.effects, ledger: draft.ledger };
}

/** Takes a step of the machine into the draft: timers, effects, tasks, clocks, ladders, and who is charged from here on. */
export function applyStep(draft: Draft, { snapshot, actions }: Step): void {
  const { workflow } = draft.frame;
  const entered = new Set<string>();
  const asked = actions.filter(({ type, params }) => {
    if (type === ENTERED) entered.add(String((params as { path: string }).path));
    return type !== ENTERED;
  });
  const cause = pauseCause(workflow, snapshot);
  takeUp(draft, asked);
  if (snapshot.status !== 'active') draft.deadlines = [];
  settleTasks(draft, snapshot, entered);
  settleClocks(draft, cause);
  settleLadders(draft);
  charge(draft, snapshot, cause);
  draft.snapshot = persist(snapshot);
}

/** One holder at a time: closes the present charge where the holder or the cause changes. */
function charge(draft: Draft, snapshot: AnyMachineSnapshot, cause: string | null): void {
  const declared =
    snapshot.status === 'active' ? (holderOf(draft.frame.workflow, snapshot)?.holder ?? 'agency') : 'nobody';
  const holder = declared === 'agency' ? (draft.before.agency ?? 'sifc') : declared;
  const { charge: open, at } = draft;
  if (open.holder === holder && open.cause === cause) return;
  // What a desk records late cannot take back time already charged to another.
  const until = Math.max(at, open.since);
  if (until > open.since) draft.ledger.push({ ...open, until });
  draft.charge = { holder, cause, since: until };
}
