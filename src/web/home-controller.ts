import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Who } from '../api/who.js';
import { Pages } from './pages.js';

/** Where one can go from the home page. */
const CARDS = [
  { href: '/track', title: 'track.ask', text: 'home.trackText' },
  { href: '/standard', title: 'layout.standard', text: 'home.standardText' },
  { href: '/help', title: 'layout.help', text: 'help.lead' },
];

/** What is answered on the page of help, and the words it explains. */
const QUESTIONS = ['papers', 'late'];
const WORDS = ['approval', 'limit', 'target', 'deemed', 'stand', 'reference'];

/** Pages for everybody that say the same to all. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Who('anyone')
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, { view: 'home', model: { cards: CARDS } });
  }

  @Get('help')
  @Who('anyone')
  help(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, { view: 'help', model: { questions: QUESTIONS, words: WORDS } });
  }

  @Get('accessibility')
  @Who('anyone')
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, { view: 'accessibility' });
  }
}
