import type { Provider } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Assets } from './assets.js';
import { HomeController } from './home-controller.js';
import { keepLanguageChoices } from './language-choice.js';
import { Messages } from './messages.js';
import { Pages } from './pages.js';
import { Views } from './views.js';

/** Every page is in one of these. */
export const PAGE_CONTROLLERS = [HomeController];

/** The pages of a process: put together once, before there is a route. */
export class Web {
  readonly pages: Pages;
  private readonly assets = Assets.load();

  constructor({ production }: { readonly production: boolean }) {
    const messages = Messages.load();
    this.pages = new Pages({ views: new Views(), messages, assets: this.assets, production });
  }

  get providers(): Provider[] {
    return [{ provide: Pages, useValue: this.pages }];
  }

  /** Call it before the routes are made. */
  async serve(fastify: FastifyInstance): Promise<void> {
    keepLanguageChoices(fastify);
    await this.assets.serve(fastify);
  }
}
