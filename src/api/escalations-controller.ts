import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor, JsonObject } from '../engine/index.js';
import { Escalations } from '../escalations/escalations.js';
import type { Page } from '../store/pages.js';
import { sentBy } from './headers.js';
import { EscalationQuery } from './requests.js';
import { Caller, Who, type Asked } from './who.js';

@ApiTags('escalations')
@ApiBearerAuth()
@Controller('api/escalations')
export class EscalationsController {
  constructor(private readonly escalations: Escalations) {}

  @Get()
  @ApiOperation({ summary: 'What a ladder alarms the caller of, newest first' })
  @Who('signed-in')
  inbox(@Query() query: EscalationQuery, @Caller() actor: Actor): Promise<Page<JsonObject>> {
    return this.escalations.inbox(actor, query);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Silence this rung; the next one comes nevertheless' })
  @Who('signed-in')
  acknowledge(@Param('id') id: string, @Req() request: Asked, @Caller() actor: Actor): Promise<JsonObject> {
    return this.escalations.acknowledge(id, sentBy(request, actor));
  }
}
