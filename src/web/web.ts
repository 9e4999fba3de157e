import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Service } from '../app/service.js';
import { Names } from '../certificates/names.js';
import { Messages } from '../messages/index.js';
import { Assets } from './assets.js';
import { Finder } from '../plan/finder.js';
import { FindController } from './find/find-controller.js';
import { HomeController } from './home-controller.js';
import { keepLanguageChoices } from './language-choice.js';
import { PageClock } from './page-clock.js';
import { Pages } from './pages.js';
import { StandardController } from './standard/standard-controller.js';
import { Views } from './views.js';
import { Words } from './words.js';
import { WorkflowPages } from './workflows/workflows-pages.js';

/** Every page is in one of these. */
export const PAGE_CONTROLLERS = [HomeController, FindController, StandardController, WorkflowPages];

/** The pages of a process: put together once, before there is a route. */
export class Web {
  readonly pages: Pages;
  private readonly clock: PageClock;
  private readonly finder: Finder;
  private readonly assets = Assets.load();

  constructor({ environment, catalogue, clock }: Pick<Service, 'environment' | 'catalogue' | 'clock'>) {
    this.clock = new PageClock(clock);
    this.finder = new Finder(catalogue, clock);
    const names = new Names(Messages.load(join(environment.configFolder, 'messages')), () => catalogue.daySettings);
    const { production } = environment;
    this.pages = new Pages({ views: new Views(), words: new Words(names), assets: this.assets, production });
  }

  get providers(): Provider[] {
    return [
      { provide: Pages, useValue: this.pages },
      { provide: Finder, useValue: this.finder },
      { provide: PageClock, useValue: this.clock },
    ];
  }

  /** Call it before the routes are made. */
  async serve(fastify: FastifyInstance): Promise<void> {
    keepLanguageChoices(fastify);
    await this.assets.serve(fastify);
  }
}
