import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { and, assign, cancel, createMachine, enqueueActions, not, or, raise, setup, stateIn } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { condition } from './condition.js';
import type { Library, WorkflowDefinition, WorkflowModule } from './definition.js';
import { inspect, nodesOf, pathOf, type Inspection } from './inspect.js';
import { isToken } from './personal.js';
import { missedIn } from './personal.js';
import { unreasoned } from './reasons.js';
import type { FieldError } from './rejection.js';
import type { CaseRules } from './rules.js';

/** Marks, among the actions of a step, that a state with a task was entered: a task's identity is its state and its arming. */
export const ENTERED = 'ijazat.entered';

export const LIBRARY: Library = {
  setup,
  createMachine,
  assign,
  raise,
  cancel,
  enqueueActions,
  and,
  or,
  not,
  stateIn,
  condition,
};

/** Without a bound of its own, a machine whose `always` transitions chase each other would hold the process for ever. */
const MOST_MICROSTEPS = 1_000;

/** A workflow that passed all checks of loading. */
export interface LoadedWorkflow {
  readonly definition: WorkflowDefinition;
  /** The author's machine, with a sentinel for every delay that the ruleset governs. */
  readonly machine: AnyStateMachine;
  readonly inspection: Inspection;
  /** Errors in the data of an event (or `OPENING`), by JSON Pointer; empty where it fits. */
  readonly check: (event: string, data: unknown) => readonly FieldError[];
}

/** A workflow that cannot be run durably, with every reason found. */
export class LoadError extends Error {
  constructor(
    readonly workflow: string,
    readonly reasons: readonly string[],
  ) {
    super(`workflow ${workflow} is refused:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    this.name = 'LoadError';
  }
}

/** Loads a workflow module. Throws LoadError with all reasons against it. */
export function load(module: WorkflowModule, name = 'module'): LoadedWorkflow {
  if (typeof module !== 'function') throw new LoadError(name, ['its default export is not a function of the library']);
  let definition: WorkflowDefinition;
  try {
    definition = module(LIBRARY);
  } catch (error) {
    throw new LoadError(name, [`its function throws: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const missing = missingParts(definition);
  if (missing.length > 0) throw new LoadError(name, missing);
  const inspection = inspected(definition);
  const { validators, reasons } = compile(definition);
  const all = [...inspection.refusals, ...reasons, ...unreasoned(definition)];
  if (all.length > 0) throw new LoadError(`${definition.id} ${definition.version}`, all);
  return {
    definition,
    machine: withMarks(withSentinels(definition.machine, inspection.governed), definition),
    inspection,
    check: (event, data) => errorsOf(validators.get(event), data),
  };
}

/** XState looks at some parts of a machine only when it comes to them: here it comes to all. */
function inspected(definition: WorkflowDefinition): Inspection {
  try {
    return inspect(definition);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LoadError(`${definition.id} ${definition.version}`, [`XState refuses its machine: ${reason}`]);
  }
}

function missingParts(definition: WorkflowDefinition): string[] {
  const reasons: string[] = [];
  if (typeof definition !== 'object' || definition === null) return ['its function returns no object'];
  for (const part of ['id', 'version', 'title'] as const) {
    if (typeof definition[part] !== 'string' || definition[part] === '') reasons.push(`"${part}" is missing`);
  }
  if (typeof definition.machine?.transition !== 'function') reasons.push('"machine" is not an XState machine');
  for (const part of ['events', 'tasks'] as const) {
    if (typeof definition[part] !== 'object' || definition[part] === null) reasons.push(`"${part}" is missing`);
  }
  return reasons;
}

/**
 * A delayed raise tells only a number, so every governed name gets a number of its own that no real delay can be. A name that is
 * neither governed nor the author's would be undefined and fire at once: looking it up throws instead.
 */
function withSentinels(author: AnyStateMachine, governed: readonly string[]): AnyStateMachine {
  const delays = Object.fromEntries(governed.map((name, index) => [name, sentinel(index)]));
  const machine = author.provide({ delays });
  machine.implementations.delays = new Proxy(machine.implementations.delays, {
    get(known, name) {
      if (typeof name === 'string' && !Object.hasOwn(known, name))
        throw new Error(`the delay "${name}" is not declared`);
      return Reflect.get(known, name);
    },
  });
  const { maxIterations = Infinity } = machine.options;
  machine.options = { ...machine.options, maxIterations: Math.min(maxIterations, MOST_MICROSTEPS) };
  return machine;
}

/** The nodes are this machine's own, made anew by `provide`, so marking them leaves the author's machine as it is. */
function withMarks(machine: AnyStateMachine, definition: WorkflowDefinition): AnyStateMachine {
  for (const node of nodesOf(machine.root)) {
    const path = pathOf(node);
    if (Object.hasOwn(definition.tasks, path)) node.entry.push({ type: ENTERED, params: { path } });
  }
  return machine;
}

/** Below every delay an author could mean, and exact in a double. */
const sentinel = (index: number): number => -(2 ** 52 + index);

/** The governed name that a delay stands for, or null for real milliseconds. */
export function governedDelay(workflow: LoadedWorkflow, delay: number): string | null {
  return delay <= -(2 ** 52) ? (workflow.inspection.governed[-delay - 2 ** 52] ?? null) : null;
}

/** What an event bears beside its data: it would hide a field of the same name. */
const OWN_FIELDS = ['type', 'act', 'rules'];

/** Under this reserved name the schema of opening stands among those of the events. */
export const OPENING = 'case.opened';

/** One for all: the schema of schemas takes longer to compile than a workflow's. V8 polishes the code that is run often. */
const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  useDefaults: false,
  verbose: true,
  code: { optimize: false },
});
addFormats.default(ajv);
const noData = ajv.compile({ type: 'object', maxProperties: 0 });

