import type { Library } from '../../src/engine/definition.js';
import { hasDecided } from './1-bodies.js';
import { decisionPaper, decisionTakesEffect, refusalFalls, refusalPaper } from './1-certificates.js';
import { committee } from './1-committee.js';
import type { Act, ApplicationContext } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { decidedElsewhere, facilitated, isUnconditional, nothingAgainst } from './1-decision.js';
import { annulled, discontinued, found, instantOf, notify, proposed, recommended, refusedFor } from './1-notes.js';
import { approvals, interruptions, suspension } from './1-stages.js';

/** Second stage: the lead agency judges the project while those who must admit it to a zone or to the ground judge it too. */
export function review(s: ApplicationSetup, library: Library) {
  return s.createStateConfig({
    initial: 'underway',
    states: {
      underway: {
        type: 'parallel',
        on: interruptions(s, 'review', library),
        states: {
          project: project(s),
          approvals: approvals(s, 'review', library),
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
        onDone: 'assessed',
      },
      assessed: assessed(s),
      facilitation: {
        on: {
          accept: {
            target: 'decided',
            actions: [facilitated(s), decisionPaper, notify('investor', 'accepted-for-facilitation')],
          },
          decline: { target: '#investor-approval.refused', actions: [refusedFor(s), refusalPaper] },
        },
      },
      recommendation: {
        on: {
          recommend: [
            {
              guard: ({ context }) => context.body?.committee !== undefined,
              target: 'committee',
              actions: recommended(s),
            },
            { target: 'elsewhere', actions: recommended(s) },
          ],
        },
      },
      committee: committee(s),
      // The law gives the decision to a body of its own, which takes it in the case of its approval.
      elsewhere: {
        always: [
          { guard: decidedByBody, target: 'decided', actions: decidedElsewhere(s) },
          // Once in force it was decided, whatever has become of it since: a later stage asks for it again.
          { guard: 'isAdmitted', target: 'decided', actions: decidedElsewhere(s) },
        ],
      },
      deferred: { after: { deferral: 'committee' }, on: { takeUp: 'committee' } },
      conditions: {
        always: { guard: isUnconditional, target: 'decided', actions: decisionTakesEffect },
        on: { discontinue: { target: '#investor-approval.discontinued', actions: discontinued(s) } },
      },
      decided: { type: 'final' },
    },
  });
}

/** Where nobody has to decide and nothing speaks against the project, no decision is asked for. */
function assessed(s: ApplicationSetup) {
  return s.createStateConfig({
    always: [
      { guard: ({ context }) => context.body !== null, target: 'recommendation' },
      {
        guard: nothingAgainst,
        target: 'decided',
        actions: [facilitated(s), decisionPaper, notify('investor', 'accepted-for-facilitation')],
      },
      { target: 'facilitation' },
    ],
  });
}

const decidedByBody = (heard: { readonly context: ApplicationContext; readonly event: { readonly act?: Act } }) =>
  hasDecided(heard.context, instantOf(heard));

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
          countersignCorrection: [
            {
              guard: ({ context }) => context.body === null,
              target: '#investor-approval.review.underway.project.facilitation',
              actions: [annulled(s), refusalFalls],
            },
            {
              guard: ({ context }) => context.body?.committee !== undefined,
              target: '#investor-approval.review.underway.project.committee',
              actions: [annulled(s), refusalFalls],
            },
            // Of another scope since: a body of the law decides, and is recommended to.
            {
              target: '#investor-approval.review.underway.project.recommendation',
              actions: [annulled(s), refusalFalls],
            },
          ],
          dismissCorrection: { target: 'none', actions: s.assign({ correction: null }) },
        },
      },
    },
  });
}
