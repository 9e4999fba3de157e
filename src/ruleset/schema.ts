import { by, keys, listOf, text, word } from '../yaml/index.js';
import { FACT_TYPES } from './conditions.js';
import { SILENCE_RULES } from './silence.js';
import { STAGES } from './source.js';

const length = { type: 'string', format: 'length' };
const name = {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9]*$',
  description: 'a name such as decision or afterReminder',
};

/** Why a clock may stand still: codes, so that the ledger can be summed by cause. */
const PAUSE_CAUSES = ['incomplete-papers', 'site-visit-refused', 'fee-unpaid', 'court-stay', 'regime-suspended'];

const figure = { force: { enum: ['limit', 'target'] }, length, source: text, confirmed: { type: 'boolean' } };
const causes = listOf(keys({ cause: { enum: PAUSE_CAUSES }, basis: text }));
const form = {
  title: text,
  start: name,
  pauses: causes,
  onReturn: { enum: ['carry', 'reset'] },
  roll: { enum: ['next-open-day', 'none'] },
};
const extension = keys({ basis: text, 'reasons?': listOf(word, { minItems: 1, uniqueItems: true }) });

const clock = keys({ ...figure, ...form, 'extension?': extension });

const optional = Object.entries({ ...figure, ...form, extension }).map(([key, schema]) => [`${key}?`, schema]);
/** Each part of a figure asks for the next, the last for the first: whoever leaves one out is told once. */
const parts = Object.keys(figure);
const following = parts.map((part, index) => [part, [parts[(index + 1) % parts.length]]]);
const override = keys(Object.fromEntries(optional), { dependentRequired: Object.fromEntries(following) });

const silence = keys({
  rule: { enum: SILENCE_RULES },
  'after?': length,
  'from?': text,
  'reminder?': text,
  'further?': length,
  'by?': word,
  'basis?': text,
});

/** What a case about the approval goes through beyond its filing and its decision. */
const NEEDS = ['hearing', 'inspection', 'verification'];
const course = {
  'needs?': listOf({ enum: NEEDS }, { uniqueItems: true }),
  'consults?': listOf(keys({ agency: word, basis: text }), { uniqueItems: true }),
  'appeal?': keys({ first: text, 'second?': text, basis: text }),
};

const sourced = { source: text, confirmed: { type: 'boolean' } };
const fee = keys(
  {
    rule: { enum: ['none', 'due', 'on-challan'] },
    'amount?': { type: 'integer', minimum: 1 },
    'currency?': { enum: ['PKR', 'USD'] },
    'confirmed?': { type: 'boolean' },
    note: text,
    source: text,
  },
  { dependentRequired: { amount: ['currency'], currency: ['confirmed'], confirmed: ['amount'] } },
);
const notices = keys({ rounds: { type: 'integer', minimum: 1 }, outcome: text, ...sourced });
const duty = keys({ id: word, what: text, length, start: name, ...sourced });
const priority = keys({ over: text, ...sourced });
const ofVariants = { ...course, 'fee?': fee, 'notices?': notices, 'priority?': priority };

const variant = keys({
  id: word,
  title: text,
  when: text,
  'agency?': word,
  'dependsOn?': listOf(word, { uniqueItems: true }),
  'clocks?': by(name, override),
  'silence?': silence,
  ...ofVariants,
});

const KINDS = 'permit registration duty clearance confirmation inspection connection recommendation land incentive';

const approval = keys({
  id: word,
  name: text,
  kind: { enum: KINDS.split(' ') },
  agency: word,
  legalBasis: text,
  stage: { enum: STAGES },
  applies: text,
  dependsOn: listOf(word, { uniqueItems: true }),
  silence,
  blocks: { type: 'boolean' },
  'incorporates?': { type: 'boolean' },
  'certificate?': { enum: ['allotment', 'lease'] },
  'per?': { enum: ['project', 'site'] },
  'clockOwner?': { enum: ['agency', 'investor'] },
  ...ofVariants,
  'duties?': listOf(duty),
  'planning?': keys({ length, source: text }),
  'notes?': text,
  source: text,
  confidence: { enum: ['sourced', 'partly-sourced', 'unverified'] },
  'clocks?': by(name, override),
  'variants?': listOf(variant),
});

const whole = (minimum: number): object => ({ type: 'integer', minimum });
const committee = keys({
  members: whole(1),
  quorum: whole(1),
  majority: { enum: ['voting', 'present', 'members'] },
  noticeDays: whole(0),
});
const letters = { letters: whole(1), ...sourced };
const screening = keys({ ...letters, 'variants?': listOf(keys({ when: text, ...letters })) });
const body = keys({
  id: word,
  title: text,
  when: text,
  legalBasis: text,
  'approval?': word,
  'committee?': committee,
  ...sourced,
});

const asked = keys({ by: word, 'when?': text, ...sourced });
const paper = keys({
  id: word,
  title: text,
  'per?': { enum: ['project', 'site'] },
  'expires?': { type: 'boolean' },
  asked: listOf(asked, { minItems: 1 }),
});

const head = {
  id: word,
  title: text,
  effectiveFrom: { type: 'string', format: 'date' },
  status: { enum: ['draft', 'published'] },
  workflows: by(word, keys({ version: text, 'input?': { enum: ['approval', 'approvals'] }, 'clocksOf?': word })),
  facts: by(name, { enum: FACT_TYPES }),
  'particulars?': listOf(name, { uniqueItems: true }),
  'sees?': listOf(
    keys({
      id: word,
      'by?': listOf(word, { minItems: 1, uniqueItems: true }),
      facts: listOf(name, { minItems: 1 }),
      ...sourced,
    }),
    { minItems: 1 },
  ),
  'recognition?': keys({ days: { type: 'integer', minimum: 0 }, ...sourced }),
  'bodies?': listOf(body),
  'screening?': screening,
  'voids?': causes,
  clocks: by(word, by(name, clock)),
  'omitted?': listOf(keys({ id: word, reason: text })),
};
const papers = listOf(paper);
const approvals = { approvals: listOf(approval) };

/** A ruleset in one file; in a folder, the file that says all but its papers and approvals, the one of papers, and those of approvals. */
export const WHOLE_SCHEMA = keys({ ...head, 'papers?': papers, ...approvals });
export const HEAD_SCHEMA = keys(head);
export const PAPERS_SCHEMA = keys({ papers });
export const PART_SCHEMA = keys(approvals);
