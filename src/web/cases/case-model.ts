import type { PresentedCase } from '../../cases/presenter.js';
import type { Actor, JsonObject, WorkflowDefinition } from '../../engine/index.js';
import { STAGES } from '../../plan/schedule.js';
import { textOf } from '../text.js';
import { stateInWords } from '../workflows/picture.js';
import { asSchema } from '../forms/schema.js';
import { isOwn } from '../../policy/policy.js';
import type { Reader } from '../reader.js';
import { actionsModel } from './actions-model.js';
import { datesModel } from './dates.js';
import { factsModel } from './facts-model.js';
import { letterModel } from './letter-model.js';
import { holderInWords, turnModel } from './turn.js';

interface Looked {
  readonly shown: PresentedCase;
  readonly actor: Actor;
  readonly definition: WorkflowDefinition;
  /** Schema of what applications state. */
  readonly application: JsonObject;
  readonly now: number;
}

/** A case as its page shows it to one reader: where it stands, whose turn it is, what is due and why, and what may be done. */
export function caseModel(reader: Reader, { shown, actor, definition, application, now }: Looked) {
  const { data } = shown;
  const facts = (data['application'] ?? {}) as JsonObject;
  return {
    id: shown.id,
    reference: shown.reference,
    rev: shown.rev,
    seq: shown.seq,
    title: textIn(facts, 'title'),
    company: textIn(facts, 'company'),
    isApplication: shown.workflow === 'investor-approval',
    isDraft: isDraft(shown),
    isOwner: isOwn(actor, shown),
    approval: approvalModel(reader, data),
    agency: shown.agency === null ? null : reader.agency(shown.agency),
    openedAt: shown.openedAt,
    parent: shown.parent,
    standing: standingInWords(reader, shown),
    steps: stepsModel(reader, shown),
    turn: turnModel(reader, shown, actor),
    letter: letterModel(reader, shown),
    dates: datesModel(reader, shown, now),
    ranOutAt: ranOutAt(shown, now),
    tasks: shown.tasks.map((task) => taskModel(reader, task, { actor, own: isOwn(actor, shown), now })),
    actions: actionsModel(shown, definition),
    children: shown.workflow === 'investor-approval' ? [] : childrenModel(reader, shown),
    facts: factsModel(reader, asSchema(application), facts),
    mistakes: ((data['mistakes'] ?? []) as unknown as readonly { readonly message?: string }[]).flatMap(
      (one) => one.message ?? [],
    ),
  };
}

function textIn(facts: JsonObject, name: string): string {
  const text = facts[name];
  return typeof text === 'string' ? text : '';
}

/** An application that was not submitted yet, or was returned. */
export function isDraft({ workflow, state }: Pick<PresentedCase, 'workflow' | 'state'>): boolean {
  return workflow === 'investor-approval' && JSON.stringify(state) === '{"application":"draft"}';
}

function approvalModel(reader: Reader, data: JsonObject) {
  const approval = data['approval'] as JsonObject | undefined;
  if (typeof approval !== 'object' || typeof approval['id'] !== 'string') return null;
  return {
    name: reader.approval(approval['id'], textOf(approval['name'])),
    legalBasis: typeof approval['legalBasis'] === 'string' ? approval['legalBasis'] : null,
  };
}

/** States of what runs beside the work, as long as nothing has come of it: they tell a reader nothing. */
const QUIET = ['running', 'none'];

/** Where it stands in words: the stage, and what is active within it. */
function standingInWords(reader: Reader, { workflow, stage, state, status }: PresentedCase) {
  return {
    stage: stateInWords(reader, workflow, stage),
    within: [
      ...new Set(
        leavesOf(state)
          .filter((key) => key !== stage && !QUIET.includes(key))
          .map((key) => stateInWords(reader, workflow, key)),
      ),
    ],
    over: status !== 'active',
  };
}

function leavesOf(value: PresentedCase['state']): string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string'
      ? [inner]
      : Object.keys(Object(inner) as object).length === 0
        ? [key]
        : leavesOf(inner as PresentedCase['state']),
  );
}

function stepsModel(reader: Reader, { workflow, stage }: PresentedCase) {
  const place = STAGES.findIndex((one) => one === stage);
  if (workflow !== 'investor-approval' || place < 0) return [];
  return STAGES.map((one, index) => ({
    title: reader.t(`stages.${one}`),
    is: index < place ? 'done' : index === place ? 'current' : 'later',
  }));
}

/** When the time of an open task ran out, the earliest first: a clock that has passed runs no more, and yet something is late. */
function ranOutAt({ tasks }: PresentedCase, now: number): string | null {
  const passed = tasks.flatMap(({ dueAt }) => (dueAt !== null && Date.parse(dueAt) <= now ? [dueAt] : []));
  return passed.sort()[0] ?? null;
}

interface Viewer {
  readonly actor: Actor;
  readonly own: boolean;
  readonly now: number;
}

function taskModel(reader: Reader, task: PresentedCase['tasks'][number], { actor, own, now }: Viewer) {
  const { id, title, role, agency, assignee, dueAt, rungs } = task;
  const holds = actor.posts.some((post) => post.role === role && post.agency === agency);
  return {
    id,
    title,
    who: role === 'investor' ? holderInWords(reader, 'investor', own) : reader.agency(agency ?? ''),
    role: reader.t(`cases.roles.${role}`),
    dueAt,
    overdue: dueAt !== null && Date.parse(dueAt) <= now,
    escalated: rungs > 0,
    assignee,
    mine: assignee === actor.id,
    mayClaim: holds && assignee === null,
    mayRelease: assignee === actor.id,
  };
}

function childrenModel(reader: Reader, { children }: PresentedCase) {
  return children.map(({ id, reference, workflow, agency, stage, outcome }) => ({
    reference,
    href: `/cases/${id}`,
    agency: agency === null ? '' : reader.agency(agency),
    standing: outcome === null ? stateInWords(reader, workflow, stage ?? '') : reader.code(outcome),
  }));
}
