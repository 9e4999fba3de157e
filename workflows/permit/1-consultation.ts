import { actOf, notify, RELEASE } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

const isUndisturbed = ({ context: { approval } }: Said): boolean => approval.consults.length === 0;
const isAnswered = ({ context: { approval, views } }: Said): boolean =>
  approval.consults.every(({ agency }) => Object.hasOwn(views, agency));

/**
 * The agencies whose views the law wants, each asked by a case of its own that its own office works on, and whose time its own ledger
 * charges. Where the limit has force, the case of a silent agency says no objection; where it has none, the officer may go on without.
 */
export function consultation(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'due',
    states: {
      due: {
        always: [
          { guard: isUndisturbed, target: 'none' },
          { guard: isAnswered, target: 'closed' },
        ],
        on: { consult: { target: 'out', actions: asking(s) } },
      },
      out: {
        always: { guard: isAnswered, target: 'closed' },
        after: { consultation: { target: 'late', actions: notify('agency', 'views-outstanding') } },
      },
      late: {
        always: { guard: isAnswered, target: 'closed' },
        on: { proceedWithoutViews: { target: 'closed', actions: [withoutViews(s), RELEASE] } },
      },
      closed: {},
      none: {},
    },
  });
}

function asking(s: PermitSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { approval, application } = context;
    for (const { agency } of approval.consults) {
      const data = { approval: approval.id, application, agency, question: event.text ?? '' };
      enqueue({ type: 'openChild', params: { key: `consultation/${agency}`, workflow: 'consultation', data, agency } });
    }
  });
}

/** What a consulted agency said, whenever it says it. */
export function viewed(s: PermitSetup) {
  return s.assign({
    views: ({ context, event: { agency = '', outcome = '', text = '', ...event } }) => ({
      ...context.views,
      [agency]: { outcome, text, ...actOf(event) },
    }),
  });
}

function withoutViews(s: PermitSetup) {
  return s.assign({
    views: ({ context: { approval, views }, event }) => {
      const { basis = '', text = '' } = event;
      const silent = { outcome: 'not-awaited', basis, text, ...actOf(event) };
      return { ...Object.fromEntries(approval.consults.map(({ agency }) => [agency, silent])), ...views };
    },
  });
}
