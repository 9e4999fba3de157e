import type { JsonObject } from '../../src/engine/json.js';
import { decisionOf } from './1-certificates.js';
import type { ApplicationContext, Conditions, Decision, Duty } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { actOf, instantOf } from './1-notes.js';

/* What was decided on the project as a whole, by whom, and what the investor owes by it. */

type Owed = { readonly kind: string; readonly title: string; readonly basis: string; readonly dueOn?: string };

/** Where nobody has to decide: nothing is approved, and nothing need be. */
export function facilitated(s: ApplicationSetup) {
  return s.assign({
    decision: ({ context, event }): Decision => {
      const { basis = NO_LAW, text = '' } = event;
      const [first, second] = [context.appraisal, context.diligence];
      const last = (first?.at ?? 0) > (second?.at ?? 0) ? first : second;
      // By the head of the desk, else by the last finding that nothing speaks against it.
      const { at, by, post } = event.act ?? last ?? actOf({});
      return { outcome: 'accepted-for-facilitation', body: null, basis, text, at, by, post };
    },
  });
}
const NO_LAW = 'no law asks for a decision on the project as a whole';

/** By its approval, in a case of its own, where its reasons stand. */
export function decidedElsewhere(s: ApplicationSetup) {
  return s.assign({
    decision: ({ context, event }): Decision => ({
      outcome: 'decided-by-body',
      body: context.body?.id ?? null,
      basis: context.body?.legalBasis ?? '',
      text: context.body?.approval ?? '',
      ...actOf(event),
      at: instantOf({ context, event }),
    }),
  });
}

/** The minutes, once confirmed, are the decision. Every condition becomes a case of its own, in which it is met. */
export function decidedByCommittee(s: ApplicationSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { basis = '', text = '', precedent = [], subsequent = [], provisionalUntil } = context.minutes ?? {};
    const terms = { precedent, subsequent, ...(provisionalUntil === undefined ? {} : { provisionalUntil }) };
    const outcome = provisionalUntil === undefined ? 'approved' : 'provisional';
    const decision: Decision = { outcome, body: context.body?.id ?? null, basis, text, ...terms, ...actOf(event) };
    const round = context.annulments.length + 1;
    const owed = owedBy(terms, basis).map((one, index) => [`condition/${round}.${index + 1}`, one] as const);
    const at = actOf(event).at;
    const duties = Object.fromEntries(owed.map(([key, { kind, title }]) => [key, begun(kind, title, at)]));
    const decided = { decision, minutes: null, deferral: null, duties: { ...context.duties, ...duties } };
    enqueue.assign(decided);
    enqueue({ type: 'issueCertificate', params: decisionOf({ ...context, ...decided }) });
    for (const [key, data] of owed)
      enqueue({ type: 'openChild', params: { key, workflow: 'duty', data: { ...data } } });
  });
}

function owedBy({ precedent = [], subsequent = [], provisionalUntil }: Conditions, basis: string): Owed[] {
  return [
    ...precedent.map((title) => ({ kind: 'precedent', title, basis })),
    ...subsequent.map(({ text: title, dueOn }) => ({ kind: 'subsequent', title, basis, dueOn })),
    ...(provisionalUntil === undefined
      ? []
      : [
          {
            kind: 'provisional',
            title: 'Show what the approval was left provisional for',
            basis,
            dueOn: provisionalUntil,
          },
        ]),
  ];
}

const begun = (kind: string, title: string, openedAt: number): Duty => ({
  kind,
  title,
  outcome: null,
  openedAt,
  endedAt: null,
});

/** Whether what the next stage waits for is done. */
export function isUnconditional({ context }: { readonly context: ApplicationContext }): boolean {
  return Object.values(context.duties).every(({ kind, outcome }) => kind !== 'precedent' || outcome !== null);
}

/** What has become of a duty. A provisional approval that was shown what it waited for is final. */
export function dutyEnded(s: ApplicationSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { child = '', outcome = '' } = event;
    const known = context.duties[child];
    if (!known) return;
    const endedAt = actOf(event).at;
    const duties = { ...context.duties, [child]: { ...known, outcome, endedAt } };
    enqueue.assign({ duties });
    const { decision } = context;
    if (decision && known.kind === 'provisional' && outcome === 'fulfilled') {
      const final: Decision = { ...decision, outcome: 'approved' };
      enqueue.assign({ decision: final });
      enqueue({ type: 'issueCertificate', params: decisionOf({ ...context, duties, decision: final }) });
    }
    const data: JsonObject = { duty: known.title };
    if (outcome === 'enforced') enqueue({ type: 'notify', params: { to: 'agency', template: 'duty-enforced', data } });
  });
}

/** Nobody has to decide, and both findings are in favour or at least not against it. */
export function nothingAgainst({
  context: { appraisal, diligence },
}: {
  readonly context: ApplicationContext;
}): boolean {
  return [appraisal, diligence].every((finding) => finding !== null && finding.finding !== 'unfavourable');
}
