import type { AnyStateMachine } from 'xstate';
import { load, LoadError, type Library, type WorkflowDefinition, type WorkflowModule } from '../../src/engine/index.js';

export type Config = { readonly [key: string]: unknown };
export type Parts = Partial<WorkflowDefinition> & { readonly implementations?: Config };

export const EFFECTS = 'known: openChild, tellChildren, tellParent, mark, rank, unrank, notify';

/** A sound workflow, with a machine and parts of its own. */
export function workflow(
  config: Config | ((library: Library) => Config),
  { implementations, ...parts }: Parts = {},
): WorkflowModule {
  return (library) => {
    const machine = typeof config === 'function' ? config(library) : config;
    const states = { initial: 'open', states: { open: {}, shut: { type: 'final' } } };
    const setup = library.setup((implementations ?? {}) as never);
    return {
      id: 'tested',
      version: '3',
      title: 'Tested',
      events: {},
      tasks: {},
      machine: setup.createMachine({ id: 'm', ...states, ...machine } as never) as unknown as AnyStateMachine,
      ...parts,
    };
  };
}

/** Why a workflow is refused; empty where it is not. */
export function reasonsAgainst(module: WorkflowModule): readonly string[] {
  try {
    load(module);
  } catch (error) {
    if (error instanceof LoadError) return error.reasons;
    throw error;
  }
  return [];
}

/** The states of a machine in which one is of interest. */
export const open = (state: Config): Config => ({ states: { open: state, shut: { type: 'final' } } });
