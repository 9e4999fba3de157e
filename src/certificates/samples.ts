import type { JsonObject } from '../engine/index.js';
import type { Language, Values } from '../messages/index.js';
import type { LetterFrame, LetterRequest, Letters } from './letters.js';
import { textOf } from '../store/standing.js';
import type { Names } from './names.js';

/** 24 November 2026, 10:00 in Pakistan. */
const AT = Date.UTC(2026, 10, 24, 5);

const AGENCY = 'epa-punjab';
const REFERENCE = 'IJC-2026-7K3M-9Q2T-V4XD';
const ADDRESS = `https://ijazat.example/verify/${REFERENCE}`;

interface Sample {
  readonly name: string;
  readonly kind: string;
  readonly standing?: string;
  readonly data: JsonObject;
}

const about: JsonObject = {
  subject: 'approval',
  case: 'IJZ-2026-000123/environmental-iee',
  basis: 'Punjab Environmental Protection Act 1997 s.12; IEE/EIA Regulations 2022',
  holder: 'Karakoram Textiles (Private) Limited',
  project: 'Spinning mill of 30,000 spindles',
  site: 'Plot 14, M-3 Industrial City, Faisalabad',
  decidedAt: AT,
};

const SAMPLES: readonly Sample[] = [
  {
    name: 'grant',
    kind: 'grant',
    data: {
      ...about,
      approval: 'environmental-iee',
      approvalName: 'Initial Environmental Examination approval',
      how: 'signed',
      text: 'The examination is sound and the mitigation proposed is sufficient. The approval is granted on the conditions below.',
      conditions: [
        { kind: 'precedent', text: 'The effluent treatment plant is commissioned and inspected.', hasBy: false },
        {
          kind: 'subsequent',
          text: 'Noise at the boundary stays below 65 dB(A).',
          hasBy: true,
          by: Date.UTC(2027, 5, 30),
        },
      ],
      hasPrecedent: true,
    },
  },
  {
    name: 'deemed-grant',
    kind: 'grant',
    data: {
      ...about,
      approval: 'building-plan',
      approvalName: 'Building plan approval / construction permit',
      how: 'deemed',
      basis: 'LDA Building Regulations 2019',
    },
  },
  {
    name: 'refusal',
    kind: 'refusal',
    data: {
      ...about,
      approval: 'environmental-iee',
      approvalName: 'Initial Environmental Examination approval',
      code: 'environmental-harm',
      text: 'فضلے کے پانی کی صفائی کا منصوبہ ناکافی ہے اور قریبی نہر کو نقصان کا خدشہ ہے۔',
      appealTo: 'Environmental Tribunal',
      sealed: true,
    },
  },
  {
    name: 'revoked-grant',
    kind: 'grant',
    standing: 'revoked',
    data: {
      ...about,
      approval: 'environmental-iee',
      approvalName: 'Initial Environmental Examination approval',
      how: 'signed',
      text: 'Granted. 批准。',
      holder: '山东如意科技集团有限公司',
    },
  },
];

/** Letters to look at, one of each sort, in a language. */
export function sampleRequests(
  language: Language,
  { messages }: Letters,
  names: Names,
): { readonly name: string; readonly request: LetterRequest }[] {
  const office = names.agency(language, AGENCY);
  const say = (name: string, values: Values = {}): string => messages.text(language, `letters.${name}`, values);
  return SAMPLES.map(({ name, kind, standing, data }) => {
    const approval = names.approval(language, textOf(data, 'approval'), textOf(data, 'approvalName'));
    const code = typeof data['code'] === 'string' ? { code: say(`reasons.${data['code']}`) } : {};
    const signed =
      data['how'] === 'deemed' ? say('frame.signedByLaw') : say('frame.signedAs', { role: 'manager', agency: office });
    const frame: LetterFrame = {
      reference: REFERENCE,
      issuedAt: AT,
      office,
      to: [textOf(data, 'holder'), textOf(data, 'site')],
      signed: [signed, say('frame.signedBy', { number: 17, case: textOf(data, 'case') })],
      authoritative: 'en',
      banner: standing === undefined ? null : say(`banners.${standing}`, { since: AT }),
      verify: { code: `${ADDRESS}#${'a-signature-as-long-as-real-ones'.repeat(12)}`, address: ADDRESS },
      order: null,
      demonstration: true,
    };
    return { name, request: { kind, language, data: { ...data, agency: office, approval, ...code }, frame } };
  });
}
