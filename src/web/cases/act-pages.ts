import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { CaseLists } from '../../cases/case-lists.js';
import { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { StaleRevision } from '../../engine/index.js';
import { fieldsOf } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { asSchema, type Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import { asksForMore, formModel, refusedIn, sentIn, sequenceIn, type FormState } from './form-page.js';
import { historyModel } from './history-model.js';
import { Looking } from './looking.js';

/** More than happens to a case while somebody fills in a form. */
const EVENTS_SHOWN = 20;

interface Params {
  readonly id: string;
  readonly event: string;
}

type Act = Params & { readonly shown: PresentedCase; readonly schema: Schema };

/** What may be done with a case: a form for each event, made from its schema. */
@ApiExcludeController()
@Controller('cases')
export class ActPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly cases: Cases,
    private readonly lists: CaseLists,
  ) {}

  @Get(':id/do/:event')
  @Who('signed-in', 'case')
  async form(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const act = await this.actOf(params, request);
    if (!act.shown.actions.some(({ event }) => event === params.event))
      throw new ProblemError(problem(409, 'state', `the case does not allow "${params.event}" now`));
    this.show(request, reply, { act });
  }

  @Post(':id/do/:event')
  @Who('signed-in', 'case')
  async act(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const act = await this.actOf(params, request);
    const sent = fieldsOf(request);
    if (asksForMore(sent)) return this.show(request, reply, { act, state: { sent } });
    const { data, mistakes } = readData(act.schema, sent);
    if (mistakes.length > 0) return this.show(request, reply, { act, state: { sent, mistakes }, status: 422 });
    const { id, event } = params;
    try {
      const command = sentIn(sent, callerOf(request), { id, event, data });
      await this.cases.apply(id, { type: event, data }, command);
      void reply.redirect(`/cases/${id}?done=${event}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (refused) return this.show(request, reply, { act, state: { sent, refused }, status: 422 });
      if (!(error instanceof StaleRevision)) throw error;
      await this.showConflict(request, reply, { act, state: { sent } });
    }
  }

  private async actOf(params: Params, request: Asked): Promise<Act> {
    const shown = await this.looking.find(params.id, callerOf(request));
    const { events } = this.looking.definitionOf(shown);
    const declared = Object.hasOwn(events, params.event) ? events[params.event] : undefined;
    if (!declared) throw new ProblemError(problem(404, 'not-found', `there is no event "${params.event}"`));
    return { ...params, shown, schema: asSchema(declared.schema ?? {}) };
  }

  /** Nobody overwrites anybody: what was entered stays in the form, beside what has happened meanwhile. */
  private async showConflict(request: Asked, reply: FastifyReply, { act, state = {} }: Showing): Promise<void> {
    const actor = callerOf(request);
    const after = sequenceIn(state.sent ?? {});
    const { items } = await this.lists.history(act.id, actor, { after, limit: EVENTS_SHOWN });
    const changes = historyModel(this.pages.readerOf(request), items, this.looking.definitionOf(act.shown));
    this.show(request, reply, { act, state, changes, status: 409 });
  }

  private show(request: Asked, reply: FastifyReply, { act, state = {}, changes = [], status = 200 }: Showing): void {
    const reader = this.pages.readerOf(request);
    const { shown, schema, event } = act;
    const form = formModel(reader, { schema, data: {}, seen: shown, ...state });
    const title = this.looking.definitionOf(shown).events[event]?.title ?? event;
    const model = {
      case: this.looking.model(reader, shown, callerOf(request)),
      title,
      form,
      action: `/cases/${act.id}/do/${event}`,
      changes,
    };
    this.pages.show(request, reply, { view: 'cases/act', model, status });
  }
}

interface Showing {
  readonly act: Act;
  readonly state?: Partial<FormState>;
  readonly changes?: readonly object[];
  readonly status?: number;
}
