import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases } from '../cases/cases.js';
import type { Actor } from '../engine/index.js';
import { Delays } from '../evidence/delays.js';
import { Dossiers } from '../evidence/dossiers.js';
import { Answers, AnswersFile } from './answers.js';
import { DelayAnswer } from './delay-answers.js';
import { idOf } from './headers.js';
import { Caller, Who } from './who.js';

@ApiTags('evidence')
@Controller('api/cases')
export class EvidenceController {
  constructor(
    private readonly cases: Cases,
    private readonly delays: Delays,
    private readonly dossiers: Dossiers,
  ) {}

  @Get(':id/delay')
  @idOf('case')
  @ApiOperation({
    operationId: 'getDelay',
    summary: 'Statement of delay: who held the case how long, and how its clocks stood to that; signed',
  })
  @Answers(DelayAnswer, { about: 'The statement, of this moment', refusals: [404] })
  @Who('signed-in', 'case')
  async delay(@Param('id') id: string, @Caller() actor: Actor): Promise<DelayAnswer> {
    return this.delays.of(await this.cases.visible(id, actor), actor);
  }

  @Get(':id/dossier')
  @idOf('case')
  @ApiOperation({
    operationId: 'getDossier',
    summary: 'The dossier of a case as a zip file, with all that is needed to check it without this service',
    description: 'README.txt in it says how. What was recorded is anchored before, so that all of it is proven.',
  })
  @AnswersFile('application/zip', { about: 'The dossier, of this moment', refusals: [404] })
  @Who('signed-in', 'case')
  async dossier(@Param('id') id: string, @Caller() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { name, zip } = await this.dossiers.of(await this.cases.visible(id, actor), actor);
    void reply.headers({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    await reply.send(zip);
  }
}
