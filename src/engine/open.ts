import { postsFor, type Actor } from './actor.js';
import { applyStep, record, type Decision } from './decide.js';
import type { Frame } from './draft.js';
import { GENESIS } from './hash.js';
import type { JsonObject } from './json.js';
import { OPENING } from './load.js';
import { begin } from './machine.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/** All that fixes a new case; its log begins with it. */
export interface Opening {
  readonly id: string;
  readonly workflow: string;
  readonly version: string;
  readonly ruleset: string;
  readonly rules: string;
  readonly root: string;
  readonly parent: string | null;
  readonly key: string | null;
  readonly owner: string;
  readonly agency: string | null;
  readonly data: JsonObject;
  /** Hashes of the texts it was opened under: they tie its log to one wording of workflow and law, whatever bears their names later. */
  readonly sources?: { readonly workflow: string; readonly ruleset: string };
}

/** The instant of recording, and the instant the law counts from. */
export interface When {
  readonly now: number;
  readonly at: number;
}

/** Opens a case: event 1 of its log. The opener's powers are checked by the caller, who knows whether it is a child. Throws Rejection. */
export function open(frame: Frame, opening: Opening, actor: Actor, when: When): Decision {
  const { now, at } = when;
  const errors = frame.workflow.check(OPENING, opening.data);
  if (frame.workflow.definition.open?.schema && errors.length > 0) {
    throw new Rejection('data', `the data does not fit the workflow ${opening.workflow}`, { errors });
  }
  const { id, workflow, version, ruleset, rules, root, parent, key, owner, agency, data } = opening;
  const blank: CaseState = {
    id,
    workflow,
    version,
    ruleset,
    rules,
    root,
    parent,
    key,
    owner,
    agency,
    openedAt: at,
    snapshot: {},
    rev: 0,
    seq: 0,
    hash: GENESIS,
    armings: 0,
    deadlines: [],
    tasks: [],
    clocks: {},
    marks: { opened: at },
    acts: { 'case.opened': actor.id },
    children: {},
    charge: {
      holder: 'nobody',
      cause: null,
      since: at,
    },
  };
  const input: JsonObject = { data, rules: frame.rules.input, key, openedAt: at };
  // Who opens it for another says so.
  const post = postsFor(actor, 'owner', opening).find(({ onBehalfOf }) => onBehalfOf !== undefined) ?? null;
  const happening = { type: 'case.opened', data: { ...opening }, actor, post, at, now };
  return record(frame, blank, happening, (draft) => applyStep(draft, begin(frame.workflow.machine, input)));
}
