import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Who, type Asked } from '../../api/who.js';
import { Pages } from '../pages.js';

export const OFFICE_STAFF = ['officer', 'manager', 'member', 'auditor', 'admin'] as const;

const CARDS = ['calendars'];

/** What an office works by. */
@ApiExcludeController()
@Controller('office')
export class OfficePages {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Who([...OFFICE_STAFF], 'all')
  show(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, { view: 'office/office', model: { cards: CARDS } });
  }
}
