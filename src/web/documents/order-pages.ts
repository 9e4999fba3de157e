import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Documents } from '../../documents/documents.js';
import { sentIn } from '../cases/form-page.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { fileFormModel, fileMistakeIn, type FileMistake } from './form-model.js';
import { uploadOf } from './upload.js';

const DESK = ['officer', 'manager'] as const;

interface Params {
  readonly id: string;
  /** Number of the event by which was decided. */
  readonly seq: string;
}

/** The signed order of a decision: what the officer signed is what binds. */
@ApiExcludeController()
@Controller('cases')
export class OrderPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly documents: Documents,
  ) {}

  @Get(':id/orders/:seq')
  @Who(DESK, 'case')
  async form(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    await this.show(request, reply, params, null);
  }

  @Post(':id/orders/:seq')
  @Who(DESK, 'case')
  async attach(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { id, seq } = params;
    await this.orderOf(params, request);
    const upload = uploadOf(request);
    if (!upload || upload.name === '') return this.show(request, reply, params, 'none');
    const { name } = upload;
    const { rev: _any, ...command } = sentIn(fieldsOf(request), callerOf(request), { id, seq, name });
    try {
      const order = { name, decision: Number(seq) };
      const attached = await this.documents.attachOrder(id, order, upload.bytes, command);
      void reply.redirect(`/cases/${id}/documents?given=${attached.id}`, 303);
    } catch (error) {
      const mistake = fileMistakeIn(error);
      if (!mistake) throw error;
      await this.show(request, reply, params, mistake);
    }
  }

  private async orderOf({ id, seq }: Params, request: Asked) {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const { orders } = await this.looking.documents(reader, shown, actor);
    const here = `/cases/${id}/orders/${seq}`;
    const order = orders.find(({ attach }) => attach === here);
    if (!order) throw new ProblemError(problem(404, 'not-found', 'there is no such decision, or it is not yours'));
    return { case: this.looking.model(reader, shown, actor), order, action: here };
  }

  private async show(request: Asked, reply: FastifyReply, params: Params, mistake: FileMistake | null): Promise<void> {
    const found = await this.orderOf(params, request);
    const form = { schema: {}, data: {}, seen: found.case, limits: this.documents.limits, mistake };
    const model = { ...found, form: fileFormModel(this.pages.readerOf(request), form) };
    this.pages.show(request, reply, { view: 'documents/order', model, status: mistake === null ? 200 : 422 });
  }
}
