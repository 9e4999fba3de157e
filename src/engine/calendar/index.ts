/**
 * Calendar arithmetic: when a length of legal or working time expires. Pure; instants are epoch ms. The rules, with
 * their reasons and legal sources, are in docs/time.md.
 */
export { CalendarError } from './calendar-error.js';
export { buildCalendar, type Calendar } from './calendar.js';
export { addCivilDays } from './civil.js';
export { dueAt, dueFromRemainder, type Remainder, remainderAt, type Roll, type RunningClock } from './due.js';
export { formatLength, type Length, LengthError, type LengthUnit, parseLength } from './length.js';
export { addWorkingMilliseconds, workingMillisecondsBetween } from './office-time.js';
export { reminderAt } from './reminder.js';
export type { CalendarSource } from './source.js';
