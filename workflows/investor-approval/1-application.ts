import type { Library } from '../../src/engine/definition.js';
import { receipt } from './1-certificates.js';
import type { ApplicationSetup } from './1-setup.js';
import { isSound } from './1-applicant.js';
import { accepted, amended, deficient, lettersSpent, notify, returned, submitted, supplied } from './1-notes.js';
import { approvals, interruptions, suspension, WITHDRAWN } from './1-stages.js';

/** First stage: from the draft to an application that is complete, and the approvals that everything else hangs on. */
export function application(s: ApplicationSetup, library: Library) {
  const complete = {
    target: '#investor-approval.application.underway.approvals',
    actions: accepted(s, library),
  };
  return s.createStateConfig({
    initial: 'draft',
    states: {
      draft: {
        on: {
          amend: { actions: amended(s) },
          submit: {
            guard: isSound,
            target: 'underway',
            actions: [submitted(s), receipt, notify('agency', 'application-submitted')],
          },
          withdraw: WITHDRAWN,
        },
      },
      underway: {
        initial: 'screening',
        on: interruptions(s, 'application', library),
        states: {
          screening: screening(s, complete, lettersSpent(library)),
          deficiency: deficiency(s, complete),
          approvals: {
            ...approvals(s, 'application', library),
            onDone: '#investor-approval.review',
          },
          previous: { type: 'history', history: 'deep' },
        },
      },
      suspended: suspension(s, 'application'),
    },
  });
}

type Completion = {
  readonly target: string;
  readonly actions: ReturnType<typeof accepted>;
};

function returning(s: ApplicationSetup) {
  return {
    target: '#investor-approval.application.draft',
    actions: [returned(s), notify('investor', 'application-returned')],
  };
}

function screening(s: ApplicationSetup, complete: Completion, spent: ReturnType<typeof lettersSpent>) {
  return s.createStateConfig({
    initial: 'asking',
    on: { declareComplete: complete, returnFiling: returning(s) },
    states: {
      asking: {
        always: { guard: spent, target: 'spent' },
        on: {
          declareIncomplete: {
            target: '#investor-approval.application.underway.deficiency',
            actions: [deficient(s), notify('investor', 'application-incomplete')],
          },
        },
      },
      // No letter more: what is still missing now is for the officer to take or to return.
      spent: {},
    },
  });
}

function deficiency(s: ApplicationSetup, complete: Completion) {
  return s.createStateConfig({
    initial: 'asked',
    on: {
      supply: { target: 'screening', actions: [supplied(s), notify('agency', 'application-supplied')] },
    },
    states: {
      asked: {
        after: { answer: { target: 'overdue', actions: notify('investor', 'show-cause-papers-not-supplied') } },
      },
      overdue: {
        on: { declareComplete: complete, returnFiling: returning(s) },
      },
    },
  });
}
