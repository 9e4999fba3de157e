import type { EventDeclaration, Library, WorkflowDefinition } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import { dueDate, list, object, text } from './1-schema.js';

type Act = { readonly at: number; readonly by: string; readonly post: string | null };
type Context = {
  readonly approval: string;
  readonly text: string;
  /** The day by whose end it is to be kept. */
  readonly by: string;
  readonly openedAt: number;
  /** What was said, in order: reports, findings, the cause shown. */
  readonly said: readonly JsonObject[];
};
type Data = {
  readonly text?: string;
  readonly basis?: string;
  readonly papers?: readonly string[];
  readonly until?: string;
};
type Event = { readonly type: keyof typeof events; readonly act: Act } & Data;
type Said = { readonly context: Context; readonly event: Event };
type Effects = {
  tellParent: (_: unknown, params: { event: string; outcome: string; data?: JsonObject }) => void;
  notify: (_: unknown, params: { to: string; template: string; data?: JsonObject }) => void;
  mark: (_: unknown, params: { name: string; at?: number }) => void;
};

/**
 * A condition to be kept by a date after a grant: a clock on the investor with reminders (its ladder), then a notice to show cause, then the
 * finding of the head of the agency. What follows from a broken one is decided in the case of the permit.
 */
export default function obligation(library: Library): WorkflowDefinition {
  return {
    id: 'obligation',
    version: '1',
    title: 'Condition of an approval',
    machine: machine(library),
    events,
    tasks: {
      due: { title: 'Keep the condition and report it', role: 'investor', clock: 'obligation' },
      reported: { title: 'Look whether the condition is kept', role: 'officer' },
      noticed: { title: 'Show cause why the condition was not kept', role: 'investor', clock: 'showCause' },
      heard: { title: 'Say whether the condition is broken', role: 'manager' },
    },
    holders: { due: { holder: 'investor' }, noticed: { holder: 'investor' } },
    delays: {
      obligation: { title: 'Date of the condition', legalEffect: false },
      showCause: { title: 'Notice to show cause', legalEffect: false },
    },
  };
}

const officer = { role: 'officer', agency: 'case' } as const;
const manager = { role: 'manager', agency: 'case' } as const;
const words = text('Text');
const papers = list('Papers', text('Paper', 200));

const events = {
  reportKept: {
    title: 'Report that it is kept',
    by: ['owner'],
    schema: object('Report', { text: words, 'papers?': papers }),
  },
  confirmKept: { title: 'Find it kept', by: [officer], schema: object('Finding', { 'text?': words }) },
  denyKept: { title: 'Find it not kept', by: [officer], schema: object('Finding', { text: words }) },
  showCause: { title: 'Show cause', by: ['owner'], schema: object('Cause', { text: words, 'papers?': papers }) },
  excuse: {
    title: 'Excuse the delay and set another date',
    by: [manager],
    schema: object('Excuse', { until: dueDate('To be kept by'), text: words }),
  },
  declareBroken: {
    title: 'Find it broken',
    by: [manager],
    schema: object('Finding', { basis: text('Legal basis', 500), text: words }),
  },
  release: { title: 'No longer an obligation', by: ['parent'] },
} as const satisfies { readonly [type: string]: EventDeclaration };

function machine({ setup }: Library) {
  const s = obligationSetup({ setup });
  return s.createMachine({
    id: 'obligation',
    initial: 'due',
    context: ({ input: { data, openedAt } }) => ({
      openedAt,
      approval: data.approval ?? '',
      text: data.text ?? '',
      by: data.by ?? '',
      said: [],
    }),
    on: { release: '.released' },
    states: statesOf(s),
  });
}

function obligationSetup({ setup }: Pick<Library, 'setup'>) {
  return setup({
    types: {} as { context: Context; events: Event; input: { data: Partial<Context>; openedAt: number } },
    actions: {} as Effects,
    delays: {} as { obligation: number; showCause: number },
  });
}

const DATED = {
  type: 'mark' as const,
  // The first instant of the day in Pakistan (UTC+5 all the year); the clock counts no days from it, so it ends with that day. A date that
  // is over already is today's.
  params: ({ context, event }: { readonly context: Context; readonly event: Partial<Event> }) => ({
    name: 'dated',
    at: Math.max(Date.parse(`${context.by}T00:00:00+05:00`), event.act?.at ?? context.openedAt),
  }),
};

const tell = (outcome: string) => ({
  type: 'tellParent' as const,
  params: ({ event }: Said) => ({
    event: 'obligationEnded',
    outcome,
    data: event.text === undefined ? {} : { text: event.text },
  }),
});

const WARN = { type: 'notify' as const, params: { to: 'investor', template: 'show-cause-condition-not-kept' } };

/** Whether the day by whose end it is to be kept is over. */
const isOver = ({ context, event }: Said): boolean =>
  event.act.at >= Date.parse(`${context.by}T00:00:00+05:00`) + 86_400_000;

function statesOf(s: ReturnType<typeof obligationSetup>) {
  const kept = s.assign({
    said: ({ context, event: { type, text: words = '', basis = '', papers: enclosed = [], act } }: Said) => [
      ...context.said,
      { what: type, text: words, basis, papers: enclosed, ...act },
    ],
  });
  const moved = s.assign({ by: ({ context, event }: Said) => event.until ?? context.by });
  const report = { target: 'reported', actions: kept } as const;
  return {
    due: { entry: DATED, after: { obligation: { target: 'noticed', actions: WARN } }, on: { reportKept: report } },
    reported: {
      on: {
        confirmKept: { target: 'fulfilled', actions: [kept, tell('kept')] },
        // Reported too early, there is still time.
        denyKept: [
          { guard: isOver, target: 'noticed', actions: [kept, WARN] },
          { target: 'due', actions: kept },
        ],
      },
    },
    noticed: {
      after: { showCause: 'heard' },
      on: { reportKept: report, showCause: { target: 'heard', actions: kept } },
    },
    heard: {
      on: {
        reportKept: report,
        excuse: { target: 'due', actions: [kept, moved] },
        declareBroken: { target: 'broken', actions: [kept, tell('broken')] },
      },
    },
    fulfilled: { type: 'final' },
    broken: { type: 'final' },
    released: { type: 'final' },
  } as const;
}
