import type * as xstate from 'xstate';
import type { AnyStateMachine } from 'xstate';
import type { Power } from './actor.js';
import type { JsonObject } from './json.js';
import type { FieldError } from './rejection.js';

/** What a workflow file's function receives; it imports nothing else, so a file from any folder needs no `node_modules`. */
export interface Library {
  readonly setup: typeof xstate.setup;
  readonly createMachine: typeof xstate.createMachine;
  readonly assign: typeof xstate.assign;
  readonly raise: typeof xstate.raise;
  readonly cancel: typeof xstate.cancel;
  readonly enqueueActions: typeof xstate.enqueueActions;
  readonly and: typeof xstate.and;
  readonly or: typeof xstate.or;
  readonly not: typeof xstate.not;
  readonly stateIn: typeof xstate.stateIn;
  /** Evaluates a condition of the ruleset (CEL) over plain data. Throws where it gives no boolean. */
  readonly condition: (expression: string, data: JsonObject) => boolean;
}

/**
 * Who did it and when. The engine adds it to every event that a machine receives, timers included, as `event.act`; so that what a case
 * keeps of a decision can name its date and its officer. An event from outside also has `event.rules`, what the ruleset gives the machine as
 * input; it is not enumerable, so that nobody keeps the law in a case by keeping an event.
 */
export interface EventAct {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly post: string | null;
  /** Whose substitute did it; absent: it was done in person. */
  readonly onBehalfOf?: string;
}

/** One event a case may receive from outside its machine. */
export interface EventDeclaration {
  readonly title: string;
  readonly by: readonly Power[];
  /** JSON Schema (2020-12) of the event's data; none means no data. */
  readonly schema?: JsonObject;
  /** The schema for cases whose rules ask for more, made from the `rules` that the machine has as input: a challan where a fee is due. */
  readonly under?: (rules: JsonObject) => JsonObject;
  /** What of the data is wrong for this case though its form fits: a site that the application has not. None where all fits. */
  readonly mistakes?: (context: never, data: JsonObject) => readonly FieldError[];
  /** Four eyes: whoever did one of these events last on this case may not do this one. */
  readonly notBy?: readonly string[];
  /** Persons whom the case itself keeps from it (a declared interest, a vote cast already): account → reason. */
  readonly except?: (context: never) => { readonly [account: string]: string };
  /** By it a person declares an interest in the case: whoever has one may do it, and nothing else, here and in the cases it belongs with. */
  readonly recuses?: true;
  /** By it an office accepts somebody as the representative of the company whose the application is; from the context. Null: it accepts nobody so. */
  readonly represents?: (context: never) => { readonly person: string; readonly ground: string } | null;
  /**
   * An act that goes against somebody, asks something of somebody, gives more time, or says what silence means: its schema has to ask for a coded reason, a legal
   * basis (`basis`) and words (`text`), or the workflow is refused.
   */
  readonly reasons?: 'refusal' | 'query' | 'extension' | 'silence';
  /** Only for the case that comes first by its rank (effect `rank`): none is granted what another asked for before. */
  readonly first?: boolean;
  /** Instants the event fixes (`lodged`, `complete`, `served`): a clock of the ruleset may start from them. */
  readonly marks?: readonly string[];
}

/** Open work that a state asks for. The key in `tasks` is the state's path, `examination.scrutiny`. */
export interface TaskDeclaration {
  readonly title: string;
  readonly role: 'officer' | 'manager' | 'member' | 'investor';
  /** `case` (default): the agency of the case; else an agency's id. */
  readonly agency?: string;
  /** The clock whose end is the task's due date. */
  readonly clock?: string;
}

/** Whose time a state is. The key in `holders` is the state's path; the deepest declared state wins. */
export interface HolderDeclaration {
  /** `agency`: that of the case; `investor`; `court`; `children`: time that child cases account for; or an agency's id. */
  readonly holder: string;
  /** Gives the coded cause of a pause from the context. Clocks pause only where their rule lists that cause. */
  readonly pause?: (context: never) => string | null;
}

export interface DelayDeclaration {
  readonly title: string;
  /** True where running out changes rights (deemed grant, lapse): only a confirmed limit may then fire. */
  readonly legalEffect: boolean;
}

export interface WorkflowDefinition {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly machine: AnyStateMachine;
  readonly events: { readonly [type: string]: EventDeclaration };
  readonly tasks: { readonly [path: string]: TaskDeclaration };
  readonly holders?: { readonly [path: string]: HolderDeclaration };
  /** Named delays that the ruleset governs. */
  readonly delays?: { readonly [name: string]: DelayDeclaration };
  /** Who may open a case directly, and with what; absent: only as a child. */
  readonly open?: { readonly by: readonly Power[]; readonly schema?: JsonObject; readonly agency?: string };
  /** States in which a case may rest for ever, with the reason (`in force`: until somebody acts). */
  readonly rests?: { readonly [path: string]: string };
  /** What callers see as the case's data, from the context and the `rules` that the machine has as input; default: the context. */
  readonly present?: (context: never, rules: JsonObject) => JsonObject;
}

export type WorkflowModule = (library: Library) => WorkflowDefinition;
