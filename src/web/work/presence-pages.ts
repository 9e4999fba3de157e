import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { CaseDesk } from './case-desk.js';

/** What the script of an open page asks every now and then: who else is there, and whether the case has changed. */
@ApiExcludeController()
@Controller('cases')
export class PresencePages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly desk: CaseDesk,
  ) {}

  @Post(':id/presence')
  @Who(['officer', 'manager', 'member'], 'case')
  async present(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const doing = fieldText(fieldsOf(request), 'doing') === 'writing' ? 'writing' : 'looking';
    const { seq } = await this.looking.find(id, actor);
    const who = await this.desk.present(this.pages.readerOf(request), id, actor, doing);
    void reply.header('cache-control', 'no-store').send({ who, seq });
  }
}
