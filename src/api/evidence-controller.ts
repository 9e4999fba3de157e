import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Cases } from '../cases/cases.js';
import type { Actor } from '../engine/index.js';
import { Delays } from '../evidence/delays.js';
import { Answers } from './answers.js';
import { DelayAnswer } from './delay-answers.js';
import { idOf } from './headers.js';
import { Caller, Who } from './who.js';

@ApiTags('evidence')
@Controller('api/cases')
export class EvidenceController {
  constructor(
    private readonly cases: Cases,
    private readonly delays: Delays,
  ) {}

  @Get(':id/delay')
  @idOf('case')
  @ApiOperation({
    operationId: 'getDelay',
    summary: 'Statement of delay: who held the case how long, and how its clocks stood to that; signed',
  })
  @Answers(DelayAnswer, { about: 'The statement, of this moment', refusals: [404] })
  @Who('signed-in')
  async delay(@Param('id') id: string, @Caller() actor: Actor): Promise<DelayAnswer> {
    return this.delays.of(await this.cases.visible(id, actor), actor);
  }
}
