import type { JsonObject } from '../../src/engine/json.js';
import type { ApplicationContext, Said } from './1-context.js';

/* The papers of the application as a whole; those of its approvals are issued in the cases of these. */

export const receipt = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => ({
    kind: 'acknowledgement',
    data: { ...about(context), receivedAt: context.submission?.at ?? 0 },
  }),
};

/** With the approvals that are needed, and the time of each, as it was acknowledged. */
export function acceptancePaper(context: ApplicationContext) {
  const approvals = context.acknowledgement.map(
    ({ approval = '', name = '', agency = '', held = false, service = null }) => {
      const { within = null, law = false } = (service ?? {}) as { within?: string | null; law?: boolean };
      return {
        approval,
        approvalName: name,
        agencyType: agency,
        held,
        length: within ?? 'none',
        force: law ? 'limit' : 'target',
      };
    },
  );
  return { type: 'issueCertificate' as const, params: { kind: 'acceptance', data: { ...about(context), approvals } } };
}

/** The decision on the project, where the lead agency or its committee has taken one. */
export const decisionPaper = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => decisionOf(context),
};

export function decisionOf(context: ApplicationContext) {
  const { decision } = context;
  const { outcome = '', basis = '', text = '', precedent = [], subsequent = [], provisionalUntil } = decision ?? {};
  const conditions = [
    ...precedent.map((said) => ({ kind: 'precedent', text: said })),
    ...subsequent.map(({ text: said, dueOn }) => ({ kind: 'subsequent', text: said, by: dueOn })),
  ];
  const until = provisionalUntil === undefined || outcome === 'approved' ? {} : { provisionalUntil };
  const said = { how: 'signed', outcome, basis, text, conditions, provisional: outcome === 'provisional', ...until };
  const waits = Object.values(context.duties).some((duty) => duty.kind === 'precedent' && duty.outcome === null);
  const standing = waits ? 'conditional' : 'in-force';
  return { kind: 'grant', data: { ...about(context), ...said }, standing, supersedes: ['grant', 'refusal'] };
}

export const refusalPaper = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => {
    const { code = '', basis = '', text = '', sealed } = context.refusal ?? {};
    const said = { code, basis, text, sealed: sealed !== undefined };
    return { kind: 'refusal', data: { ...about(context), ...said }, supersedes: ['refusal'] };
  },
};

/** What was to be met first is met. */
export const decisionTakesEffect = {
  type: 'certificateStands' as const,
  params: { kinds: ['grant'], standing: 'in-force' },
};

export const refusalFalls = {
  type: 'certificateStands' as const,
  params: { kinds: ['refusal'], standing: 'annulled' },
};

export function decisionEnds(standing: 'surrendered' | 'annulled') {
  return { type: 'certificateStands' as const, params: { kinds: ['grant'], standing } };
}

export const operationPaper = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => {
    const { inspectedOn = '', text = '' } = context.operation ?? {};
    return { kind: 'operation', data: { ...about(context), inspectedOn, text } };
  },
};

function about({ application }: ApplicationContext): JsonObject {
  return {
    subject: 'application',
    holder: application['company'] || application['title'] || null,
    project: application['title'] ?? null,
    province: application['province'] ?? null,
    district: application['district'] || null,
    zone: application['zoneName'] || null,
  };
}
