import type { Library } from '../../src/engine/definition.js';
import { isPassed } from './1-approvals.js';
import { operationPaper } from './1-certificates.js';
import type { ApplicationSetup } from './1-setup.js';
import { defective, instantOf, notify, operating, reportedReady } from './1-notes.js';
import { approvals, interruptions, relodging, suspension } from './1-stages.js';

/** A stage that is nothing but its approvals. */
export function stageOfApprovals(s: ApplicationSetup, library: Library, stage: 'permits' | 'lease') {
  const next = stage === 'permits' ? 'lease' : 'operational';
  return s.createStateConfig({
    initial: 'underway',
    states: {
      underway: {
        initial: 'approvals',
        on: interruptions(s, stage, library),
        states: {
          approvals: { ...approvals(s, stage, library), onDone: `#investor-approval.${next}` },
          previous: { type: 'history', history: 'deep' },
        },
      },
      suspended: suspension(s, stage),
    },
  });
}

/** Last stage: registrations before operation, then an inspection on the spot. An approval is not yet a factory. */
export function operational(s: ApplicationSetup, library: Library) {
  return s.createStateConfig({
    initial: 'underway',
    states: {
      underway: {
        initial: 'approvals',
        on: interruptions(s, 'operational', library),
        states: {
          approvals: { ...approvals(s, 'operational', library), onDone: 'commissioning' },
          commissioning: commissioning(s),
          previous: { type: 'history', history: 'deep' },
        },
      },
      suspended: suspension(s, 'operational'),
      // A licence may be lost, and had again, while the plant runs.
      running: { on: { relodge: relodging(s) } },
    },
  });
}

function commissioning(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'awaited',
    // What was in force may be lost while the plant is being built.
    always: {
      guard: (heard) => !isPassed(heard.context, 'operational', instantOf(heard)),
      target: 'approvals',
    },
    states: {
      awaited: { on: { reportReady: { target: 'inspection', actions: reportedReady(s) } } },
      inspection: {
        on: {
          recordDefects: { target: 'awaited', actions: [defective(s), notify('investor', 'commissioning-defects')] },
          confirmOperations: {
            target: '#investor-approval.operational.running',
            actions: [operating(s), operationPaper, notify('investor', 'project-operational')],
          },
        },
      },
    },
  });
}
