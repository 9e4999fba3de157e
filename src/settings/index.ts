/** Settings: what is true of the day (agencies, calendars, ladders) and is not pinned to a case. See docs/rulesets.md. */
export { DaySettings, withCalendar } from './day-settings.js';
export { engineSettings } from './engine-settings.js';
export { loadSettings } from './load.js';
export { type KeptCalendar, merged } from './provincial.js';
export { type Office, powersOf } from './posts.js';
