import type { ApplicationSetup } from './1-context.js';
import { annulled, approved, deferred, found, notify, proposed, recommended, refusedFor } from './1-notes.js';
import { approvals, interruptions, suspension } from './1-stages.js';

/** Second stage: the lead agency judges the project while those who must admit it to a zone or to the ground judge it too. */
export function review(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'underway',
    states: {
      underway: {
        type: 'parallel',
        on: interruptions(s, 'review'),
        states: {
          project: project(s),
          approvals: approvals(s, 'review'),
          previous: { type: 'history', history: 'deep' },
        },
        onDone: '#investor-approval.permits',
      },
      suspended: suspension(s, 'review'),
    },
  });
}

function project(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'assessment',
    states: {
      assessment: {
        type: 'parallel',
        states: { appraisal: appraisal(s), diligence: diligence(s) },
        onDone: 'recommendation',
      },
      recommendation: { on: { recommend: { target: 'decision', actions: recommended(s) } } },
      decision: {
        on: {
          approve: { target: 'decided', actions: [approved(s), notify('investor', 'project-approved')] },
          refuse: { target: '#investor-approval.refused', actions: refusedFor(s) },
          defer: { target: 'deferred', actions: [deferred(s), notify('investor', 'project-deferred')] },
          referBack: 'recommendation',
        },
      },
      deferred: { after: { deferral: 'decision' }, on: { takeUp: 'decision' } },
      decided: { type: 'final' },
    },
  });
}

function appraisal(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'open',
    states: {
      open: { on: { recordAppraisal: { target: 'done', actions: found(s, 'appraisal') } } },
      done: { type: 'final' },
    },
  });
}

function diligence(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'open',
    states: {
      open: { on: { recordDiligence: { target: 'done', actions: found(s, 'diligence') } } },
      done: { type: 'final' },
    },
  });
}

/** A refusal rests, but a mistaken one is corrected by two persons and decided anew. Cases that were withdrawn with it are lodged anew. */
export function refused(s: ApplicationSetup) {
  return s.createStateConfig({
    entry: [{ type: 'tellChildren', params: { event: 'withdrawByParent' } }, notify('investor', 'project-refused')],
    initial: 'none',
    states: {
      none: { on: { proposeCorrection: { target: 'proposed', actions: proposed(s) } } },
      proposed: {
        on: {
          countersignCorrection: {
            target: '#investor-approval.review.underway.project.decision',
            actions: annulled(s),
          },
          dismissCorrection: { target: 'none', actions: s.assign({ correction: null }) },
        },
      },
    },
  });
}
