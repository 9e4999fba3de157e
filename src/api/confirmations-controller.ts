import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TimeMachine } from '../app/time-machine.js';
import { Confirmations } from '../confirmations/confirmations.js';
import type { Actor } from '../engine/index.js';
import { Answers, AnswersFile } from './answers.js';
import { asAttachment } from './attachment.js';
import { bytesOf } from './documents-controller.js';
import { idOf, KEY } from './headers.js';
import { askedBy } from './post-terms.js';
import { presentConfirmation } from './present-confirmation.js';
import { ConfirmationAnswer } from './ruleset-answers.js';
import { CountersignConfirmation, ProofDocumentQuery, WithdrawConfirmation } from './ruleset-requests.js';
import { Caller, Who, type Asked } from './who.js';

const STAFF = ['officer', 'manager', 'member', 'auditor', 'admin'] as const;

/** What was recorded of the proof of a figure. */
@ApiTags('rulesets')
@Controller('api/confirmations')
export class ConfirmationsController {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly time: TimeMachine,
  ) {}

  @Get(':id')
  @idOf('confirmation')
  @ApiOperation({ operationId: 'getConfirmation', summary: 'A confirmation, with its proof and who has signed it' })
  @Answers(ConfirmationAnswer, { about: 'The confirmation', refusals: [404] })
  @Who([...STAFF], 'all')
  find(@Param('id') id: string): ConfirmationAnswer {
    return this.present(this.confirmations.find(id));
  }

  @Get(':id/document')
  @idOf('confirmation')
  @ApiOperation({ operationId: 'getProof', summary: 'The document that proves a figure, as it was given' })
  @AnswersFile('application/octet-stream', { about: 'Its bytes, to be kept and not to be shown', refusals: [404] })
  @Who([...STAFF], 'all')
  async document(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { document, bytes } = await this.confirmations.document(id);
    await reply.headers(asAttachment(document.data.name, document.data.bytes)).send(bytes);
  }

  @Post(':id/document')
  @idOf('confirmation')
  @KEY
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The document as it is' })
  @ApiOperation({
    operationId: 'attachProof',
    summary: 'Give the document that proves a figure',
    description: 'By whoever has proposed the confirmation, until it is countersigned. A later one takes its place.',
  })
  @Answers(ConfirmationAnswer, { status: 201, about: 'The confirmation', refusals: [404, 409, 413] })
  @Who(['manager'], 'office')
  async attach(
    @Param('id') id: string,
    @Query() { name }: ProofDocumentQuery,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<ConfirmationAnswer> {
    const bytes = bytesOf(request);
    const asking = askedBy(request, actor, this.time.now(), null);
    try {
      return this.present(await this.confirmations.attach(id, { name, bytes }, asking));
    } finally {
      bytes.resume();
    }
  }

  @Post(':id/countersign')
  @idOf('confirmation')
  @KEY
  @ApiOperation({
    operationId: 'countersignConfirmation',
    summary: 'Countersign a confirmation',
    description: 'By another manager of the lead agency than who has proposed it, also through a substitute.',
  })
  @Answers(ConfirmationAnswer, { about: 'The confirmation', refusals: [404, 409] })
  @Who(['manager'], 'office')
  async countersign(
    @Param('id') id: string,
    @Body() { note = '' }: CountersignConfirmation,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<ConfirmationAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    return this.present(await this.confirmations.countersign(id, note, asking));
  }

  @Post(':id/withdraw')
  @idOf('confirmation')
  @KEY
  @ApiOperation({
    operationId: 'withdrawConfirmation',
    summary: 'Take a confirmation back, with the reason',
    description: 'By a manager of the lead agency. What a ruleset that is published says by it stays what it is.',
  })
  @Answers(ConfirmationAnswer, { about: 'The confirmation', refusals: [404, 409] })
  @Who(['manager'], 'office')
  async withdraw(
    @Param('id') id: string,
    @Body() { reason }: WithdrawConfirmation,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<ConfirmationAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    return this.present(await this.confirmations.withdraw(id, reason, asking));
  }

  private present(confirmation: ReturnType<Confirmations['find']>): ConfirmationAnswer {
    return presentConfirmation(this.confirmations, confirmation);
  }
}
