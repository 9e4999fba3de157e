/**
 * What a calendar's settings or a date asked of it make impossible: overlapping weeks, a date whose week nobody has
 * stated, no open day within reach. The message names the calendar and the date, for the person who keeps the settings.
 */
export class CalendarError extends Error {
  constructor(
    /** Id of the calendar, or the time zone where no calendar is at hand. */
    readonly calendar: string,
    message: string,
  ) {
    super(`Calendar ${calendar}: ${message}`);
    this.name = 'CalendarError';
  }
}
