import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Pages } from '../pages.js';

export const OFFICE_STAFF = ['officer', 'manager', 'member', 'auditor', 'admin'] as const;

const CARDS = [
  { href: '/office/posts', title: 'office.posts.title', text: 'office.posts.text' },
  { href: '/office/absences', title: 'office.absences.title', text: 'office.absences.text' },
  { href: '/office/calendars', title: 'office.calendars.title', text: 'office.calendars.text' },
  { href: '/manage/rulesets', title: 'rulesets.title', text: 'rulesets.card' },
];
/** Of those who work in no agency: an auditor is never away. */
const WITHOUT_ABSENCES = CARDS.filter(({ href }) => href !== '/office/absences');

/** What an office works by. */
@ApiExcludeController()
@Controller('office')
export class OfficePages {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Who([...OFFICE_STAFF], 'all')
  show(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const works = callerOf(request).posts.some(({ role }) => role !== 'auditor' && role !== 'investor');
    const cards = works ? CARDS : WITHOUT_ABSENCES;
    this.pages.show(request, reply, { view: 'office/office', model: { cards } });
  }
}
