import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { Tasks } from '../../tasks/tasks.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { ownAddress } from '../page-requests.js';
import { sentIn } from './form-page.js';

/** Taking a task, and giving it back: buttons that lead back to where they were. */
@ApiExcludeController()
@Controller('tasks')
export class TaskActs {
  constructor(private readonly tasks: Tasks) {}

  @Post(':id/claim')
  @Who('signed-in', 'task')
  async claim(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const sent = sentIn(fieldsOf(request), callerOf(request), { id, claim: true });
    this.back(request, reply, await this.tasks.claim(id, sent));
  }

  @Post(':id/release')
  @Who('signed-in', 'task')
  async release(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const sent = sentIn(fieldsOf(request), callerOf(request), { id, claim: false });
    this.back(request, reply, await this.tasks.release(id, sent));
  }

  private back(request: Asked, reply: FastifyReply, { id }: PresentedCase): void {
    void reply.redirect(ownAddress(fieldText(fieldsOf(request), 'to')) ?? `/cases/${id}`, 303);
  }
}
