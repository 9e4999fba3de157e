import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { Who, type Asked } from '../../api/who.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { Confirmations } from '../../confirmations/confirmations.js';
import type { Ruleset } from '../../ruleset/index.js';
import { OFFICE_STAFF } from '../office/office-pages.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { approvalModel } from './approval-model.js';
import { listModel } from './list-model.js';
import { rulesetModel, type Shown } from './ruleset-model.js';

/** The law that the service works by, to be read: it is changed by publishing the next ruleset, and in no other way. */
@ApiExcludeController()
@Controller('manage/rulesets')
export class RulesetPages {
  constructor(
    private readonly pages: Pages,
    private readonly catalogue: Catalogue,
    private readonly confirmations: Confirmations,
    private readonly clock: PageClock,
  ) {}

  @Get()
  @Who([...OFFICE_STAFF], 'all')
  list(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const rulesets = listModel(this.catalogue.rulesets, this.clock.now()).map((one) => {
      const states = [...this.confirmations.standing(one.id).values()];
      const waiting = states.filter((state) => state === 'proposed').length;
      return { ...one, waiting, proved: states.length - waiting };
    });
    this.pages.show(request, reply, { view: 'rulesets/list', model: { rulesets } });
  }

  @Get(':id')
  @Who([...OFFICE_STAFF], 'all')
  one(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): void {
    const shown = this.shown(id, request);
    const ruleset = rulesetModel(this.pages.readerOf(request), shown);
    const standing = this.catalogue.rulesets.standingOf(shown.law.id, this.clock.now());
    this.pages.show(request, reply, {
      view: 'rulesets/ruleset',
      model: { ruleset, standing, unconfirmed: shown.unconfirmed },
    });
  }

  @Get(':id/approvals/:approval')
  @Who([...OFFICE_STAFF], 'all')
  approval(@Param() { id, approval }: Named, @Req() request: Asked, @Res() reply: FastifyReply): void {
    const shown = this.shown(id, request);
    const found = shown.law.approval(approval);
    if (!found) throw absent();
    const model = {
      ruleset: { id: shown.law.id, title: shown.law.title },
      approval: approvalModel(this.pages.readerOf(request), shown, found),
      unconfirmed: shown.unconfirmed,
    };
    this.pages.show(request, reply, { view: 'rulesets/approval', model });
  }

  private shown(id: string, request: Asked): Shown {
    const law: Ruleset | undefined = this.catalogue.rulesets.find(id);
    if (!law) throw absent();
    const { only } = request.query as { only?: unknown };
    const titles = new Map(this.catalogue.daySettings.source.agencies.map(({ type, title }) => [type, title]));
    return { law, titles, unconfirmed: only === 'unconfirmed', proofs: this.confirmations.standing(law.id) };
  }
}

interface Named {
  readonly id: string;
  readonly approval: string;
}

const absent = (): ProblemError =>
  new ProblemError(problem(404, 'not-found', 'there is nothing of this name in the law'));
