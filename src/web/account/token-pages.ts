import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Shown, Who, type Asked } from '../../api/who.js';
import type { Credential } from '../../identity/credential.js';
import { Identity } from '../../identity/identity.js';
import { realClock } from '../../time/clock.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { showForm } from './form.js';

const DAY_MS = 24 * 3_600_000;
const LASTS_DAYS = ['30', '90', '365'];
const LONGEST_NAME = 100;

/** Tokens for programs that look or act for their owner. */
@ApiExcludeController()
@Controller('account/tokens')
export class TokenPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
  ) {}

  @Get('new')
  @Who('in-person')
  form(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.ask(request, reply, { tokenName: '', scope: 'read', lasts: '90' });
  }

  @Post('new')
  @Who('in-person')
  async make(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const [name, scope, lasts] = ['tokenName', 'scope', 'lasts'].map((one) => fieldText(fields, one).trim());
    const wrongName = !name || name.length > LONGEST_NAME;
    if (wrongName || !['read', 'act'].includes(scope ?? '') || !LASTS_DAYS.includes(lasts ?? '')) {
      const given = { tokenName: name ?? '', scope: scope ?? '', lasts: lasts ?? '' };
      return this.ask(request, reply, given, wrongName ? { tokenName: 'tokenName' } : { scope: 'scope' });
    }
    const { account, secondFactor } = shown;
    const endsAt = realClock.now() + Number(lasts) * DAY_MS;
    const scopes = scope === 'act' ? (['read', 'act'] as const) : (['read'] as const);
    const opening = { account, kind: 'token', scopes, secondFactor, name, idleMs: null, endsAt } as const;
    const { secret } = await this.identity.credentials.open(opening);
    this.pages.show(request, reply, { view: 'account/token', model: { name, secret } });
  }

  @Post(':id/end')
  @Who('in-person')
  async end(@Param('id') id: string, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.identity.credentials.end(account.id, { id });
    void reply.redirect('/account?done=tokenEnded', 303);
  }

  private ask(
    request: Asked,
    reply: FastifyReply,
    given: { readonly tokenName: string; readonly scope: string; readonly lasts: string },
    mistakes = {},
  ): void {
    const { t } = this.pages.readerOf(request);
    const scopes = ['read', 'act'].map((value) => ({ value, text: t(`account.scope.${value}`) }));
    const lasts = LASTS_DAYS.map((value) => ({ value, text: t('account.lastsDays', { days: Number(value) }) }));
    showForm(this.pages, request, reply, {
      what: 'token',
      action: '/account/tokens/new',
      fields: [
        { name: 'tokenName', hint: true, value: given.tokenName },
        { name: 'scope', value: given.scope, choices: scopes },
        { name: 'lasts', value: given.lasts, choices: lasts },
      ],
      mistakes,
      back: '/account',
    });
  }
}
