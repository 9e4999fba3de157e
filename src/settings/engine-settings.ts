import { dueAt, dueFromRemainder, remainderAt, type Settings } from '../engine/index.js';
import type { DaySettings } from './day-settings.js';

/** The settings of a day as the engine asks for them: each agency's calendar, each task's ladder. */
export function engineSettings(day: DaySettings): Settings {
  return {
    due: (agency, start, length, roll) => dueAt(day.calendarOf(agency), start, length, roll),
    remainder: (agency, { from, length, roll }, at) =>
      remainderAt(day.calendarOf(agency), { startMs: from, length, roll }, at),
    resume: (agency, at, left, roll) => dueFromRemainder(day.calendarOf(agency), at, left, roll),
    rung: (task) => day.ladders.next(task, day.calendarOf(task.agency)),
  };
}
