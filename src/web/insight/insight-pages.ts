import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { within } from '../../api/insight-controller.js';
import { BehindPageQuery, BehindSheetQuery, InsightQuery, SheetQuery } from '../../api/insight-requests.js';
import { problem, ProblemError } from '../../api/problem.js';
import { sendSheet } from '../../api/sheets.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { allBehind } from '../../insight/all-behind.js';
import { Behinds } from '../../insight/behind.js';
import { Insight } from '../../insight/insight.js';
import { overseenBy } from '../../policy/insight.js';
import { Pages } from '../pages.js';
import { behindModel } from './behind-model.js';
import { insightModel } from './insight-model.js';
import { Naming } from './naming.js';
import { sheetOfCases, sheetOfTable } from './sheets.js';

const OVERSEERS = ['manager', 'auditor'] as const;
const ROWS = 25;

/** Figures, for those who oversee; each leads to its cases, and may be taken along as a sheet. */
@ApiExcludeController()
@Controller('manage/figures')
export class InsightPages {
  constructor(
    private readonly pages: Pages,
    private readonly insight: Insight,
    private readonly behinds: Behinds,
    private readonly naming: Naming,
  ) {}

  @Get()
  @Who(OVERSEERS, 'list')
  async figures(@Query() { agency }: InsightQuery, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const asked = agency === '' ? undefined : agency;
    const overview = await this.insight.overview(actor, asked);
    const officers = overview.tables.find(({ id }) => id === 'work-by-officer')?.rows ?? [];
    const known = await this.naming.known(officers.flatMap(([officer]) => String(officer?.value ?? '') || []));
    const agencies = overseenBy(actor).agencies ?? this.naming.agencies();
    const model = insightModel(this.pages.readerOf(request), { overview, known, agencies, agency: asked });
    this.pages.show(request, reply, { view: 'insight/figures', model });
  }

  @Get('tables/:table')
  @Who(OVERSEERS, 'list')
  async table(
    @Param('table') id: string,
    @Query() { agency, format = 'csv' }: SheetQuery,
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tables } = await this.insight.overview(callerOf(request), agency);
    const table = tables.find((one) => one.id === id);
    if (!table) throw new ProblemError(problem(404, 'not-found', 'there is no such table'));
    const officers =
      id === 'work-by-officer' ? table.rows.flatMap(([officer]) => String(officer?.value ?? '') || []) : [];
    const sheet = sheetOfTable(this.pages.readerOf(request), await this.naming.known(officers), table);
    await sendSheet(reply, { name: id, format, sheet });
  }

  @Get('cases')
  @Who(OVERSEERS, 'list')
  async cases(@Query() asked: BehindPageQuery, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { limit: _, ...query } = asked;
    const page = await this.behinds.cases(callerOf(request), { ...query, limit: ROWS });
    const persons = page.items.flatMap(({ person }) => person ?? []);
    const known = await this.naming.known([...persons, query.officer ?? ''].filter(Boolean));
    const model = behindModel(this.pages.readerOf(request), { page, query, known });
    this.pages.show(request, reply, { view: 'insight/cases', model });
  }

  @Get('cases/sheet')
  @Who(OVERSEERS, 'list')
  async sheet(
    @Query() { format = 'csv', ...query }: BehindSheetQuery,
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const items = await within(allBehind(this.behinds, callerOf(request), query));
    const known = await this.naming.known(items.flatMap(({ person }) => person ?? []));
    await sendSheet(reply, { name: 'cases', format, sheet: sheetOfCases(this.pages.readerOf(request), known, items) });
  }
}
