import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { Who } from '../../api/who.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { chartOf, type Chart } from '../../chart/graph.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { pictureOf } from './picture.js';

/** The workflows as pictures, drawn from the machines that run. */
@ApiExcludeController()
@Controller('workflows')
export class WorkflowPages {
  private readonly charts = new Map<string, Chart>();

  constructor(
    private readonly pages: Pages,
    private readonly catalogue: Catalogue,
    private readonly clock: PageClock,
  ) {}

  @Get()
  @Who('anyone')
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const law = this.catalogue.law(this.clock.now());
    const inForce = this.catalogue
      .all()
      .filter(({ loaded: { definition } }) => law.versionOf(definition.id) === definition.version);
    const workflows = inForce.map(({ loaded: { definition } }) => ({
      title: definition.title,
      version: definition.version,
      href: `/workflows/${definition.id}/${definition.version}`,
    }));
    this.pages.show(request, reply, { view: 'workflows/list', model: { workflows } });
  }

  @Get(':id/:version')
  @Who('anyone')
  picture(
    @Param() { id, version }: { id: string; version: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const file = this.catalogue.find(id, version);
    if (!file) throw new ProblemError(problem(404, 'not-found', `there is no workflow ${id} ${version}`));
    const { definition } = file.loaded;
    const picture = pictureOf(
      this.pages.readerOf(request),
      definition,
      this.chartOf(`${id} ${version}`, definition.machine),
    );
    const model = { title: definition.title, version, hash: file.hash, picture };
    this.pages.show(request, reply, { view: 'workflows/picture', model });
  }

  private chartOf(name: string, machine: Parameters<typeof chartOf>[0]): Chart {
    const chart = this.charts.get(name) ?? chartOf(machine);
    this.charts.set(name, chart);
    return chart;
  }
}
