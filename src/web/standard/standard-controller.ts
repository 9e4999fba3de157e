import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Who, type Asked } from '../../api/who.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { PublicFigures } from '../../insight/standard-figures.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { standardModel } from './standard-model.js';

/** What each agency promises for each approval, the law that the promise rests on, and what really happens. */
@ApiExcludeController()
@Controller('standard')
export class StandardController {
  constructor(
    private readonly pages: Pages,
    private readonly catalogue: Catalogue,
    private readonly clock: PageClock,
    private readonly figures: PublicFigures,
  ) {}

  @Get()
  @Who('anyone')
  async standard(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const law = this.catalogue.law(this.clock.now());
    const titles = new Map(this.catalogue.daySettings.source.agencies.map(({ type, title }) => [type, title]));
    const figures = await this.figures.standard();
    const model = standardModel(this.pages.readerOf(request), { law, titles, figures });
    // Whoever works here may read the whole of it.
    const staff = request.actor?.posts.some(({ role }) => role !== 'investor') === true;
    this.pages.show(request, reply, { view: 'standard', model: { ...model, ruleset: staff ? law.id : null } });
  }
}
