import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../engine/index.js';
import { allBehind, TooMany } from '../insight/all-behind.js';
import { Behinds, type BehindItem } from '../insight/behind.js';
import { Insight } from '../insight/insight.js';
import type { Sheet } from '../insight/sheet.js';
import { iso } from '../time/iso.js';
import { Answers, AnswersFile } from './answers.js';
import { BehindPageAnswer, InsightAnswer } from './insight-answers.js';
import { BehindPageQuery, BehindSheetQuery, InsightQuery, SheetQuery } from './insight-requests.js';
import { problem, ProblemError } from './problem.js';
import { sheetFor } from './sheets.js';
import { Caller, Who } from './who.js';

const OVERSEERS = ['manager', 'auditor'] as const;

/** Figures of all cases together, for whoever oversees them, and the cases behind each. */
@ApiTags('insight')
@Controller('api/insight')
export class InsightController {
  constructor(
    private readonly insight: Insight,
    private readonly behinds: Behinds,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getInsight',
    summary: 'What is late, how long it takes, and where time goes',
    description:
      'Of the agencies that the caller manages; of all for the lead agency and the auditor. Each number names the cases behind it.',
  })
  @Answers(InsightAnswer, { about: 'The figures as they are now' })
  @Who(OVERSEERS, 'list')
  async figures(@Query() { agency }: InsightQuery, @Caller() actor: Actor): Promise<InsightAnswer> {
    const { at, months, work, tables } = await this.insight.overview(actor, agency);
    const told = tables.map((table) => ({ ...table, rows: table.rows.map((cells) => ({ cells })) }));
    return { at: iso(at), months, work, tables: told };
  }

  @Get('tables/:table')
  @ApiParam({ name: 'table', description: 'Name of the table', schema: { type: 'string', maxLength: 300 } })
  @ApiOperation({ operationId: 'getInsightTable', summary: 'One table of figures as a file' })
  @AnswersFile('text/csv', { about: 'The table: CSV, or XLSX where that is asked for', refusals: [404] })
  @Who(OVERSEERS, 'list')
  async table(
    @Param('table') id: string,
    @Query() { agency, format = 'csv' }: SheetQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const table = (await this.insight.overview(actor, agency)).tables.find((one) => one.id === id);
    if (!table) throw new ProblemError(problem(404, 'not-found', 'there is no such table'));
    const head = table.columns.map(({ name }) => name);
    const rows = table.rows.map((row) => row.map(({ value }) => value));
    return sheetFor(reply, { name: id, format, sheet: { head, rows } });
  }

  @Get('cases')
  @ApiOperation({
    operationId: 'listInsightCases',
    summary: 'The cases behind a figure',
    description: 'Paged: ask again with `cursor` = `next` until that is null.',
  })
  @Answers(BehindPageAnswer, { about: 'A page of cases' })
  @Who(OVERSEERS, 'list')
  cases(@Query() query: BehindPageQuery, @Caller() actor: Actor): Promise<BehindPageAnswer> {
    return this.behinds.cases(actor, query);
  }

  @Get('cases/sheet')
  @ApiOperation({ operationId: 'getInsightCasesSheet', summary: 'The cases behind a figure as a file' })
  @AnswersFile('text/csv', { about: 'The cases: CSV, or XLSX where that is asked for' })
  @Who(OVERSEERS, 'list')
  async sheet(
    @Query() { format = 'csv', ...query }: BehindSheetQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const items = await within(allBehind(this.behinds, actor, query));
    return sheetFor(reply, { name: 'cases', format, sheet: { head: HEAD, rows: items.map(lineOf) } });
  }
}

const HEAD = ['reference', 'agency', 'title', 'company', 'approval', 'what', 'person', 'at', 'until', 'days'] as const;

const lineOf = ({ approval, ...item }: BehindItem): Sheet['rows'][number] =>
  HEAD.map((name) => (name === 'approval' ? (approval?.id ?? null) : item[name]));

/** Refuses what is more than a sheet should hold. */
export async function within<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TooMany) throw new ProblemError(problem(422, 'too-many', error.message));
    throw error;
  }
}
