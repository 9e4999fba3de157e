import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CaseLists } from '../cases/case-lists.js';
import { Cases } from '../cases/cases.js';
import type { PresentedCase } from '../cases/presenter.js';
import type { Actor, JsonObject } from '../engine/index.js';
import type { Page } from '../store/pages.js';
import { iso } from '../time/iso.js';
import { sentBy } from './headers.js';
import { CaseQuery, ExtendClock, HistoryQuery, OpenCase, SendEvent } from './requests.js';
import { Caller, Who, type Asked } from './who.js';

const KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key and body get the same answer and act once',
});
const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'Revision of the case as seen; 412 where it has moved on',
});

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/cases')
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly lists: CaseLists,
  ) {}

  @Post()
  @HttpCode(201)
  @KEY
  @ApiOperation({ summary: 'Open a case' })
  @Who('signed-in')
  async open(
    @Body() { workflow, data }: OpenCase,
    @Req() request: Asked,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedCase> {
    const opened = await this.cases.open(workflow, (data ?? {}) as JsonObject, sentBy(request, actor));
    void reply.header('location', `/api/cases/${opened.id}`);
    return tagged(opened, reply);
  }

  @Get()
  @ApiOperation({ summary: 'Cases the caller may see, newest first' })
  @Who('signed-in')
  list(@Query() query: CaseQuery, @Caller() actor: Actor): Promise<Page<JsonObject>> {
    return this.lists.cases(actor, query);
  }

  @Get('counts')
  @ApiOperation({ summary: 'Cases by agency, workflow, stage and status' })
  @Who('signed-in')
  async counts(@Caller() actor: Actor): Promise<{ items: JsonObject[] }> {
    return { items: await this.lists.counts(actor) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One case: where it stands, whose turn it is, what the caller may do' })
  @Who('signed-in')
  async find(
    @Param('id') id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedCase> {
    return tagged(await this.cases.find(id, actor), reply);
  }

  @Post(':id/events')
  @HttpCode(200)
  @KEY
  @IF_MATCH
  @ApiOperation({ summary: 'Apply an event to a case' })
  @Who('signed-in')
  async apply(
    @Param('id') id: string,
    @Body() sent: SendEvent,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedCase> {
    const { type, data, occurredAt } = sent;
    const event = {
      type,
      data: (data ?? {}) as JsonObject,
      ...(occurredAt ? { occurredAt: Date.parse(occurredAt) } : {}),
    };
    const actor = callerOf(request);
    return tagged(await this.cases.apply(id, event, sentBy(request, actor)), reply);
  }

  @Post(':id/clocks/:clock/extend')
  @HttpCode(200)
  @KEY
  @IF_MATCH
  @ApiOperation({ summary: 'Extend a running clock, with reason and legal basis' })
  @Who(['manager'])
  async extend(
    @Param() { id, clock }: { id: string; clock: string },
    @Body() body: ExtendClock,
    @Req() request: Asked,
  ): Promise<PresentedCase> {
    const { by, reason, basis } = body;
    return this.cases.extend(
      id,
      { type: 'clock.extended', clock, by, reason, basis },
      sentBy(request, callerOf(request)),
    );
  }

  @Get(':id/history')
  @ApiOperation({ summary: 'The event log with its hash chain' })
  @Who('signed-in')
  async history(
    @Param('id') id: string,
    @Query() { after, limit }: HistoryQuery,
    @Caller() actor: Actor,
  ): Promise<JsonObject> {
    await this.cases.visible(id, actor);
    return this.lists.history(id, after, limit);
  }

  @Get(':id/ledger')
  @ApiOperation({ summary: 'The time ledger: who held the case, and for how long' })
  @Who('signed-in')
  async ledger(@Param('id') id: string, @Caller() actor: Actor): Promise<JsonObject> {
    const [{ turn }, entries] = [await this.cases.find(id, actor), await this.lists.ledger(id)];
    const items = entries.map(({ holder, cause, since, until }) => ({
      holder,
      cause,
      from: iso(since),
      to: iso(until),
      seconds: (until - since) / 1e3,
    }));
    return { items, open: turn ?? null };
  }
}

function callerOf({ actor }: Asked): Actor {
  if (!actor) throw new Error('a route that is for signed-in callers was reached without one');
  return actor;
}

/** The revision as an entity tag, so that any HTTP client can send it back. */
function tagged(presented: PresentedCase, reply: FastifyReply): PresentedCase {
  void reply.header('etag', `"${presented.rev}"`);
  return presented;
}
