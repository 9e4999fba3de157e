import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { StaleRevision, type JsonObject } from '../../engine/index.js';
import { fieldsOf } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { asSchema, partOf, type Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import { isDraft } from './case-model.js';
import { asksForMore, formModel, refusedIn, sentIn, type FormState } from './form-page.js';
import { Looking } from './looking.js';
import { offerFrom } from './offers.js';
import { SECTIONS, type Section } from './sections.js';

interface Params {
  readonly id: string;
  readonly section: string;
}

/** A draft's sections: each is filled in and saved by itself, so that nobody has to do it all at once. */
@ApiExcludeController()
@Controller('cases')
export class DraftPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly cases: Cases,
  ) {}

  @Get(':id/application/:section')
  @Who('signed-in', 'case')
  async form(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    await this.show(request, reply, await this.partOf(params, request));
  }

  @Post(':id/application/:section')
  @Who('signed-in', 'case')
  async save(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const part = await this.partOf(params, request);
    const sent = fieldsOf(request);
    if (asksForMore(sent)) return this.show(request, reply, part, { sent });
    const { data, mistakes } = readData(part.schema, sent);
    if (mistakes.length > 0) return this.show(request, reply, part, { sent, mistakes });
    const { id, section } = params;
    try {
      await this.cases.apply(id, { type: 'amend', data }, sentIn(sent, callerOf(request), { id, section, data }));
      void reply.redirect(`/cases/${id}`, 303);
    } catch (error) {
      const refused = error instanceof StaleRevision ? [{ field: '', message: error.message }] : refusedIn(error);
      if (!refused) throw error;
      await this.show(request, reply, part, { sent, refused });
    }
  }

  /** Everything that was answered, before it is submitted. */
  @Get(':id/check')
  @Who('signed-in', 'case')
  async check(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const shown = await this.looking.find(id, actor);
    if (!isDraft(shown)) return void reply.redirect(`/cases/${id}`, 303);
    const reader = this.pages.readerOf(request);
    const model = {
      case: this.looking.model(reader, shown, actor),
      board: await this.looking.board(reader, shown, actor),
      sections: this.looking.sections(reader, shown),
      docs: await this.looking.documents(reader, shown, actor),
      form: formModel(reader, { schema: {}, data: {}, seen: shown }),
    };
    this.pages.show(request, reply, { view: 'cases/check', model });
  }

  private async partOf({ id, section: name }: Params, request: Asked): Promise<Part> {
    const shown = await this.looking.find(id, callerOf(request));
    const section = SECTIONS.find((one) => one.id === name);
    if (!section) throw new ProblemError(problem(404, 'not-found', 'there is no such part of an application'));
    if (!shown.actions.some(({ event }) => event === 'amend'))
      throw new ProblemError(problem(409, 'state', 'the application can no longer be amended'));
    // What an application cannot be opened without is asked for here too, though an amendment may leave it out.
    const schema = partOf(asSchema(this.looking.applicationSchema()), section.names);
    return { shown, section, schema };
  }

  private async show(
    request: Asked,
    reply: FastifyReply,
    { shown, section, schema }: Part,
    state: Partial<FormState> = {},
  ): Promise<void> {
    const reader = this.pages.readerOf(request);
    const offer = offerFrom(await this.looking.board(reader, shown, callerOf(request)));
    const data = (shown.data['application'] ?? {}) as JsonObject;
    const form = formModel(reader, { schema, data, seen: shown, offer, ...state });
    const lead = `cases.leads.${section.id}`;
    const model = {
      id: shown.id,
      reference: shown.reference,
      section: section.id,
      lead: reader.knows(lead) ? reader.t(lead) : null,
      form,
    };
    this.pages.show(request, reply, { view: 'cases/section', model, status: form.errors.length > 0 ? 422 : 200 });
  }
}

interface Part {
  readonly shown: PresentedCase;
  readonly section: Section;
  readonly schema: Schema;
}
