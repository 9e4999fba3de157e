import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Shown, Who, type Asked } from '../../api/who.js';
import type { Credential } from '../../identity/credential.js';
import { escalationOf, Inbox } from '../../notices/inbox.js';
import type { Preferences } from '../../notices/preferences.js';
import { Telling } from '../../notices/telling.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';

/** What somebody has been told, and how that person wants to be told. */
@ApiExcludeController()
@Controller('notices')
export class NoticePages {
  constructor(
    private readonly pages: Pages,
    private readonly inbox: Inbox,
    private readonly telling: Telling,
  ) {}

  @Get()
  @Who('in-person')
  async list(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { after } = request.query as { after?: unknown };
    const { items, next } = await this.inbox.page(account.id, textOf(after));
    const reader = this.pages.readerOf(request);
    const shown = items.map((notice) => {
      const { id, reference, data, at, urgent, read } = notice;
      const title = this.telling.title(reader.language, notice);
      const project = textOf(data['title']);
      return { id, title, reference, project, at: reader.dateTime(at), urgent, read, href: `/cases/${notice.case}` };
    });
    const model = { items: shown, next, unread: items.some(({ read }) => !read) };
    this.pages.show(request, reply, { view: 'notices/list', model });
  }

  /** For the script of an open page that alarms: nothing of what persons or companies have stated, since others see the screen too. */
  @Get('alarms')
  @Who('in-person')
  async alarms(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { language, t } = this.pages.readerOf(request);
    const { reached, items } = await this.inbox.alarms(account.id);
    const manages = callerOf(request).posts.some(({ role }) => role === 'manager');
    const told = items.map((notice) => {
      const escalation = manages ? escalationOf(notice.data) : null;
      const href = escalation === null ? `/cases/${notice.case}` : `/manage/escalations/${escalation}`;
      const body = t('notices.about', { reference: notice.reference });
      return { id: notice.id, title: this.telling.title(language, notice), body, href };
    });
    const together = {
      title: t('notices.alarms.several'),
      body: t('notices.alarms.see'),
      href: manages ? '/manage' : '/notices',
    };
    void reply.header('cache-control', 'no-store').send({ reached, items: told, together });
  }

  @Post('read')
  @Who('in-person')
  async readAll(@Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.inbox.read(account.id, null);
    void reply.redirect('/notices', 303);
  }

  @Post(':id/read')
  @Who('in-person')
  async read(@Param('id') id: string, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.inbox.read(account.id, id);
    void reply.redirect('/notices', 303);
  }

  @Get('preferences')
  @Who('in-person')
  async preferences(
    @Req() request: Asked,
    @Shown() { account }: Credential,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = await this.telling.wishesOf(account.id);
    this.pages.show(request, reply, { view: 'notices/preferences', model: { given, mistakes: {} } });
  }

  @Post('preferences')
  @Who('in-person')
  async choose(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { given, mistakes } = readWishes(fieldsOf(request));
    if (Object.keys(mistakes).length > 0)
      return this.pages.show(request, reply, { view: 'notices/preferences', model: { given, mistakes }, status: 422 });
    await this.telling.choose(account.id, given);
    void reply.redirect('/account?done=preferences', 303);
  }
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const PHONE = /^\+[1-9]\d{6,14}$/;

/** Times and numbers as people write them are taken; what cannot be read is named. */
function readWishes(fields: FormFields): { given: Preferences; mistakes: { readonly [field: string]: string } } {
  const text = (name: string): string => fieldText(fields, name).trim();
  const time = (name: string): string =>
    text(name)
      .replace('.', ':')
      .replace(/^(\d):/, '0$1:');
  const email = (['each', 'daily', 'none'] as const).find((one) => one === text('email'));
  const sms = (['urgent', 'none'] as const).find((one) => one === text('sms'));
  const phone = text('phone').replaceAll(/[\s()-]/g, '');
  const [quietFrom, quietTo] = [time('quietFrom'), time('quietTo')];
  const timed = TIME.test(quietFrom) && TIME.test(quietTo);
  const mistakes = {
    ...(email ? {} : { email: 'choose' }),
    ...(sms ? {} : { sms: 'choose' }),
    ...(PHONE.test(phone) || (phone === '' && sms !== 'urgent') ? {} : { phone: 'phone' }),
    ...(timed || (quietFrom === '' && quietTo === '') ? {} : { quietFrom: 'quiet' }),
  };
  return { given: { email: email ?? 'each', sms: sms ?? 'none', phone, quietFrom, quietTo }, mistakes };
}
