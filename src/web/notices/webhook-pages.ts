import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Shown, Who, type Asked } from '../../api/who.js';
import type { Credential } from '../../identity/credential.js';
import { BadAddress } from '../../notices/safe-post.js';
import { TooManyWebhooks, Webhooks } from '../../notices/webhooks.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { Pages } from '../pages.js';

/** Addresses of one’s own systems that are told what one is told, and what became of each message. */
@ApiExcludeController()
@Controller('account/webhooks')
export class WebhookPages {
  constructor(
    private readonly pages: Pages,
    private readonly webhooks: Webhooks,
  ) {}

  @Get()
  @Who('in-person')
  list(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    return this.show(request, reply, account.id, {});
  }

  @Post()
  @Who('in-person')
  async add(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    const given = fieldText(fieldsOf(request), 'url').trim();
    try {
      const made = await this.webhooks.add(account.id, given);
      void reply.header('cache-control', 'no-store');
      await this.show(request, reply, account.id, { made });
    } catch (error) {
      if (!(error instanceof BadAddress) && !(error instanceof TooManyWebhooks)) throw error;
      const wrong = error instanceof BadAddress ? 'address' : 'tooMany';
      await this.show(request, reply, account.id, { given, wrong });
    }
  }

  @Post(':id/end')
  @Who('in-person')
  async end(@Param('id') id: string, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.webhooks.end(account.id, id);
    void reply.redirect('/account/webhooks', 303);
  }

  @Post('messages/:id/replay')
  @Who('in-person')
  async replay(@Param('id') id: string, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.webhooks.replay(account.id, id);
    void reply.redirect('/account/webhooks', 303);
  }

  private async show(
    request: Asked,
    reply: FastifyReply,
    account: string,
    more: { readonly made?: object; readonly given?: string; readonly wrong?: string },
  ): Promise<void> {
    const { dateTime } = this.pages.readerOf(request);
    const [webhooks, messages] = await Promise.all([this.webhooks.of(account), this.webhooks.messages(account)]);
    const model = {
      ...more,
      webhooks: webhooks.map(({ id, url, created_at }) => ({ id, url, since: dateTime(created_at) })),
      messages: messages.map(({ id, url, body, state, status, attempts, created_at }) => {
        const { data } = JSON.parse(body) as { readonly data: { readonly reference: string } };
        return { id, url, state, status, attempts, reference: data.reference, at: dateTime(created_at) };
      }),
    };
    this.pages.show(request, reply, { view: 'notices/webhooks', model, status: more.wrong === undefined ? 200 : 422 });
  }
}
