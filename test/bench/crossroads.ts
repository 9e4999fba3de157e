import {
  load,
  type Actor,
  type CaseRules,
  type Frame,
  type Opening,
  type WorkflowModule,
} from '../../src/engine/index.js';
import { plainSettings } from '../support/family.js';

/* A machine of 40 states in 6 parallel regions, with a context of about a kilobyte: as large as a workflow of an office becomes. */

const SIZES = [7, 7, 7, 7, 6, 6];
const PAPERS = Array.from({ length: 8 }, (_, n) => ({
  name: `paper ${n}`,
  remark: 'received, found in order at the desk',
}));

/** `next` moves the first region on and changes the context, `round` moves all six. */
const crossroads: WorkflowModule = ({ setup, assign }) => ({
  id: 'crossroads',
  version: '1',
  title: 'Forty states',
  machine: setup({
    types: { context: {} as { papers: typeof PAPERS; turns: number } },
    delays: { patience: 3_600_000 },
    guards: { going: ({ context }) => context.turns >= 0 },
    actions: { turn: assign({ turns: ({ context }) => context.turns + 1 }) },
  }).createMachine({
    id: 'crossroads',
    type: 'parallel',
    context: { papers: PAPERS, turns: 0 },
    states: Object.fromEntries(
      SIZES.map((size, region) => [
        `region${region}`,
        {
          initial: 's0',
          states: Object.fromEntries(
            Array.from({ length: size }, (_, at) => {
              const on = { target: `s${(at + 1) % size}`, guard: 'going', actions: 'turn' } as const;
              const after = { patience: { target: `s${(at + 1) % size}` } };
              return [`s${at}`, { on: region === 0 ? { next: on, round: on } : { round: on }, after }];
            }),
          ),
        },
      ]),
    ),
  }),
  events: {
    next: { title: 'Next', by: [{ role: 'officer', agency: 'case' }] },
    round: { title: 'Round', by: [{ role: 'officer', agency: 'case' }] },
  },
  tasks: Object.fromEntries(
    SIZES.map((_, region) => [`region${region}`, { title: 'Attend', role: 'officer' as const }]),
  ),
  open: { by: ['owner'], agency: 'sifc' },
});

const NO_RULES: CaseRules = { clocks: {}, input: {} };

export function crossroadsFrame(): Frame {
  return { workflow: load(crossroads), rules: NO_RULES, settings: plainSettings };
}

export function crossroadsOpening(owner: Actor): Opening {
  const id = '00000000-0000-4000-8000-000000000000';
  const fixed = { id, root: id, parent: null, key: null, owner: owner.id, agency: 'sifc' };
  return { ...fixed, workflow: 'crossroads', version: '1', ruleset: 'none', rules: 'none', data: {} };
}
