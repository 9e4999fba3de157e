import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases } from '../cases/cases.js';
import { DelayPapers } from '../certificates/delay-papers.js';
import type { Actor } from '../engine/index.js';
import { Delays } from '../evidence/delays.js';
import { Dossiers } from '../evidence/dossiers.js';
import { Answers, AnswersFile } from './answers.js';
import { DelayAnswer } from './delay-answers.js';
import { idOf } from './headers.js';
import { LetterQuery } from './requests.js';
import { Caller, Who } from './who.js';

@ApiTags('evidence')
@Controller('api/cases')
export class EvidenceController {
  constructor(
    private readonly cases: Cases,
    private readonly delays: Delays,
    private readonly papers: DelayPapers,
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

  @Get(':id/delay/pdf')
  @idOf('case')
  @ApiOperation({
    operationId: 'getDelayPdf',
    summary: 'Statement of delay as PDF; the signed statement is attached to it as delay.json',
    description:
      'English governs; in another language it says that it is a translation. Its code can be checked offline.',
  })
  @AnswersFile('application/pdf', { about: 'The statement, of this moment', refusals: [404] })
  @Who('signed-in', 'case')
  async delayPdf(
    @Param('id') id: string,
    @Query() { language = 'en' }: LetterQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { name, pdf } = await this.papers.of(await this.cases.visible(id, actor), actor, language);
    void reply.headers(fileHeaders('application/pdf', name));
    return pdf;
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
    void reply.headers(fileHeaders('application/zip', name));
    await reply.send(zip);
  }
}

/** A file is saved, not shown as a page, and kept by no cache. */
function fileHeaders(type: string, name: string): { [header: string]: string } {
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  };
}
