import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Who } from '../../api/who.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { standardModel } from './standard-model.js';

/** What each agency promises for each approval, and the law that the promise rests on. */
@ApiExcludeController()
@Controller('standard')
export class StandardController {
  constructor(
    private readonly pages: Pages,
    private readonly catalogue: Catalogue,
    private readonly clock: PageClock,
  ) {}

  @Get()
  @Who('anyone')
  standard(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const law = this.catalogue.law(this.clock.now());
    const titles = new Map(this.catalogue.daySettings.source.agencies.map(({ type, title }) => [type, title]));
    const model = standardModel(this.pages.readerOf(request), law, titles);
    this.pages.show(request, reply, { view: 'standard', model });
  }
}
