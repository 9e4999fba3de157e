import type { EventDeclaration, Library, WorkflowDefinition } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import { choice, object, text } from './1-schema.js';

type Act = { readonly at: number; readonly by: string; readonly post: string | null };
/** `code`: why a view objects. */
type View = Act & { readonly code: string | null; readonly basis: string; readonly text: string };

type Context = {
  readonly approval: string;
  readonly agency: string;
  readonly question: string;
  readonly application: JsonObject;
  readonly view: View | null;
  readonly silence: Act | null;
};
type Data = { readonly code?: string; readonly basis?: string; readonly text?: string };
type Event = { readonly type: keyof typeof events; readonly act: Act } & Data;
type Said = { readonly context: Context; readonly event: Event };
type Effects = {
  tellParent: (_: unknown, params: { event: string; outcome: string; data?: JsonObject }) => void;
};

/**
 * One agency's view on what another decides. Its silence counts as no objection where the limit is law, and is recorded as silence;
 * an objection that comes later is still heard, and the deciding agency gives notice to show cause. Where the limit is no law, silence
 * says nothing: the deciding agency's officer is asked, in its own case.
 */
export default function consultation(library: Library): WorkflowDefinition {
  return {
    id: 'consultation',
    version: '1',
    title: 'View of a consulted agency',
    machine: machine(library),
    events,
    tasks: { asked: { title: 'Give the view of your agency', role: 'officer', clock: 'consultation' } },
    holders: { silent: { holder: 'nobody' } },
    delays: { consultation: { title: 'Silence as no objection', legalEffect: true } },
    rests: { silent: 'silence counted as no objection; a later objection is still heard' },
  };
}

const officers = [
  { role: 'officer', agency: 'case' },
  { role: 'manager', agency: 'case' },
] as const;

const OBJECTIONS = ['security', 'safety', 'environmental-harm', 'land-use', 'unlawful-use', 'public-interest', 'other'];

const events = {
  noObjection: {
    title: 'No objection',
    by: officers,
    schema: object('View', { 'text?': text('Text') }),
  },
  object: {
    title: 'Object',
    by: officers,
    reasons: 'refusal',
    schema: object('Objection', {
      code: choice('Reason', OBJECTIONS),
      basis: text('Legal basis', 500),
      text: text('Text'),
    }),
  },
  release: { title: 'Not asked any more', by: ['parent'] },
} as const satisfies { readonly [type: string]: EventDeclaration };

function machine({ setup }: Library) {
  const s = setup({
    types: {} as { context: Context; events: Event; input: { data: Partial<Context> } },
    actions: {} as Effects,
    delays: {} as { consultation: number },
  });
  const viewed = s.assign(({ event }: Said) => ({
    view: { code: event.code ?? null, basis: event.basis ?? '', text: event.text ?? '', ...event.act },
  }));
  const tell = (outcome: string) => ({
    type: 'tellParent' as const,
    params: ({ context, event }: Said) => ({
      event: 'consultationEnded',
      outcome,
      data: { agency: context.agency, ...(event.text === undefined ? {} : { text: event.text }) },
    }),
  });
  return s.createMachine({
    id: 'consultation',
    initial: 'asked',
    context: ({ input: { data } }) => ({
      approval: data.approval ?? '',
      agency: data.agency ?? '',
      question: data.question ?? '',
      application: data.application ?? {},
      view: null,
      silence: null,
    }),
    states: {
      asked: {
        after: {
          consultation: {
            target: 'silent',
            actions: [s.assign({ silence: ({ event }) => event.act }), tell('no-objection-by-silence')],
          },
        },
        on: {
          noObjection: { target: 'given', actions: [viewed, tell('no-objection')] },
          object: { target: 'given', actions: [viewed, tell('objection')] },
          release: 'released',
        },
      },
      silent: {
        on: { object: { target: 'given', actions: [viewed, tell('late-objection')] }, release: 'released' },
      },
      given: { type: 'final' },
      released: { type: 'final' },
    },
  });
}
