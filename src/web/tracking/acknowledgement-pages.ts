import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Rejection } from '../../engine/index.js';
import { isOwn } from '../../policy/policy.js';
import { Tracking } from '../../tracking/tracking.js';
import { Looking } from '../cases/looking.js';
import { Pages } from '../pages.js';

/** What an applicant keeps of an application: every due date by agency, and the code by which others may follow it. */
@ApiExcludeController()
@Controller('cases')
export class AcknowledgementPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly tracking: Tracking,
  ) {}

  /** What an applicant gets on submitting: every due date, by agency. */
  @Get(':id/acknowledgement')
  @Who('signed-in', 'case')
  async acknowledgement(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const board = await this.looking.board(reader, shown, actor);
    const submission = shown.data['submission'] as { readonly at?: number } | undefined;
    if (!board || submission?.at === undefined)
      throw new ProblemError(problem(404, 'not-found', 'nothing was submitted that could be acknowledged'));
    const code = isOwn(actor, shown) ? await this.tracking.codeOf(id) : null;
    const model = { case: this.looking.model(reader, shown, actor), board, submittedAt: submission.at, code };
    this.pages.show(request, reply, { view: 'cases/acknowledgement', model });
  }

  /** Another code, where the one before has come into wrong hands. */
  @Post(':id/tracking')
  @Who('signed-in', 'case')
  async renew(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    if (!isOwn(actor, await this.looking.find(id, actor)))
      throw new Rejection('actor', 'the tracking code is that of the applicant');
    await this.tracking.renew(id);
    void reply.redirect(`/cases/${id}/acknowledgement#tracking`, 303);
  }
}
