import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { Rejection, StaleRevision } from '../../engine/index.js';
import { fieldsOf } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { asSchema, type Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import { begunWith, changesIn } from './amending.js';
import { asksForMore, formModel, refusedIn, sentIn, sequenceIn, type FormState } from './form-page.js';
import { Looking } from './looking.js';
import { offerFrom } from './offers.js';
import { CaseDesk, worksOn } from '../work/case-desk.js';
import { withTicked } from '../work/asking.js';

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
    private readonly desk: CaseDesk,
  ) {}

  @Get(':id/do/:event')
  @Who('signed-in', 'case')
  async form(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const act = await this.actOf(params, request);
    if (!act.shown.actions.some(({ event }) => event === params.event))
      throw new ProblemError(problem(409, 'state', `the case does not allow "${params.event}" now`));
    await this.show(request, reply, { act });
  }

  @Post(':id/do/:event')
  @Who('signed-in', 'case')
  async act(@Param() params: Params, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const act = await this.actOf(params, request);
    const sent = withTicked(fieldsOf(request));
    if (asksForMore(sent)) return this.show(request, reply, { act, state: { sent } });
    const { data: filled, mistakes } = readData(act.schema, sent);
    if (mistakes.length > 0) return this.show(request, reply, { act, state: { sent, mistakes }, status: 422 });
    const data = changesIn(act.schema, filled, act.shown);
    const { id, event } = params;
    try {
      const command = sentIn(sent, callerOf(request), { id, event, data });
      await this.cases.apply(id, { type: event, data }, command);
      void reply.redirect(`/cases/${id}?done=${event}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (refused) return this.show(request, reply, { act, state: { sent, refused }, status: 422 });
      const closed = error instanceof Rejection && ['state', 'actor'].includes(error.kind);
      if (!closed && !(error instanceof StaleRevision)) throw error;
      await this.showConflict(request, reply, { act, state: { sent }, closed });
    }
  }

  private async actOf(params: Params, request: Asked): Promise<Act> {
    const shown = await this.looking.find(params.id, callerOf(request));
    const { events } = this.looking.definitionOf(shown);
    const declared = Object.hasOwn(events, params.event) ? events[params.event] : undefined;
    if (!declared) throw new ProblemError(problem(404, 'not-found', `there is no event "${params.event}"`));
    // What the rules of this very case ask for, where it is open; else as the workflow declares it.
    const open = shown.actions.find(({ event }) => event === params.event);
    return { ...params, shown, schema: asSchema(open?.schema ?? declared.schema ?? {}) };
  }

  /** Nobody overwrites anybody: what was entered stays in the form, beside what has happened meanwhile. */
  private async showConflict(request: Asked, reply: FastifyReply, { act, state = {}, closed }: Showing): Promise<void> {
    const reader = this.pages.readerOf(request);
    const changes = await this.desk.changes(reader, act.shown, callerOf(request), sequenceIn(state.sent ?? {}));
    await this.show(request, reply, { act, state, changes, ...(closed ? { closed, status: 409 } : { status: 412 }) });
  }

  private async show(
    request: Asked,
    reply: FastifyReply,
    { act, state = {}, changes = [], closed = false, status = 200 }: Showing,
  ): Promise<void> {
    const reader = this.pages.readerOf(request);
    const actor = callerOf(request);
    const { shown, schema, event, id } = act;
    const works = worksOn(shown, actor);
    const board = await this.looking.board(reader, shown, actor);
    const about = this.looking.model(reader, shown, actor);
    const model = {
      case: about,
      answers: about.actions.next.some((one) => one.event === event),
      title: this.looking.definitionOf(shown).events[event]?.title ?? event,
      form: formModel(reader, {
        schema,
        data: begunWith(schema, shown),
        seen: shown,
        offer: offerFrom(board),
        ...state,
      }),
      action: `/cases/${act.id}/do/${event}`,
      changes,
      closed,
      digest: works ? await this.desk.digest(reader, shown, actor, event) : null,
      docs: works ? await this.looking.documents(reader, shown, actor) : null,
      present: works ? await this.desk.present(reader, id, actor, 'writing') : '',
    };
    this.pages.show(request, reply, { view: 'cases/act', model, status });
  }
}

interface Showing {
  readonly act: Act;
  readonly state?: Partial<FormState>;
  readonly changes?: readonly object[];
  /** The case does not take it any more, with whatever revision. */
  readonly closed?: boolean;
  readonly status?: number;
}
