import type { JsonObject } from '../../src/engine/json.js';
import type { Grant, PermitContext } from './1-context.js';
import type { Heard, Said } from './1-setup.js';

/*
 * The papers that people are given: a receipt for what is lodged, a certificate of what is granted, an order of what is refused or revoked.
 * What they say is fixed when they are issued; what becomes of them is told by the states that the permit enters.
 */

/** What a grant of this approval is called: an allotment, a lease, else a grant. */
const grantKind = ({ approval }: PermitContext): string => approval.certificate ?? 'grant';

export const receipt = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => {
    const { lodging } = context;
    const { papers = [], challan = null, at = 0 } = lodging ?? {};
    return { kind: 'acknowledgement', data: { ...about(context), receivedAt: at, papers: [...papers], challan } };
  },
};

/** `standing`: where the grant goes by post, it is of no effect before it arrives. */
export function grantPaper(standing: 'in-force' | 'unserved' = 'in-force') {
  return {
    type: 'issueCertificate' as const,
    params: ({ context }: Said) => ({
      kind: grantKind(context),
      data: { ...about(context), ...termsOf(context.grant) },
      standing,
      supersedes: ['grant', 'allotment', 'lease', 'refusal'],
    }),
  };
}

function termsOf(grant: Grant | null): JsonObject {
  if (!grant) return {};
  const { how, basis, text, conditions, provisional } = grant;
  return { how, basis, text, provisional, conditions: conditions.map((condition) => ({ ...condition })) };
}

export function refusalPaper(standing: 'in-force' | 'unserved' = 'in-force') {
  return {
    type: 'issueCertificate' as const,
    params: ({ context }: Said) => {
      const { code = '', basis = '', text = '', sealed } = context.refusal ?? {};
      const said = {
        code,
        basis,
        text,
        sealed: sealed !== undefined,
        appealTo: context.approval.appeal?.first ?? null,
      };
      return { kind: 'refusal', data: { ...about(context), ...said }, standing, supersedes: ['refusal'] };
    },
  };
}

export const revocationPaper = {
  type: 'issueCertificate' as const,
  params: ({ context }: Said) => {
    const { code = '', basis = '', text = '' } = context.ending ?? {};
    const said = { code, basis, text, appealTo: context.approval.appeal?.first ?? null };
    return { kind: 'revocation', data: { ...about(context), ...said }, supersedes: ['revocation'] };
  },
};

/** What has become of the grant. */
export function grantStands(standing: string) {
  return {
    type: 'certificateStands' as const,
    params: ({ context }: Said) => ({ kinds: [grantKind(context)], standing }),
  };
}

export function ordersStand(kinds: readonly ('refusal' | 'revocation')[], standing: string) {
  return { type: 'certificateStands' as const, params: { kinds, standing } };
}

/** A decision fell: whatever was last decided says nothing any more. */
export const decisionFalls = {
  type: 'certificateStands' as const,
  params: ({ context }: Heard) => ({ kinds: [grantKind(context), 'refusal', 'revocation'], standing: 'annulled' }),
};

/** What the paper is about: the approval, and the project as it is at the place. */
function about({ approval, application }: PermitContext): JsonObject {
  const fact = (name: string): JsonObject[string] => application[name] || null;
  return {
    subject: 'approval',
    approval: approval.id,
    approvalName: approval.name,
    basis: approval.legalBasis,
    holder: fact('company') ?? fact('title'),
    project: fact('title'),
    siteName: fact('name') ?? fact('site'),
    district: fact('district'),
    province: fact('province'),
    zone: fact('zoneName'),
  };
}
