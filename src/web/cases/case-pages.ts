import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { CaseLists } from '../../cases/case-lists.js';
import { Pages } from '../pages.js';
import { CaseDesk, worksOn } from '../work/case-desk.js';
import { isDraft } from './case-model.js';
import { historyModel } from './history-model.js';
import { listModel, queryIn } from './list-model.js';
import { Looking } from './looking.js';

/** What a desk is told of what it has done with a paper. */
const ON_PAPER = ['recorded', 'signed', 'dismissed', 'why'];
const EVENTS_ON_A_PAGE = 100;

/** Cases as their people see them. */
@ApiExcludeController()
@Controller('cases')
export class CasePages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly lists: CaseLists,
    private readonly desk: CaseDesk,
  ) {}

  @Get()
  @Who('signed-in', 'list')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const query = queryIn(request.query, actor);
    const page = await this.lists.cases(actor, query.filter);
    const titles = await this.lists.titles(page.items.map(({ id }) => id));
    const waiting = query.staff
      ? new Map<string, number>()
      : await this.lists.waitingUnder(page.items.map(({ id }) => id));
    const model = listModel(this.pages.readerOf(request), { page, titles, query, waiting });
    this.pages.show(request, reply, { view: 'cases/list', model });
  }

  @Get(':id')
  @Who('signed-in', 'case')
  async show(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const board = await this.looking.board(reader, shown, actor);
    const docs = await this.looking.documents(reader, shown, actor);
    const { done, told: paper } = request.query as { done?: unknown; told?: unknown };
    const told = typeof done === 'string' ? (this.looking.definitionOf(shown).events[done]?.title ?? null) : null;
    if (worksOn(shown, actor)) {
      const officers = await this.desk.model(reader, shown, actor);
      const present = await this.desk.present(reader, id, actor, 'looking');
      return this.pages.show(request, reply, {
        view: 'work/case',
        model: { ...officers, board, docs, told, present, paper: ON_PAPER.find((one) => one === paper) ?? null },
      });
    }
    const model = { case: this.looking.model(reader, shown, actor), board, docs, told, submitted: done === 'submit' };
    if (!isDraft(shown)) return this.pages.show(request, reply, { view: 'cases/case', model });
    const saved = await this.looking.saved(shown, actor);
    const sections = this.looking.sections(reader, shown).map((one) => ({ ...one, saved: saved.has(one.id) }));
    this.pages.show(request, reply, { view: 'cases/draft', model: { ...model, sections } });
  }

  @Get(':id/history')
  @Who('signed-in', 'case')
  async history(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const { after } = request.query as { after?: unknown };
    const from = /^\d{1,9}$/.test(String(after)) ? Number(after) : 0;
    const { items, next } = await this.lists.history(id, actor, { after: from, limit: EVENTS_ON_A_PAGE });
    const events = historyModel(reader, items, this.looking.definitionOf(shown));
    const model = { case: this.looking.model(reader, shown, actor), events, next };
    this.pages.show(request, reply, { view: 'cases/history', model });
  }

  @Get(':id/picture')
  @Who('signed-in', 'case')
  async picture(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const model = {
      case: this.looking.model(reader, shown, actor),
      picture: await this.looking.picture(reader, shown),
    };
    this.pages.show(request, reply, { view: 'cases/picture', model });
  }
}
