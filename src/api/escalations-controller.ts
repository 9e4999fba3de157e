import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../engine/index.js';
import { Escalations } from '../escalations/escalations.js';
import { Answers } from './answers.js';
import { idOf, IF_MATCH, KEY, sentBy } from './headers.js';
import { EscalationQuery } from './requests.js';
import { Caller, Who, type Asked } from './who.js';
import { EscalationAnswer, EscalationPageAnswer } from './work-answers.js';

@ApiTags('escalations')
@Controller('api/escalations')
export class EscalationsController {
  constructor(private readonly escalations: Escalations) {}

  @Get()
  @ApiOperation({
    operationId: 'listEscalations',
    summary: 'What a ladder alarms the caller of, newest first',
    description: 'Paged: ask again with `cursor` = `next` until that is null.',
  })
  @Answers(EscalationPageAnswer, { about: 'A page of escalations' })
  @Who('signed-in', 'list')
  inbox(@Query() query: EscalationQuery, @Caller() actor: Actor): Promise<EscalationPageAnswer> {
    return this.escalations.inbox(actor, query);
  }

  @Post(':id/acknowledge')
  @idOf('escalation')
  @KEY
  @IF_MATCH
  @ApiOperation({
    operationId: 'acknowledgeEscalation',
    summary: 'Silence this rung; the next one comes nevertheless',
  })
  @Answers(EscalationAnswer, { about: 'The escalation as it now is', refusals: [404, 409, 412, 503] })
  @Who('signed-in', 'escalation')
  acknowledge(@Param('id') id: string, @Req() request: Asked, @Caller() actor: Actor): Promise<EscalationAnswer> {
    return this.escalations.acknowledge(id, sentBy(request, actor));
  }
}
