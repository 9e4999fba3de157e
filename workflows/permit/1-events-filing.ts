import type { EventDeclaration } from '../../src/engine/definition.js';
import { FILING, filingFor } from './1-filing.js';
import {
  basis,
  choice,
  grounded,
  list,
  MANAGER,
  note,
  object,
  OFFICER,
  papers,
  reasoned,
  remark,
  text,
  words,
} from './1-schema.js';

/** Why an investor gives up, for whoever wants to say it: nobody has to. */
const WITHDRAWALS = [
  'no-financing',
  'too-slow',
  'too-costly',
  'hard-requirements',
  'market-changed',
  'site-unsuitable',
  'invests-elsewhere',
  'other',
];
/** What a filing that is not complete lacks. */
const DEFICIENCIES = ['incomplete-papers', 'defective-papers', 'incomplete-particulars', 'fee-unpaid'];
const RETURNS = ['papers-not-supplied', 'query-not-answered', 'fee-unpaid', 'wrong-forum'];

type FilingEvent =
  | 'lodge'
  | 'declareComplete'
  | 'declareIncomplete'
  | 'supply'
  | 'returnFiling'
  | 'withdraw'
  | 'register'
  | 'convert'
  | 'transfer';

export const filing: { readonly [type in FilingEvent]: EventDeclaration } = {
  lodge: {
    title: 'Lodge the filing',
    by: ['owner'],
    schema: FILING,
    under: ({ approval }) => filingFor(approval),
    marks: ['lodged', 'received'],
  },
  declareComplete: {
    title: 'Declare the filing complete',
    by: [OFFICER],
    schema: note('Completeness'),
    marks: ['complete'],
  },
  declareIncomplete: {
    title: 'Ask for everything that is missing, in one list',
    by: [OFFICER],
    reasons: 'query',
    schema: object('Deficiencies', {
      code: choice('Reason', DEFICIENCIES),
      basis,
      text: words,
      items: list('What is missing', text('Item', 500)),
    }),
  },
  // What is lodged is the filing as it now stands, so the check of completeness begins anew; received it was before.
  supply: {
    title: 'Supply what is missing',
    by: ['owner'],
    schema: object('Supply', { text: words, 'papers?': papers }),
    marks: ['lodged'],
  },
  returnFiling: {
    title: 'Return the filing',
    by: [OFFICER, MANAGER],
    reasons: 'refusal',
    schema: reasoned('Return', RETURNS),
  },
  withdraw: {
    title: 'Withdraw',
    by: ['owner'],
    schema: object('Withdrawal', { 'code?': choice('Reason', WITHDRAWALS), 'text?': words }),
  },
  // Where the law leaves nothing to weigh, one officer's act is the whole of it.
  register: {
    title: 'Register',
    first: true,
    by: [OFFICER],
    schema: object('Registration', { 'number?': text('Number in the register', 100), basis, text: words }),
    marks: ['complete', 'decided', 'granted', 'served'],
  },
  convert: {
    title: 'Convert into another kind of approval',
    by: [OFFICER, MANAGER],
    schema: object('Conversion', { to: text('Approval (id of the catalogue)', 100), basis, text: words }),
  },
  transfer: {
    title: 'Transfer to the agency that is competent',
    by: [OFFICER, MANAGER],
    schema: object('Transfer', { to: text('Agency', 100), basis, text: words }),
  },
};

/** Grounds on which a query may be put. Whether time stops for one of them is for the ruleset to say, clock by clock. */
const GROUNDS = ['incomplete-papers', 'site-visit-refused', 'fee-unpaid', 'clarification'];

type QueryEvent = 'query' | 'answer' | 'proceed' | 'consult' | 'proceedWithoutViews';

export const queries: { readonly [type in QueryEvent]: EventDeclaration } = {
  query: {
    title: 'Put a query to the investor (one round)',
    by: [OFFICER],
    reasons: 'query',
    schema: object('Query', {
      ground: choice('Ground', GROUNDS),
      basis,
      text: words,
      items: list('Questions', text('Question', 500)),
    }),
  },
  answer: { title: 'Answer the query', by: ['owner'], schema: object('Answer', { text: words, 'papers?': papers }) },
  proceed: { title: 'Go on without an answer', by: [OFFICER], schema: note('Note') },
  consult: {
    title: 'Ask the agencies that must be consulted',
    by: [OFFICER],
    schema: remark('Question'),
    marks: ['circulated'],
  },
  proceedWithoutViews: {
    title: 'Go on without the views that are outstanding',
    by: [OFFICER, MANAGER],
    schema: grounded('Reason'),
  },
};
