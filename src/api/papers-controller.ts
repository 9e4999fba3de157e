import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases } from '../cases/cases.js';
import { Answers } from './answers.js';
import { CaseAnswer } from './case-answers.js';
import { idOf, IF_MATCH, KEY, sentBy, tagged } from './headers.js';
import { withinCalendars } from './problem.js';
import { DismissPaper } from './requests.js';
import { callerOf, Who, type Asked } from './who.js';

const PAPER = ApiParam({
  name: 'paper',
  description: 'Its id among the `papers` of the case',
  schema: { type: 'string', maxLength: 300 },
});

/** Second signatures under what a desk recorded from paper. */
@ApiTags('cases')
@Controller('api/cases/:id/papers/:paper')
export class PapersController {
  constructor(private readonly cases: Cases) {}

  @Post('countersign')
  @PAPER
  @idOf('case')
  @KEY
  @IF_MATCH
  @ApiOperation({
    operationId: 'countersignPaper',
    summary: 'Sign, as another person, that what was recorded from paper happened',
    description: 'It then counts from when it happened.',
  })
  @Answers(CaseAnswer, { about: 'The case as it now is', refusals: [403, 404, 409, 412, 503], headers: ['ETag'] })
  @Who('signed-in', 'case')
  countersign(
    @Param() { id, paper }: { id: string; paper: string },
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const signed = this.cases.countersign(id, paper, sentBy(request, callerOf(request)));
    return tagged(withinCalendars('/occurredAt', signed), reply);
  }

  @Post('dismiss')
  @PAPER
  @idOf('case')
  @KEY
  @IF_MATCH
  @ApiOperation({ operationId: 'dismissPaper', summary: 'Say that what was recorded from paper is not so' })
  @Answers(CaseAnswer, { about: 'The case as it now is', refusals: [403, 404, 409, 412, 503], headers: ['ETag'] })
  @Who('signed-in', 'case')
  dismiss(
    @Param() { id, paper }: { id: string; paper: string },
    @Body() { text }: DismissPaper,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    return tagged(this.cases.dismiss(id, paper, { text, ...sentBy(request, callerOf(request)) }), reply);
  }
}
