import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { buildCalendar, type Calendar, type CalendarSource } from '../../../src/engine/calendar/index.js';

const file = new URL('../../../config/settings/calendars.yaml', import.meta.url);

/** The calendars of the repository's settings, as their schema promises them. */
export const settings: { calendars: CalendarSource[] } = parse(readFileSync(file, 'utf8'));

function settingsOf(id: string): CalendarSource {
  const source = settings.calendars.find((calendar) => calendar.id === id);
  if (source === undefined) throw new Error(`No calendar ${id} in ${file.pathname}`);
  return source;
}

export const federalSource = settingsOf('federal');
export const federal: Calendar = buildCalendar(federalSource);

/** Epoch ms of a wall-clock time in Pakistan, `2026-03-05 11:00`. */
export function pk(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}+05:00`);
}

/** Wall-clock time in Pakistan, to the minute. */
export function inPakistan(instantMs: number): string {
  return new Date(instantMs + 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** A plain office: Monday to Friday, 08:00 to 16:00, break 13:00 to 13:30, never on holiday; changed as told. */
export function office(changes: Partial<CalendarSource> = {}): CalendarSource {
  return {
    id: 'office',
    title: 'Office',
    timezone: 'Asia/Karachi',
    weeks: [week()],
    closures: [],
    ...changes,
  };
}

export function week(changes: Partial<CalendarSource['weeks'][number]> = {}): CalendarSource['weeks'][number] {
  return {
    from: '2020-01-01',
    to: null,
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
    hours: { default: ['08:00', '16:00'] },
    breaks: { default: ['13:00', '13:30'] },
    source: 'test',
    confidence: 'sourced',
    ...changes,
  };
}

export function closure(date: string, closes = true): CalendarSource['closures'][number] {
  return { date, name: `Closed ${date}`, kind: 'national', source: 'test', confidence: 'sourced', closes };
}
