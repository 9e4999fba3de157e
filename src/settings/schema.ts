import { type Formats, LENGTH_AND_DATE } from '../yaml/index.js';
import { offsetMistake } from './offset.js';

const text = { type: 'string', minLength: 1 };
const word = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*$',
  description: 'a word of small letters, digits and hyphens',
};
const date = { type: 'string', format: 'date' };

/** Keys and nothing else, all of them required but those that end in `?`. */
function keys(properties: Readonly<Record<string, object>>): object {
  const plain = Object.entries(properties).map(([key, schema]) => [key.replace('?', ''), schema] as const);
  const required = Object.keys(properties).filter((key) => !key.endsWith('?'));
  return { type: 'object', properties: Object.fromEntries(plain), required, additionalProperties: false };
}

const listOf = (items: object): object => ({ type: 'array', items });

export const FORMATS: Formats = {
  ...LENGTH_AND_DATE,
  due: (written) => offsetMistake(written, 'T'),
  idle: (written) => offsetMistake(written, 'O'),
};

const LEVELS = ['federal', 'provincial', 'zone'];
const instance = keys({ id: word, title: text, 'province?': word, 'calendar?': word });
const agency = keys({
  type: word,
  title: text,
  level: { enum: LEVELS },
  calendar: word,
  'role?': text,
  instances: { type: 'array', items: instance, minItems: 1 },
});
export const AGENCIES_SCHEMA = keys({ agencies: listOf(agency) });

/** The roles that tasks ask for: each has a ladder, if an empty one. */
export const TASK_ROLES = ['officer', 'manager', 'member', 'investor'] as const;

const post = keys({ role: { enum: TASK_ROLES }, agency: word });
const rung = keys({
  at: { type: 'string', format: 'due' },
  'idle?': { type: 'string', format: 'idle' },
  title: text,
  to: { type: 'array', items: post, minItems: 1 },
  source: text,
});
export const LADDERS_SCHEMA = keys({
  desk: word,
  ladders: keys(Object.fromEntries(TASK_ROLES.map((role) => [role, listOf(rung)]))),
});

const time = { type: 'string', pattern: '^\\d\\d:\\d\\d$', description: 'a time of day such as 08:00, in quotes' };
const range = { type: 'array', items: time, minItems: 2, maxItems: 2 };
const dayTimes = keys(
  Object.fromEntries(['default', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => [`${day}?`, range])),
);
const told = { source: text, confidence: text };
const openEnd = { type: ['string', 'null'], format: 'date', description: 'a date, or null where no end is known' };
const week = keys({ from: date, to: openEnd, days: listOf(text), hours: dayTimes, 'breaks?': dayTimes, ...told });
const season = keys({ from: date, to: date, hours: dayTimes, 'breaks?': dayTimes, ...told });
const closure = keys({ date, name: text, kind: text, closes: { type: 'boolean' }, ...told });
const calendar = keys({
  id: word,
  title: text,
  timezone: text,
  weeks: listOf(week),
  'seasons?': listOf(season),
  closures: listOf(closure),
});
export const CALENDARS_SCHEMA = keys({ calendars: listOf(calendar) });
