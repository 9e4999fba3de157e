import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../engine/index.js';
import { iso } from '../time/iso.js';
import { Verification, type Run } from '../verify/verification.js';
import { Answers } from './answers.js';
import { VerificationAnswer } from './evidence-answers.js';
import { problem, ProblemError } from './problem.js';
import { Caller, Who } from './who.js';

@ApiTags('evidence')
@Controller('api/verification')
export class VerificationController {
  constructor(private readonly verification: Verification) {}

  @Get()
  @ApiOperation({
    operationId: 'getVerification',
    summary: 'The check of the whole database that is under way, or the last one',
  })
  @Answers(VerificationAnswer, { about: 'How far it is, or what it found', refusals: [404] })
  @Who(['admin', 'auditor'], 'all')
  async last(): Promise<VerificationAnswer> {
    const run = await this.verification.last();
    if (!run) throw new ProblemError(problem(404, 'not-found', 'nothing was verified yet'));
    return presented(run);
  }

  @Post()
  @ApiOperation({
    operationId: 'startVerification',
    summary: 'Check every case, its log and its rows, and all anchors; runs beside the service',
  })
  @Answers(VerificationAnswer, { status: 202, about: 'Begun, or the one that is under way' })
  @Who(['admin', 'auditor'], 'all')
  async start(@Caller() actor: Actor): Promise<VerificationAnswer> {
    return presented(await this.verification.start(actor.id));
  }
}

function presented(run: Run): VerificationAnswer {
  const { id, state, startedBy, cases, of, events, anchors, faults, failures } = run;
  const times = { startedBy, startedAt: iso(run.startedAt), endedAt: iso(run.endedAt) };
  const sound = state === 'done' && faults === 0;
  return { id, state, sound, ...times, cases, of, events, anchors, faults, failures };
}
