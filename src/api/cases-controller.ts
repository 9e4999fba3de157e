import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CaseLists } from '../cases/case-lists.js';
import { Cases } from '../cases/cases.js';
import { Companies } from '../companies/companies.js';
import type { Actor, JsonObject } from '../engine/index.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { CaseAnswer, CasePageAnswer, CountsAnswer, EventPageAnswer, LedgerAnswer } from './case-answers.js';
import { idOf, IF_MATCH, KEY, sentBy, tagged } from './headers.js';
import { badField, withinCalendars } from './problem.js';
import { CaseQuery, ExtendClock, HistoryQuery, OpenCase, SendEvent } from './requests.js';
import { Caller, callerOf, Who, type Asked } from './who.js';

@ApiTags('cases')
@Controller('api/cases')
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly lists: CaseLists,
    private readonly companies: Companies,
  ) {}

  @Post()
  @KEY
  @ApiOperation({ operationId: 'openCase', summary: 'Open a case' })
  @Answers(CaseAnswer, {
    status: 201,
    about: 'The case, as its opener may see it',
    refusals: [403, 409, 503],
    headers: ['ETag', 'Location'],
  })
  @Who('signed-in', 'opening')
  async open(
    @Body() { workflow, data, company }: OpenCase,
    @Req() request: Asked,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const owner = company === undefined ? actor.id : this.companies.openerFor(company, actor);
    const sent = { ...sentBy(request, actor), owner };
    const opened = await tagged(this.cases.open(workflow, (data ?? {}) as JsonObject, sent), reply);
    void reply.header('location', `/api/cases/${opened.id}`);
    return opened;
  }

  @Get()
  @ApiOperation({
    operationId: 'listCases',
    summary: 'Cases the caller may see, newest first',
    description: 'Paged: ask again with `cursor` = `next` until that is null. Filters narrow together.',
  })
  @Answers(CasePageAnswer, { about: 'A page of cases' })
  @Who('signed-in', 'list')
  list(@Query() query: CaseQuery, @Caller() actor: Actor): Promise<CasePageAnswer> {
    return this.lists.cases(actor, query);
  }

  @Get('counts')
  @ApiOperation({ operationId: 'countCases', summary: 'Cases by agency, workflow, stage and status' })
  @Answers(CountsAnswer, { about: 'Counts of the caller’s agencies; none for an investor' })
  @Who('signed-in', 'list')
  async counts(@Caller() actor: Actor): Promise<CountsAnswer> {
    return { items: await this.lists.counts(actor) };
  }

  @Get(':id')
  @idOf('case')
  @ApiOperation({
    operationId: 'getCase',
    summary: 'One case: where it stands, whose turn it is, what the caller may do',
  })
  @Answers(CaseAnswer, { about: 'The case, as this caller may see it', refusals: [404], headers: ['ETag'] })
  @Who('signed-in', 'case')
  find(
    @Param('id') id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    return tagged(this.cases.find(id, actor), reply);
  }

  @Post(':id/events')
  @idOf('case')
  @KEY
  @IF_MATCH
  @ApiOperation({
    operationId: 'applyEvent',
    summary: 'Apply an event to a case',
    description:
      'With `occurredAt` a desk records what happened on paper: it is kept among the `papers` of the case until another person countersigns it.',
  })
  @Answers(CaseAnswer, {
    about: 'Accepted: the case as it now is',
    refusals: [403, 404, 409, 412, 503],
    headers: ['ETag'],
  })
  @Who('signed-in', 'case')
  apply(
    @Param('id') id: string,
    @Body() { type, data, occurredAt, evidence }: SendEvent,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const event = { type, data: (data ?? {}) as JsonObject };
    const sent = sentBy(request, callerOf(request));
    if (occurredAt === undefined) {
      if (evidence !== undefined)
        throw badField('/occurredAt', 'must say when that happened of which there is evidence');
      return tagged(this.cases.apply(id, event, sent), reply);
    }
    const paper = { ...event, occurredAt: Date.parse(occurredAt), evidence };
    return tagged(this.cases.enter(id, paper, sent), reply);
  }

  @Post(':id/clocks/:clock/extend')
  @ApiParam({ name: 'clock', description: 'Name of the clock', schema: { type: 'string', maxLength: 300 } })
  @idOf('case')
  @KEY
  @IF_MATCH
  @ApiOperation({ operationId: 'extendClock', summary: 'Extend a running clock, with reason and legal basis' })
  @Answers(CaseAnswer, {
    about: 'Extended: the case as it now is',
    refusals: [404, 409, 412, 503],
    headers: ['ETag'],
  })
  @Who(['manager'], 'case')
  extend(
    @Param() { id, clock }: { id: string; clock: string },
    @Body() { by, code, reason, basis }: ExtendClock,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const act = { type: 'clock.extended', clock, by, ...(code === undefined ? {} : { code }), reason, basis } as const;
    const extended = this.cases.extend(id, act, sentBy(request, callerOf(request)));
    return tagged(withinCalendars('/by', extended), reply);
  }

  @Get(':id/history')
  @idOf('case')
  @ApiOperation({
    operationId: 'getHistory',
    summary: 'The event log with its hash chain',
    description: 'Paged: ask again with `after` = `next` until that is null.',
  })
  @Answers(EventPageAnswer, { about: 'A page of the log', refusals: [404] })
  @Who('signed-in', 'case')
  async history(
    @Param('id') id: string,
    @Query() { after, limit }: HistoryQuery,
    @Caller() actor: Actor,
  ): Promise<EventPageAnswer> {
    await this.cases.visible(id, actor);
    return this.lists.history(id, actor, { after, limit });
  }

  @Get(':id/ledger')
  @idOf('case')
  @ApiOperation({ operationId: 'getLedger', summary: 'The time ledger: who held the case, and for how long' })
  @Answers(LedgerAnswer, { about: 'All entries, and who holds the case now', refusals: [404] })
  @Who('signed-in', 'case')
  async ledger(@Param('id') id: string, @Caller() actor: Actor): Promise<LedgerAnswer> {
    const [{ turn }, entries] = [await this.cases.find(id, actor), await this.lists.ledger(id)];
    const items = entries.map(({ holder, cause, since, until }) => ({
      holder,
      cause,
      from: iso(since),
      to: iso(until),
      seconds: (until - since) / 1e3,
    }));
    return { items, open: turn };
  }
}
