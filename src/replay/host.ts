import {
  derivedId,
  load,
  Rejection,
  type Actor,
  type CaseRules,
  type Host,
  type Opening,
  type Request,
  type Settings,
} from '../engine/index.js';
import permitLog from '../../workflows/permit-log/1.js';
import type { LoggedCase, ReceiptLog } from './receipt-log.js';
import type { Happening } from './timeline.js';

const OFFICE = 'permit-office';
const workflow = load(permitLog, 'workflows/permit-log/1.ts');
/** Time in this log comes from the log: no ruleset governs it, and no calendar or ladder is asked. */
const rules: CaseRules = { clocks: {}, input: {} };

const unasked = (): never => {
  throw new Error('the workflow of the log asks nothing of settings');
};
const settings: Settings = { due: unasked, remainder: unasked, resume: unasked, rung: unasked };

/** What a case of the log is pinned to. */
export const pinnedToLog = (): { workflow: typeof workflow; rules: CaseRules } => ({ workflow, rules });

/** Decides cases of the log. */
export const logHost: Host = {
  frame: () => ({ workflow, rules, settings }),
  child: () => {
    throw new Rejection('workflow', 'the workflow of the log opens no children');
  },
};

const { end: _end, ...activities } = workflow.definition.events;
const codes = new Map(Object.entries(activities).map(([code, { title }]) => [title, code]));

/** Whether an event of a case's history is a step of the office. */
export function isStep(type: string): boolean {
  return Object.hasOwn(activities, type);
}

/** Ids that every run of the same log gives again. */
export function caseIdOf(log: ReceiptLog, { name }: LoggedCase): string {
  return derivedId('replay', log.hash, name);
}

/** What a happening asks of the engine. */
export function requestOf(log: ReceiptLog, happening: Happening): Request {
  const { of, step, occurredAt } = happening;
  const id = caseIdOf(log, of);
  if (happening.kind === 'alarm') return { kind: 'due', case: id };
  if (happening.kind === 'open') return { kind: 'open', opening: openingOf(id, of), actor: actorOf(of.responsible) };
  const asked = step
    ? // An activity the workflow does not know keeps its name, so that the refusal tells it.
      { type: codes.get(step.activity) ?? `activity ${step.activity}`, data: { task: step.task, group: step.group } }
    : { type: 'end', data: {} };
  const actor = actorOf(step?.resource ?? of.responsible);
  return { kind: 'command', case: id, command: { ...asked, actor, occurredAt } };
}

function openingOf(id: string, of: LoggedCase): Opening {
  const { name, start, deadline, department, group, channel, responsible } = of;
  return {
    id,
    workflow: workflow.definition.id,
    version: workflow.definition.version,
    ruleset: 'none',
    rules: 'none',
    root: id,
    parent: null,
    key: null,
    owner: `applicant of ${name}`,
    agency: OFFICE,
    data: { name, start: start.text, deadline: deadline.text, department, group, channel, responsible },
  };
}

/** Everybody in the log works for the office. The prefix keeps a user called `clock` from being taken for the clock. */
function actorOf(resource: string): Actor {
  return { id: `log/${resource}`, kind: 'person', posts: [{ role: 'officer', agency: OFFICE }] };
}
