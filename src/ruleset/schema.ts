import { FACT_TYPES } from './conditions.js';
import { STAGES } from './source.js';

const text = { type: 'string', minLength: 1 };
const length = { type: 'string', format: 'length' };
const word = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*$',
  description: 'a word of small letters, digits and hyphens',
};
const name = {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9]*$',
  description: 'a name such as decision or afterReminder',
};

/** Keys and nothing else, all of them required but those that end in `?`. */
function keys(properties: Readonly<Record<string, object>>, rules: object = {}): object {
  const plain = Object.entries(properties).map(([key, schema]) => [key.replace('?', ''), schema] as const);
  const required = Object.keys(properties).filter((key) => !key.endsWith('?'));
  return { type: 'object', properties: Object.fromEntries(plain), required, additionalProperties: false, ...rules };
}

const by = (propertyNames: object, additionalProperties: object): object => {
  return { type: 'object', propertyNames, additionalProperties };
};
const listOf = (items: object): object => ({ type: 'array', items });

/** Why a clock may stand still: codes, so that the ledger can be summed by cause. */
export const PAUSE_CAUSES = ['incomplete-papers', 'site-visit-refused', 'fee-unpaid', 'court-stay', 'regime-suspended'];

const figure = { force: { enum: ['limit', 'target'] }, length, source: text, confirmed: { type: 'boolean' } };
const form = {
  title: text,
  start: name,
  pauses: listOf(keys({ cause: { enum: PAUSE_CAUSES }, basis: text })),
  onReturn: { enum: ['carry', 'reset'] },
  roll: { enum: ['next-open-day', 'none'] },
};
const extension = keys({ basis: text });

const clock = keys({ ...figure, ...form, 'extension?': extension });
const optional = Object.entries({ ...figure, ...form, extension }).map(([key, schema]) => [`${key}?`, schema]);
const figureKeys = Object.keys(figure);
const override = keys(Object.fromEntries(optional), {
  dependentRequired: Object.fromEntries(figureKeys.map((key) => [key, figureKeys.filter((other) => other !== key)])),
});

const SILENCE_PARTS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  deemed: ['after', 'from', 'basis'],
  'deemed-after-reminder': ['after', 'reminder', 'then', 'basis'],
  'no-objection': ['after', 'from', 'basis'],
  'grant-then-confirm': ['by', 'basis'],
  'grant-then-verify': ['basis'],
};
const silenceParts = {
  'after?': length,
  'from?': text,
  'reminder?': text,
  'then?': length,
  'by?': word,
  'basis?': text,
};
const silence = keys(
  { rule: { enum: Object.keys(SILENCE_PARTS) }, ...silenceParts },
  {
    allOf: Object.entries(SILENCE_PARTS).map(([rule, required]) => ({
      if: { properties: { rule: { const: rule } }, required: ['rule'] },
      then: { required },
    })),
  },
);

const variant = keys({ id: word, title: text, when: text, 'clocks?': by(name, override), 'silence?': silence });

const KINDS = 'permit registration duty clearance confirmation inspection connection recommendation land incentive';

const approval = keys({
  id: word,
  name: text,
  kind: { enum: KINDS.split(' ') },
  agency: word,
  legalBasis: text,
  stage: { enum: STAGES },
  applies: text,
  dependsOn: { type: 'array', items: word, uniqueItems: true },
  silence,
  blocks: { type: 'boolean' },
  'fee?': keys({ note: text, source: text }),
  'planning?': keys({ length, source: text }),
  'notes?': text,
  source: text,
  confidence: { enum: ['sourced', 'partly-sourced', 'unverified'] },
  'clocks?': by(name, override),
  'variants?': listOf(variant),
});

export const RULESET_SCHEMA = keys({
  id: word,
  title: text,
  effectiveFrom: { type: 'string', format: 'date' },
  status: { enum: ['draft', 'published'] },
  workflows: by(word, keys({ version: text, 'input?': { enum: ['approval', 'approvals'] } })),
  facts: by(name, { enum: FACT_TYPES }),
  clocks: by(word, by(name, clock)),
  'omitted?': listOf(keys({ id: word, reason: text })),
  approvals: listOf(approval),
});
