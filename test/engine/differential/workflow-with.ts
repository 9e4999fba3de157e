import type { AnyStateMachine } from 'xstate';
import type { EventDeclaration, Library, TaskDeclaration, WorkflowModule } from '../../../src/engine/index.js';

/** XState's configuration of a machine, or of a part of it. */
export type Config = { readonly [key: string]: unknown };
export type Tasks = { [path: string]: TaskDeclaration };

const anything: EventDeclaration = {
  title: 'Event',
  by: [{ role: 'officer', agency: 'case' }],
  schema: { type: 'object' },
};

/** A workflow of a machine for tests of the machine alone: any officer may send any of its events, with any data. */
export function workflowWith(
  events: readonly string[],
  config: (library: Library) => Config,
  implementations: Config = {},
  tasks: Tasks = {},
): WorkflowModule {
  return (library) => {
    const notify = (): undefined => undefined;
    const machine = library
      .setup({ actions: { notify }, ...implementations } as never)
      .createMachine(config(library) as never);
    return {
      id: 'tested',
      version: '1',
      title: 'Tested',
      machine: machine as unknown as AnyStateMachine,
      events: Object.fromEntries(events.map((type) => [type, anything])),
      tasks,
    };
  };
}
