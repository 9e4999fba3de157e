import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { Rejection } from '../../engine/index.js';
import { begunWith, changesIn } from '../cases/amending.js';
import { asksForMore, formModel, refusedIn, sentIn, type FormState } from '../cases/form-page.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { asSchema, type Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import { CaseDesk } from './case-desk.js';
import { occurrenceIn, occurrenceModel, type OccurrenceMistake } from './occurrence.js';

const DESK = ['officer', 'manager'] as const;
const GOALS: { readonly [mistake in OccurrenceMistake]: string } = {
  on: '#occurred-day',
  future: '#occurred-day',
  at: '#occurred-at',
  document: '#occurred-document',
  register: '#occurred-register',
};

interface Params {
  readonly id: string;
  readonly event: string;
}

interface Entry extends Params {
  readonly shown: PresentedCase;
  readonly title: string;
  readonly schema: Schema;
}

interface Showing extends Partial<FormState> {
  readonly entry: Entry;
  readonly own?: readonly OccurrenceMistake[];
}

/** Assisted entry: a desk records what happened on paper, a second person signs that it did. */
@ApiExcludeController()
@Controller('cases')
export class PaperPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly cases: Cases,
    private readonly desk: CaseDesk,
  ) {}

  @Get(':id/paper')
  @Who(DESK, 'case')
  async choose(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const { events } = this.looking.definitionOf(shown);
    const acts = (await this.desk.enterable(shown, actor)).map((event) => ({
      title: events[event]?.title ?? event,
      href: `/cases/${id}/paper/${event}`,
      investors: events[event]?.by.includes('owner') ?? false,
    }));
    const groups = [acts.filter(({ investors }) => investors), acts.filter(({ investors }) => !investors)];
    const model = { case: this.looking.model(reader, shown, actor), byInvestor: groups[0], byOffice: groups[1] };
    this.pages.show(request, reply, { view: 'work/paper', model });
  }

  @Get(':id/paper/:event')
  @Who(DESK, 'case')
  async form(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.show(request, reply, { entry: await this.entryOf(params, request) });
  }

  @Post(':id/paper/:event')
  @Who(DESK, 'case')
  async enter(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const entry = await this.entryOf(params, request);
    const sent = fieldsOf(request);
    if (asksForMore(sent)) return this.show(request, reply, { entry, sent });
    const { data: filled, mistakes } = readData(entry.schema, sent);
    const data = changesIn(entry.schema, filled, entry.shown);
    const { occurredAt, evidence, mistakes: own } = occurrenceIn(sent);
    if (mistakes.length + own.length > 0 || occurredAt === null)
      return this.show(request, reply, { entry, sent, mistakes, own });
    const { id, event } = params;
    const command = sentIn(sent, callerOf(request), { id, event, data, occurredAt, evidence });
    try {
      await this.cases.enter(id, { type: event, data, occurredAt, evidence }, command);
    } catch (error) {
      if (isOfTime(error)) return this.show(request, reply, { entry, sent, own: ['future'] });
      const refused = refusedIn(error) ?? refusedActor(error);
      if (!refused) throw error;
      return this.show(request, reply, { entry, sent, refused });
    }
    void reply.redirect(`/cases/${id}?told=recorded`, 303);
  }

  @Post(':id/papers/:paper/sign')
  @Who(DESK, 'case')
  async sign(
    @Param() { id, paper }: { readonly id: string; readonly paper: string },
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = sentIn(fieldsOf(request), callerOf(request), { id, paper, sign: true });
    await this.settle(request, reply, { id, told: 'signed' }, () => this.cases.countersign(id, paper, sent));
  }

  @Post(':id/papers/:paper/dismiss')
  @Who(DESK, 'case')
  async dismiss(
    @Param() { id, paper }: { readonly id: string; readonly paper: string },
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = fieldsOf(request);
    const text = fieldText(fields, 'text').trim();
    await this.looking.find(id, callerOf(request));
    if (text === '') return void reply.redirect(`/cases/${id}?told=why`, 303);
    const sent = { ...sentIn(fields, callerOf(request), { id, paper, text }), text };
    await this.settle(request, reply, { id, told: 'dismissed' }, () => this.cases.dismiss(id, paper, sent));
  }

  /** Who may not sign is told so where the paper lies. */
  private async settle(
    request: Asked,
    reply: FastifyReply,
    { id, told }: { readonly id: string; readonly told: string },
    act: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await act();
      void reply.redirect(`/cases/${id}?told=${told}`, 303);
    } catch (error) {
      const refused = refusedActor(error);
      if (!refused) throw error;
      const shown = await this.looking.find(id, callerOf(request));
      const model = { case: this.looking.model(this.pages.readerOf(request), shown, callerOf(request)), refused };
      this.pages.show(request, reply, { view: 'work/refused', model, status: 403 });
    }
  }

  private async entryOf(params: Params, request: Asked): Promise<Entry> {
    const actor = callerOf(request);
    const shown = await this.looking.find(params.id, actor);
    if (!(await this.desk.enterable(shown, actor)).includes(params.event))
      throw new ProblemError(problem(409, 'state', `the case does not take "${params.event}" now`));
    const declared = this.looking.definitionOf(shown).events[params.event];
    return { ...params, shown, title: declared?.title ?? params.event, schema: asSchema(declared?.schema ?? {}) };
  }

  private show(request: Asked, reply: FastifyReply, { entry, own = [], ...state }: Showing): void {
    const { shown, schema, title, id, event } = entry;
    const reader = this.pages.readerOf(request);
    const form = formModel(reader, { schema, data: begunWith(schema, shown), seen: shown, ...state });
    const errors = own.map((one) => ({
      text: reader.t(`desk.paper.mistakes.${one}`),
      href: GOALS[one],
      lang: reader.language,
    }));
    const model = {
      case: this.looking.model(reader, shown, callerOf(request)),
      title,
      form: { ...form, errors: [...errors, ...form.errors] },
      occurred: occurrenceModel(reader, state.sent ?? null, { now: this.looking.now(), wrong: own }),
      action: `/cases/${id}/paper/${event}`,
    };
    this.pages.show(request, reply, { view: 'work/enter', model, status: model.form.errors.length > 0 ? 422 : 200 });
  }
}

function isOfTime(error: unknown): boolean {
  return error instanceof Rejection && (error.details.errors ?? []).some(({ field }) => field === '/occurredAt');
}

/** What an act was refused for that a person may not do, or the case does not take. */
function refusedActor(error: unknown): { readonly field: string; readonly message: string }[] | null {
  if (!(error instanceof Rejection) || error.kind === 'data') return null;
  return [{ field: '', message: error.message }];
}
