import { Count, Flag, Instant, Many, Text } from './fields.js';

/* What is answered about calendars, and about holidays that are announced or withdrawn late. */

const NULLABLE = { nullable: true };

export class CalendarAnswer {
  @Text('Id of the calendar', { example: 'federal' }) readonly id: string;
  @Text('What it is called') readonly title: string;
  @Count('How many agencies keep it') readonly agencies: number;
}

export class CalendarsAnswer {
  @Many(CalendarAnswer, 'All of them') readonly items: readonly CalendarAnswer[];
}

class DayAnswer {
  @Text('The day', { format: 'date' }) readonly date: string;
  @Text('What it is called') readonly name: string;
  @Flag('Whether offices are closed; false: they work on a day that was listed as a holiday') readonly closes: boolean;
  @Text('On whose word') readonly source: string;
  @Text('How well that is known: `sourced` or less') readonly confidence: string;
}

export class HolidayAnswer {
  @Text('Id of the order') readonly id: string;
  @Text('Calendar that it is about') readonly calendar: string;
  @Text('The day', { format: 'date' }) readonly date: string;
  @Text('What it is called') readonly name: string;
  @Flag('Whether offices are closed; false: the holiday is withdrawn') readonly closes: boolean;
  @Text('The order it rests on') readonly ground: string;
  @Text('Account that recorded it') readonly recordedBy: string;
  @Instant('When') readonly recordedAt: string;
}

export class CalendarDaysAnswer extends CalendarAnswer {
  @Many(DayAnswer, 'Days that are different, from today on') readonly days: readonly DayAnswer[];
  @Many(HolidayAnswer, 'What was ordered after the calendar was made, oldest first')
  readonly orders: readonly HolidayAnswer[];
}

class MoveAnswer {
  @Text('Id of the case', { format: 'uuid' }) readonly case: string;
  @Text('Its reference', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Text('Its agency; null: none', NULLABLE) readonly agency: string | null;
  @Text('Name of the clock') readonly clock: string;
  @Text('What the clock is called') readonly title: string;
  @Instant('Due date as it is') readonly from: string;
  @Instant('Due date as it would be') readonly to: string;
}

export class MovesAnswer {
  @Many(MoveAnswer, 'Due dates that would move, a page of them') readonly items: readonly MoveAnswer[];
  @Text('Where the next page begins; null: there is none', NULLABLE) readonly next: string | null;
  @Count('How many due dates would move, of the cases that were looked at') readonly dates: number;
  @Count('Of how many cases') readonly cases: number;
  @Count('How many cases were looked at') readonly looked: number;
  @Flag('Whether all cases after the beginning of this page were looked at') readonly whole: boolean;
}
