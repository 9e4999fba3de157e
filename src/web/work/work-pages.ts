import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { badField } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { BadCursor } from '../../store/pages.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { Desk } from './desk.js';
import { keyModel } from './key.js';
import { worklistModel } from './worklist-model.js';
import { workAt, workIn, type AskedWork } from './work-query.js';

const LONGEST_NAME = 60;
const MISTAKES = ['name', 'many', 'none', 'to', 'act'];

/** The worklist, and the ways of looking at it that somebody keeps. */
@ApiExcludeController()
@Controller('work')
export class WorkPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
  ) {}

  @Get()
  @Who(['officer', 'manager', 'member'], 'list')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const reader = this.pages.readerOf(request);
    const model = worklistModel(reader, await this.look(request, workIn(request.query)));
    const { mistake, kept } = request.query as { mistake?: unknown; kept?: unknown };
    const told = MISTAKES.find((one) => one === mistake) ?? null;
    const more = { mistake: told, kept: kept === 'yes', query: model.kept, hidden: keyModel() };
    this.pages.show(request, reply, {
      view: 'work/worklist',
      model: { work: model, ...more },
      status: told ? 422 : 200,
    });
  }

  @Post('filters')
  @Who(['officer', 'manager', 'member'], 'own')
  async save(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const { given } = workIn(Object.fromEntries(new URLSearchParams(fieldText(fields, 'query'))));
    const name = fieldText(fields, 'name').trim();
    const back = (change: { [name: string]: string }): void => void reply.redirect(workAt(given, change), 303);
    if (name === '' || name.length > LONGEST_NAME) return back({ mistake: 'name' });
    const saved = await this.desk.filters.save(callerOf(request).id, name, new URLSearchParams(given).toString());
    back(saved ? { kept: 'yes' } : { mistake: 'many' });
  }

  @Post('filters/:id/remove')
  @Who(['officer', 'manager', 'member'], 'own')
  async remove(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    await this.desk.filters.remove(callerOf(request).id, id);
    void reply.redirect('/work', 303);
  }

  private async look(request: Asked, asked: AskedWork): ReturnType<Desk['look']> {
    try {
      return await this.desk.look(callerOf(request), asked);
    } catch (error) {
      if (error instanceof BadCursor) throw badField('cursor', error.message);
      throw error;
    }
  }
}
