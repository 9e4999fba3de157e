import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { Actor, CalendarSource } from '../engine/index.js';
import { Holidays } from '../holidays/holidays.js';
import type { HolidayRecord } from '../holidays/record.js';
import { dateAt } from '../time/days.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { CalendarDaysAnswer, CalendarsAnswer, HolidayAnswer, MovesAnswer } from './calendar-answers.js';
import { OrderHoliday, PreviewHoliday } from './calendar-requests.js';
import { idOf, KEY, sentBy } from './headers.js';
import { problem, ProblemError } from './problem.js';
import { Caller, Who, type Asked } from './who.js';

const STAFF = ['officer', 'manager', 'member', 'auditor', 'admin'] as const;

/** When offices are open, and holidays that are announced, or withdrawn, late. */
@ApiTags('calendars')
@Controller('api/calendars')
export class CalendarsController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly holidays: Holidays,
    private readonly time: TimeMachine,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCalendars', summary: 'The calendars that agencies keep' })
  @Answers(CalendarsAnswer, { about: 'All of them' })
  @Who([...STAFF], 'all')
  list(): CalendarsAnswer {
    return { items: this.catalogue.daySettings.source.calendars.map((one) => this.present(one)) };
  }

  @Get(':id')
  @idOf('calendar')
  @ApiOperation({
    operationId: 'getCalendar',
    summary: 'Days of a calendar that are different, and what was ordered of them',
  })
  @Answers(CalendarDaysAnswer, { about: 'The calendar', refusals: [404] })
  @Who([...STAFF], 'all')
  find(@Param('id') id: string): CalendarDaysAnswer {
    const source = this.sourceOf(id);
    const today = dateAt(this.time.now());
    const days = source.closures.filter(({ date }) => date >= today);
    return {
      ...this.present(source),
      days: days.map(({ date, name, closes, source: word, confidence }) => ({
        date,
        name,
        closes,
        source: word,
        confidence,
      })),
      orders: this.holidays.register.records.filter(({ calendar }) => calendar === id).map(presentOrder),
    };
  }

  @Get(':id/preview')
  @idOf('calendar')
  @ApiOperation({
    operationId: 'previewHoliday',
    summary: 'Which due dates a holiday, or one less, would move',
    description: 'By a manager of the lead agency. Counted as they would be counted then; nothing is changed.',
  })
  @Answers(MovesAnswer, { about: 'What would move', refusals: [404] })
  @Who(['manager'], 'office')
  async preview(
    @Param('id') id: string,
    @Query() { closes = true, after = '', date, name, ground }: PreviewHoliday,
    @Caller() actor: Actor,
  ): Promise<MovesAnswer> {
    const { id: calendar } = this.sourceOf(id);
    const { shown, ...counts } = await this.holidays.preview({ calendar, date, closes, name, ground }, actor, after);
    const items = shown.map(({ from, to, ...move }) => ({ ...move, from: iso(from), to: iso(to) }));
    return { items, ...counts };
  }

  @Post(':id/holidays')
  @idOf('calendar')
  @KEY
  @ApiOperation({
    operationId: 'orderHoliday',
    summary: 'Put on the record that a day is a holiday after all, or is none',
    description:
      'By a manager of the lead agency. Running times are counted anew, and each date that moves is an event of its case; what is breached by then stays breached.',
  })
  @Answers(HolidayAnswer, { status: 201, about: 'The order', refusals: [404] })
  @Who(['manager'], 'office')
  async order(
    @Param('id') id: string,
    @Body() { date, closes, name, ground }: OrderHoliday,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<HolidayAnswer> {
    const { id: calendar } = this.sourceOf(id);
    const key = sentBy(request, actor).key?.key;
    const order = { calendar, date, closes, name, ground };
    return presentOrder(await this.holidays.order(order, { actor, ...(key === undefined ? {} : { key }) }));
  }

  private sourceOf(id: string): CalendarSource {
    const source = this.catalogue.daySettings.source.calendars.find((one) => one.id === id);
    if (!source) throw new ProblemError(problem(404, 'not-found', 'there is no such calendar'));
    return source;
  }

  private present({ id, title }: CalendarSource) {
    return {
      id,
      title,
      agencies: this.catalogue.daySettings.agencies.filter(({ calendar }) => calendar === id).length,
    };
  }
}

function presentOrder({ recordedAt, ...order }: HolidayRecord): HolidayAnswer {
  return { ...order, recordedAt: iso(recordedAt) };
}
