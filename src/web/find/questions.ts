import { keepKnown, type Answers } from './answers.js';

/** One question, or several that are ticked off together; what is asked is in the messages `find.…` under the same names. */
export type Question =
  | { readonly kind: 'yes-no'; readonly name: string }
  | { readonly kind: 'choice'; readonly name: string; readonly options: readonly string[] }
  | { readonly kind: 'number'; readonly name: string; readonly most: number }
  | { readonly kind: 'text'; readonly name: string }
  | { readonly kind: 'ticks'; readonly name: string; readonly of: readonly string[] };

/** A page of questions. */
export interface Step {
  readonly id: string;
  readonly questions: readonly Question[];
}

const SECTORS = ['agri', 'chemicals', 'engineering', 'gemstones', 'mining', 'textiles', 'other'];
const RESTRICTED = ['arms', 'high-explosives', 'radioactive', 'security-printing', 'alcohol'];
const PROVINCES = ['punjab', 'sindh', 'kp', 'balochistan', 'gb', 'ict'];
const LAND = ['builds', 'buysLand', 'longLease'];
const GOODS = ['manufactures', 'mandatoryStandardProduct', 'importsPlant', 'imports', 'exports'];
const USES = ['gas', 'water', 'usesBoiler', 'usesExplosives', 'storesBulkFuel', 'handlesHazardous'];

/** Whoever is not asked something is not asked it on the page of answers either. */
const STEPS: readonly (Step & { readonly asked?: (answers: Answers) => boolean })[] = [
  { id: 'investor', questions: [{ kind: 'yes-no', name: 'foreign' }] },
  {
    id: 'company',
    questions: [
      { kind: 'choice', name: 'entry', options: ['company', 'branch', 'liaison'] },
      { kind: 'yes-no', name: 'incorporated' },
    ],
  },
  {
    id: 'people',
    questions: [
      { kind: 'ticks', name: 'abroad', of: ['foreignDirectors', 'employsForeigners', 'approvedChineseProject'] },
      { kind: 'choice', name: 'visaYears', options: ['1', '3', '5'] },
    ],
    asked: ({ foreign }) => foreign === 'yes',
  },
  {
    id: 'sector',
    questions: [
      { kind: 'choice', name: 'sector', options: [...SECTORS, ...RESTRICTED] },
      { kind: 'number', name: 'investmentUsd', most: 1_000_000_000_000 },
    ],
  },
  {
    id: 'place',
    questions: [
      { kind: 'choice', name: 'province', options: PROVINCES },
      { kind: 'text', name: 'district' },
      { kind: 'choice', name: 'zone', options: ['sez', 'epz', 'estate', 'none'] },
    ],
  },
  { id: 'land', questions: [{ kind: 'ticks', name: 'land', of: LAND }] },
  {
    id: 'building',
    questions: [{ kind: 'choice', name: 'buildingCategory', options: ['I', 'II', 'III', 'IV', 'unknown'] }],
    asked: ({ province, builds }) => province === 'sindh' && builds === 'yes',
  },
  {
    id: 'environment',
    questions: [
      { kind: 'choice', name: 'environmentalSchedule', options: ['none', 'checklist', 'IEE', 'EIA', 'unknown'] },
    ],
  },
  {
    id: 'production',
    questions: [
      { kind: 'ticks', name: 'production', of: [...GOODS, ...USES] },
      { kind: 'number', name: 'workers', most: 1_000_000 },
      { kind: 'number', name: 'powerKw', most: 10_000_000 },
    ],
  },
];

/** Every name that an answer may have. */
const NAMES: readonly string[] = STEPS.flatMap(({ questions }) => questions.flatMap(namesOf));

export function namesOf(question: Question): readonly string[] {
  return question.kind === 'ticks' ? question.of : [question.name];
}

/** The steps for somebody who has given these answers. */
export function stepsFor(answers: Answers): readonly Step[] {
  return STEPS.filter(({ asked }) => asked === undefined || asked(answers));
}

/** Answers to what is asked of whoever gives them: one that is not asked any more does not count. */
export function answersIn(query: unknown): Answers {
  const given = keepKnown(query, NAMES);
  const asked = new Set(stepsFor(given).flatMap(({ questions }) => questions.flatMap(namesOf)));
  return Object.fromEntries(Object.entries(given).filter(([name]) => asked.has(name)));
}
