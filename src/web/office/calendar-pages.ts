import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { Rejection } from '../../engine/index.js';
import { Holidays } from '../../holidays/holidays.js';
import type { Holiday } from '../../holidays/record.js';
import { ordersHolidays } from '../../policy/policy.js';
import type { KeptCalendar } from '../../settings/index.js';
import { dateAt } from '../../time/days.js';
import { sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { keyModel } from '../work/key.js';
import { calendarModel, calendarsModel, previewModel } from './calendar-model.js';
import { OFFICE_STAFF } from './office-pages.js';

const FIELDS = ['date', 'closes', 'name', 'ground'] as const;

/** When offices are open, and what another holiday would do to due dates before it does. */
@ApiExcludeController()
@Controller('office/calendars')
export class CalendarPages {
  constructor(
    private readonly pages: Pages,
    private readonly holidays: Holidays,
    private readonly catalogue: Catalogue,
    private readonly clock: PageClock,
  ) {}

  @Get()
  @Who([...OFFICE_STAFF], 'all')
  list(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const calendars = calendarsModel(this.pages.readerOf(request), this.catalogue.daySettings);
    this.pages.show(request, reply, { view: 'office/calendars', model: { calendars } });
  }

  @Get(':calendar')
  @Who([...OFFICE_STAFF], 'all')
  one(@Param('calendar') id: string, @Req() request: Asked, @Res() reply: FastifyReply): void {
    const { done } = request.query as { done?: unknown };
    this.show(request, reply, this.find(id), { done: done === 'yes' });
  }

  /** A form that only asks: what would move is shown, and nothing is changed. */
  @Get(':calendar/preview')
  @Who(['manager'], 'office')
  async preview(@Param('calendar') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const source = this.find(id);
    const query = request.query as { readonly [name: string]: unknown };
    const given = Object.fromEntries(FIELDS.map((name) => [name, textOf(query[name])]));
    const holiday = holidayIn(id, given);
    try {
      const moves = await this.holidays.preview(holiday, callerOf(request), textOf(query['after']));
      const model = previewModel(this.pages.readerOf(request), holiday, moves);
      const calendar = { id, title: this.pages.readerOf(request).said(source.title) };
      this.pages.show(request, reply, { view: 'office/preview', model: { ...model, calendar, hidden: keyModel() } });
    } catch (error) {
      this.refuse(error, { request, reply, source, given });
    }
  }

  @Post(':calendar/days')
  @Who(['manager'], 'office')
  async order(@Param('calendar') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const source = this.find(id);
    const fields = fieldsOf(request);
    const given = Object.fromEntries(FIELDS.map((name) => [name, fieldText(fields, name)]));
    const actor = callerOf(request);
    try {
      const { key } = sentIn(fields, actor, { id, ...given });
      await this.holidays.order(holidayIn(id, given), { actor, ...(key ? { key: key.key } : {}) });
      void reply.redirect(`/office/calendars/${id}?done=yes`, 303);
    } catch (error) {
      this.refuse(error, { request, reply, source, given });
    }
  }

  /** What was wrong with the form is told in the form. */
  private refuse(error: unknown, { request, reply, source, given }: Refused): void {
    if (!(error instanceof Rejection) || error.kind !== 'data') throw error;
    const [wrong] = error.details.errors ?? [];
    const field = FIELDS.find((name) => wrong?.field === `/${name}`) ?? 'date';
    const taken = field === 'date' && /already|withdrawn/.test(wrong?.message ?? '');
    const mistake = { field, key: `office.calendars.mistakes.${taken ? `taken-${given['closes'] ?? ''}` : field}` };
    this.show(request, reply, source, { given, mistake, status: 422 });
  }

  private find(id: string): KeptCalendar {
    const source = this.catalogue.daySettings.source.calendars.find((one) => one.id === id);
    if (!source) throw new ProblemError(problem(404, 'not-found', 'there is no such calendar'));
    return source;
  }

  private show(request: Asked, reply: FastifyReply, source: KeptCalendar, showing: Showing): void {
    const { given = {}, mistake = null, done = false, status = 200 } = showing;
    const today = dateAt(this.clock.now());
    const orders = this.holidays.register.records.filter(({ calendar }) => calendar === source.id);
    const model = {
      calendar: calendarModel(this.pages.readerOf(request), source, { today, orders }),
      orders: ordersHolidays(callerOf(request)),
      counting: this.holidays.isCounting,
      given,
      mistake,
      done,
    };
    this.pages.show(request, reply, { view: 'office/calendar', model, status });
  }
}

interface Refused {
  readonly request: Asked;
  readonly reply: FastifyReply;
  readonly source: KeptCalendar;
  readonly given: { readonly [name: string]: string };
}

interface Showing {
  readonly given?: { readonly [name: string]: string };
  readonly mistake?: { readonly field: string; readonly key: string } | null;
  readonly done?: boolean;
  readonly status?: number;
}

function holidayIn(calendar: string, given: { readonly [name: string]: string }): Holiday {
  const { date = '', name = '', ground = '', closes } = given;
  return { calendar, date, name, ground, closes: closes !== 'no' };
}
