import type { EventDeclaration, Library, WorkflowDefinition } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import { choice, object, text } from './1-schema.js';

type Act = { readonly at: number; readonly by: string; readonly post: string | null };
type Answer = { readonly code: string; readonly basis: string; readonly text: string } & Act;
type Context = {
  /** `sponsor`, `representative` or `scope`. */
  readonly kind: string;
  readonly text: string;
  /** What is to be changed, and what it would touch, as the application reckons it on the day it is proposed. */
  readonly proposal: JsonObject;
  readonly report: JsonObject;
  readonly suspension: ({ readonly reason: string; readonly basis: string } & Act) | null;
  readonly answer: Answer | null;
};
type Data = { readonly code?: string; readonly text?: string; readonly reason?: string; readonly basis?: string };
type Event = { readonly type: keyof typeof events; readonly act: Act } & Data;
type Effects = {
  tellParent: (_: unknown, params: { readonly event: string; readonly outcome: string }) => void;
  notify: (_: unknown, params: { readonly to: string; readonly template: string }) => void;
};

/**
 * A change of an application that is under way: another sponsor, another representative, another scope. The investor proposes it with a
 * paper and sees what it would touch; the desk accepts or declines it; the application changes only then.
 */
export default function change(library: Library): WorkflowDefinition {
  return {
    id: 'change',
    version: '1',
    title: 'Change of an application',
    machine: machine(library),
    events,
    tasks: { pending: { title: 'Accept the change, or decline it', role: 'officer' } },
    holders: { halted: { holder: 'sifc', pause: (context: Context) => context.suspension?.reason ?? null } },
    rests: { halted: 'suspended with its application, until that is taken up again' },
  };
}

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;
const REASONS = ['paper-missing', 'not-eligible', 'needs-another-application', 'other'];
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];
const words = text('Text', 4000);
const basis = text('Legal basis', 500);

const events = {
  accept: {
    title: 'Accept the change',
    by: [OFFICER, MANAGER],
    schema: object('Acceptance', { 'text?': words }),
    represents: ({ kind, proposal: { account, paper } }: Context) =>
      kind === 'representative' && typeof account === 'string' && typeof paper === 'string'
        ? { person: account, ground: paper }
        : null,
  },
  decline: {
    title: 'Decline the change',
    by: [OFFICER, MANAGER],
    reasons: 'refusal',
    schema: object('Refusal of the change', { code: choice('Reason', REASONS), basis, text: words }),
  },
  withdraw: { title: 'Withdraw the change', by: ['owner'], schema: object('Withdrawal', { 'text?': words }) },
  withdrawByParent: {
    title: 'Withdrawn with the application',
    by: ['parent'],
    schema: object('Withdrawal', { 'text?': words }),
  },
  suspendByParent: {
    title: 'Suspended with the application',
    by: ['parent'],
    schema: object('Suspension', { reason: choice('Reason', SUSPENSIONS), basis, 'text?': words }),
  },
  resumeByParent: {
    title: 'Resumed with the application',
    by: ['parent'],
    schema: object('Resumption', { 'text?': words }),
  },
} as const satisfies { readonly [type: string]: EventDeclaration };

function machine({ setup }: Library) {
  const s = setup({
    types: {} as { context: Context; events: Event; input: { data: Partial<Context> } },
    actions: {} as Effects,
  });
  const answered = s.assign({
    answer: ({ event: { code = '', basis: law = '', text: said = '', act } }) => ({
      code,
      basis: law,
      text: said,
      ...act,
    }),
  });
  const suspended = s.assign({
    suspension: ({ event: { reason = '', basis: law = '', act } }) => ({ reason, basis: law, ...act }),
  });
  const tell = (outcome: string) => ({ type: 'tellParent', params: { event: 'changeDecided', outcome } }) as const;
  const notify = (to: string, template: string) => ({ type: 'notify', params: { to, template } }) as const;
  const withdrawals = { withdraw: { target: '#change.withdrawn' }, withdrawByParent: { target: '#change.withdrawn' } };
  return s.createMachine({
    id: 'change',
    initial: 'pending',
    context: ({ input: { data } }) => ({
      kind: data.kind ?? '',
      text: data.text ?? '',
      proposal: data.proposal ?? {},
      report: data.report ?? {},
      suspension: null,
      answer: null,
    }),
    states: {
      pending: {
        on: {
          ...withdrawals,
          accept: { target: 'accepted', actions: [answered, notify('investor', 'change-accepted')] },
          decline: { target: 'declined', actions: [answered, notify('investor', 'change-declined')] },
          suspendByParent: { target: 'halted', actions: suspended },
        },
      },
      halted: {
        on: { ...withdrawals, resumeByParent: { target: 'pending', actions: s.assign({ suspension: null }) } },
      },
      accepted: { type: 'final', entry: tell('accepted') },
      declined: { type: 'final', entry: tell('declined') },
      withdrawn: { type: 'final', entry: tell('withdrawn') },
    },
  });
}