function compile(definition: WorkflowDefinition): { validators: Map<string, ValidateFunction>; reasons: string[] } {
  const validators = new Map<string, ValidateFunction>();
  const reasons: string[] = [];
  const schemas = [
    ...Object.entries(definition.events).map(([type, { schema }]) => [type, schema] as const),
    [OPENING, definition.open?.schema] as const,
  ];
  for (const [type, schema] of schemas) {
    for (const own of OWN_FIELDS.filter((field) => Object.hasOwn(Object(schema?.['properties']), field))) {
      reasons.push(`the data of "${type}" has a field "${own}", which the engine sets itself`);
    }
    const missed = schema ? missedIn(schema) : null;
    if (missed !== null) reasons.push(`a field of "${type}" that tells of persons ${missed}`);
    try {
      validators.set(type, schema ? ajv.compile(schema) : noData);
      // What rules make of it is compiled when a case has them: here it is tried with none.
      definition.events[type]?.under?.({});
    } catch (error) {
      reasons.push(
        `the schema of "${type}" is no JSON Schema: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  // Another workflow, or version, may use the same "$id".
  ajv.removeSchema();
  return { validators, reasons };
}

/**
 * A workflow as the rules of a case have it: the schemas of its events are those that the rules ask for. The same for the same rules; the
 * workflow itself where they ask for nothing more. Throws where what its `under` gives is no schema.
 */
export function underRules(workflow: LoadedWorkflow, rules: CaseRules): LoadedWorkflow {
  const known = adapted.get(rules)?.get(workflow);
  if (known) return known;
  const made = adapt(workflow, rules);
  const ofRules = adapted.get(rules) ?? new WeakMap<LoadedWorkflow, LoadedWorkflow>();
  adapted.set(rules, ofRules.set(workflow, made));
  return made;
}

const adapted = new WeakMap<CaseRules, WeakMap<LoadedWorkflow, LoadedWorkflow>>();

function adapt(workflow: LoadedWorkflow, rules: CaseRules): LoadedWorkflow {
  const { definition, check } = workflow;
  const events = { ...definition.events };
  const validators = new Map<string, ValidateFunction>();
  for (const [type, declaration] of Object.entries(events)) {
    const schema = declaration.under?.(rules.input);
    if (!schema || schema === declaration.schema) continue;
    events[type] = { ...declaration, schema };
    validators.set(type, ajv.compile(schema));
  }
  ajv.removeSchema();
  if (validators.size === 0) return workflow;
  return {
    ...workflow,
    definition: { ...definition, events },
    check: (event, data) => (validators.has(event) ? errorsOf(validators.get(event), data) : check(event, data)),
  };
}

function errorsOf(validate: ValidateFunction | undefined, data: unknown): readonly FieldError[] {
  if (!validate || validate(data)) return [];
  return (validate.errors ?? [])
    .filter((error) => !standsForText(error))
    .map(({ instancePath, message, params, keyword }) => {
      const missing = keyword === 'required' ? `/${String(params['missingProperty'])}` : '';
      const extra = keyword === 'additionalProperties' ? `/${String(params['additionalProperty'])}` : '';
      return { field: `${instancePath}${missing}${extra}`, message: message ?? 'does not fit' };
    });
}

/** A text that tells of a person was checked before it was put outside the log; what stands for it may be longer than it. */
function standsForText({ parentSchema, data }: ErrorObject): boolean {
  return parentSchema?.['personal'] === true && isToken(data);
}
