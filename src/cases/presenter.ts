import { allowedEvents, formatLength, type Actor, type Frame, type Json, type JsonObject } from '../engine/index.js';
import { standing } from '../store/standing.js';
import type { CaseRow } from '../store/rows.js';
import { maySee } from '../policy/policy.js';
import type { KeptCase, Ranked } from '../store/store.js';
import { iso } from '../time/iso.js';
import { seenBy } from '../policy/sealed.js';

/*
 * What these functions give is what the API answers: their types are those of their literals, which the API's documented classes are
 * checked against.
 */

/** The case as the API tells it to one caller. */
export type PresentedCase = ReturnType<typeof presentCase>;

/** A case in a list. */
export type PresentedRow = ReturnType<typeof presentRow>;

/** XState's value of a state: the name of the one active state, or by region what is active in it. */
type StateValue = string | JsonObject;

/** A case of the same family, where it is at hand. */
export type Member = (id: string) => KeptCase | undefined;

/** What is at hand of other cases: those of the family, and those that come before it by rank (null: not looked up). */
export interface Around {
  readonly member: Member;
  readonly ahead: readonly Ranked[] | null;
}

/** The children are shown with where they stand, as far as they are at hand. */
export function presentCase({ state, reference }: KeptCase, frame: Frame, actor: Actor, { member, ahead }: Around) {
  const { definition } = frame.workflow;
  const { stage, status, value } = standing(state);
  const context = state.snapshot['context'] ?? {};
  const law = state.deadlines.filter(({ source }) => source === 'law');
  return {
    id: state.id,
    reference,
    workflow: state.workflow,
    version: state.version,
    ruleset: state.ruleset,
    title: definition.title,
    state: JSON.parse(value) as StateValue,
    stage,
    status,
    rev: state.rev,
    seq: state.seq,
    hash: state.hash,
    owner: state.owner,
    agency: state.agency,
    root: state.root,
    parent: state.parent,
    key: state.key,
    openedAt: iso(state.openedAt),
    turn: { holder: state.charge.holder, cause: state.charge.cause, since: iso(state.charge.since) },
    data: seenBy(actor, (definition.present?.(context as never, frame.rules.input) ?? context) as JsonObject),
    tasks: state.tasks.map((task) => presentTask(task)),
    clocks: Object.values(state.clocks).map((run) => presentClock(run, frame)),
    deadlines: law.map(({ id, event, clock, dueAt, binding }) => ({
      id,
      event: event.type,
      clock,
      dueAt: iso(dueAt),
      binding,
      status: dueAt === null ? ('paused' as const) : ('armed' as const),
    })),
    papers: (state.papers ?? []).map(({ id, event, data, occurredAt, evidence, by }) => {
      const title = definition.events[event]?.title ?? event;
      return { id, event, title, data, occurredAt: iso(occurredAt), evidence: { ...evidence }, by };
    }),
    rank: rankOf(state, actor, ahead),
    actions: actionsFor(frame, state, actor, ahead),
    children: childrenOf(state, reference, member),
  };
}

function childrenOf({ children }: KeptCase['state'], reference: string, member: Member) {
  return Object.entries(children).map(([key, { id, workflow, outcome }]) => {
    const kept = member(id);
    const where = kept ? standing(kept.state) : null;
    const state = where ? (JSON.parse(where.value) as StateValue) : null;
    return {
      key,
      id,
      reference: `${reference}/${key}`,
      workflow,
      agency: kept?.state.agency ?? null,
      state,
      stage: where?.stage ?? null,
      status: where?.status ?? null,
      outcome,
    };
  });
}

/** Where it stands among those that ask for the same. Who they are, only staff may know, as far as each may know of them. */
export function rankOf({ rank }: Pick<KeptCase['state'], 'rank'>, actor: Actor, ahead: Around['ahead']) {
  if (!rank) return null;
  const staff = actor.posts.some(({ role }) => role !== 'investor');
  const known = staff ? (ahead ?? []).filter((one) => maySee(actor, one)) : [];
  const { subject, at } = rank;
  return {
    subject,
    receivedAt: iso(at),
    before: ahead?.length ?? null,
    references: known.map(({ reference }) => reference),
  };
}

/** What this caller may do now, with the schema of the data it takes. */
function actionsFor({ workflow }: Frame, state: KeptCase['state'], actor: Actor, ahead: Around['ahead']) {
  const { events } = workflow.definition;
  const allowed = allowedEvents(workflow, state, actor).filter((event) => !(ahead?.length && events[event]?.first));
  return allowed.map((event) => {
    const declaration = workflow.definition.events[event];
    const schema: JsonObject = declaration?.schema ?? { type: 'object', maxProperties: 0 };
    return { event, title: declaration?.title ?? event, schema };
  });
}

function presentTask(task: KeptCase['state']['tasks'][number]) {
  const { id, node, title, role, agency, assignee, openedAt, dueAt, rungs } = task;
  return { id, node, title, role, agency, assignee, openedAt: iso(openedAt), dueAt: iso(dueAt), rungs };
}

/** An unconfirmed figure is a target, whatever the ruleset hopes it to be: it is shown as such. */
function presentClock(run: KeptCase['state']['clocks'][string], frame: Frame) {
  const rule = frame.rules.clocks[run.name];
  return {
    name: run.name,
    title: rule?.title ?? run.name,
    force: run.force,
    confirmed: rule?.confirmed ?? false,
    legalEffect:
      (frame.workflow.definition.delays?.[run.name]?.legalEffect ?? false) &&
      run.force === 'limit' &&
      (rule?.confirmed ?? false),
    source: rule?.source ?? null,
    length: rule ? formatLength(rule.length) : null,
    starts: rule?.start ?? null,
    status: run.status,
    startedAt: iso(run.startedAt),
    runsFrom: iso(run.runsFrom),
    left: leftOf(run.left),
    dueAt: iso(run.dueAt),
    pausedFor: run.cause,
    extendedBy: [...run.extendedBy],
    extensible: rule?.extension !== undefined && run.status === 'running',
    extensionReasons: [...(rule?.extension?.reasons ?? [])],
  };
}

/** What was left where it began its present stretch; null where that is the whole. */
function leftOf(left: Json): string | null {
  const { count, unit } = (left ?? {}) as { readonly count?: number; readonly unit?: string };
  return count === undefined || unit === undefined ? null : `${count} ${unit}`;
}

export function presentRow(row: CaseRow) {
  return {
    id: row.id,
    reference: row.reference,
    workflow: row.workflow,
    version: row.version,
    ruleset: row.ruleset,
    state: JSON.parse(row.state) as StateValue,
    stage: row.stage,
    status: row.status,
    rev: row.rev,
    seq: row.seq,
    owner: row.owner,
    agency: row.agency,
    root: row.root,
    parent: row.parent,
    key: row.key,
    dueAt: iso(row.due_at),
    openedAt: iso(row.opened_at),
    updatedAt: iso(row.updated_at),
  };
}
