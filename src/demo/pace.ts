import type { Calendar } from '../engine/index.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Days from when something could be done until it is. A habit of the demonstration's people; nothing of it is law. */
const DAYS: { readonly [event: string]: number } = { declareComplete: 1, recommend: 3, confirmOperations: 4 };
const OTHERWISE = 1.5;
/** Of the time that a clock gives for a step, who is not idle takes about as much as this. */
const SHARE = 0.35;
/** How far offices are looked ahead for one that is open. */
const MOST_DAYS = 21;

/** What somebody has to do, by when (null: at no time), and the calendar of the office that has to (null: an investor has none). */
export interface Job {
  readonly event: string;
  readonly case: string;
  readonly dueAt: number | null;
  readonly office: Calendar | null;
}

/** When somebody gets to it: some days from now, more or less, sooner where there is less time, and office staff while offices are open. */
export function gotTo({ event, case: id, dueAt, office }: Job, now: number): number {
  const chance = chanceOf(`${id}/${event}`);
  const usual = (DAYS[event] ?? OTHERWISE) * DAY;
  const given = dueAt !== null && dueAt > now ? (dueAt - now) * SHARE : usual;
  const at = Math.round(now + Math.min(usual, given) * (0.5 + chance));
  return office ? open(office, at, chance) : at;
}

/** Some days from now, while offices are open. */
export function daysLater(days: number, now: number, office: Calendar | null): number {
  const at = Math.round(now + days * DAY);
  return office ? open(office, at, 0.5) : at;
}

function open(calendar: Calendar, at: number, chance: number): number {
  const today = calendar.dayOf(at);
  for (let day = today; day < today + MOST_DAYS; day += 1) {
    const [span] = calendar.officeHours(day);
    if (!span) continue;
    const from = span.fromMs + Math.round(chance * HOUR);
    if (day > today || at < from) return from;
    if (at < span.toMs) return at;
  }
  return at;
}

/** A number from 0 to 1 that is the same for the same text, in every run. */
function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
