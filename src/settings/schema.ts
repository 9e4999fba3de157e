import { type Formats, keys, LENGTH_AND_DATE, listOf, text, word } from '../yaml/index.js';
import { offsetMistake } from './offset.js';

const date = { type: 'string', format: 'date' };

export const FORMATS: Formats = {
  ...LENGTH_AND_DATE,
  due: (written) => offsetMistake(written, 'T'),
  idle: (written) => offsetMistake(written, 'O'),
  vacant: (written) => offsetMistake(written, 'V'),
};

const list = listOf(word, { minItems: 1 });
const postOf = (roles: readonly string[]): object =>
  keys({
    id: word,
    title: text,
    roles: listOf({ enum: roles }, { minItems: 1 }),
    'within?': keys({ 'provinces?': list, 'zones?': list, 'sectors?': list }),
    'personal?': { type: 'boolean' },
    'alone?': { type: 'boolean' },
  });
const posts = listOf(postOf(['officer', 'manager', 'member']));

const LEVELS = ['federal', 'provincial', 'zone'];
const ROUTINGS = ['claim', 'least-loaded', 'round-robin'];
const routing = { enum: ROUTINGS };

const instance = keys({
  id: word,
  title: text,
  'province?': word,
  'zone?': word,
  'calendar?': word,
  'posts?': posts,
  'routing?': routing,
});
const agency = keys({
  type: word,
  title: text,
  level: { enum: LEVELS },
  calendar: word,
  'role?': text,
  'posts?': posts,
  'routing?': routing,
  instances: listOf(instance, { minItems: 1 }),
});
export const AGENCIES_SCHEMA = keys({
  posts: keys({ agency: posts, service: listOf(postOf(['auditor', 'admin'])) }),
  routing,
  agencies: listOf(agency),
});

/** The roles that tasks ask for: each has a ladder, if an empty one. */
const TASK_ROLES = ['officer', 'manager', 'member', 'investor'] as const;

const post = keys({ role: { enum: TASK_ROLES }, agency: word });
const rung = keys({
  at: { type: 'string', format: 'due' },
  'idle?': { type: 'string', format: 'idle' },
  title: text,
  to: listOf(post, { minItems: 1 }),
  source: text,
});
export const LADDERS_SCHEMA = keys({
  desk: word,
  ladders: keys(Object.fromEntries(TASK_ROLES.map((role) => [role, listOf(rung)]))),
  vacancy: listOf(
    keys({
      at: { type: 'string', format: 'vacant' },
      title: text,
      to: listOf(keys({ role: { enum: ['officer', 'manager', 'member'] }, agency: word }), { minItems: 1 }),
      source: text,
    }),
  ),
});

const time = { type: 'string', pattern: '^\\d\\d:\\d\\d$', description: 'a time of day such as 08:00, in quotes' };
const range = listOf(time, { minItems: 2, maxItems: 2 });
const dayTimes = keys(
  Object.fromEntries(['default', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => [`${day}?`, range])),
);
const told = { source: text, confidence: text };
const openEnd = { type: 'string', nullable: true, format: 'date' };
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
const provincial = keys({
  id: word,
  title: text,
  extends: word,
  province: word,
  closures: listOf(closure),
  confirmed: { type: 'boolean' },
  source: text,
});
export const CALENDARS_SCHEMA = keys({ calendars: listOf(calendar), 'provincial?': listOf(provincial) });
