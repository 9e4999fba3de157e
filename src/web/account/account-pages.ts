import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Browsers } from '../../api/browsers.js';
import { Shown, Who, type Asked } from '../../api/who.js';
import type { Credential } from '../../identity/credential.js';
import { Identity } from '../../identity/identity.js';
import { NotOfAccount } from '../../identity/own-account.js';
import { fieldsOf } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { accountModel, DONE } from './account-model.js';
import { NEW_PASSWORD, proofFields, showForm } from './form.js';
import { mistakeOf, proofIn } from './proof.js';

/** One’s own account: where it is signed in, its password. */
@ApiExcludeController()
@Controller('account')
export class AccountPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
    private readonly browsers: Browsers,
  ) {}

  @Get()
  @Who('in-person')
  async show(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { done } = request.query as { done?: unknown };
    const account = (await this.identity.accounts.find(shown.account.id)) ?? shown.account;
    const [open, codes] = await Promise.all([
      this.identity.credentials.of(account),
      this.identity.ownAccount.recoveryCodesLeft(account),
    ]);
    const model = accountModel(this.pages.readerOf(request), { account, open, codes, mine: shown.id });
    const told = DONE.find((one) => one === textOf(done));
    this.pages.show(request, reply, { view: 'account/account', model: { ...model, told } });
  }

  @Post('sessions/:id/end')
  @Who('in-person')
  async end(@Param('id') id: string, @Shown() { account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.identity.credentials.end(account.id, { id });
    void reply.redirect('/account?done=ended', 303);
  }

  @Post('sessions/end-others')
  @Who('in-person')
  async endOthers(@Shown() { id, account }: Credential, @Res() reply: FastifyReply): Promise<void> {
    await this.identity.credentials.end(account.id, { but: id });
    void reply.redirect('/account?done=endedOthers', 303);
  }

  @Get('password')
  @Who('in-person')
  passwordForm(@Req() request: Asked, @Shown() { account }: Credential, @Res() reply: FastifyReply): void {
    this.askPassword(request, reply, account);
  }

  @Post('password')
  @Who('in-person')
  async password(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { proof, text } = proofIn(fieldsOf(request));
    try {
      const secret = await this.identity.ownAccount.changePassword(shown, proof, text('newPassword'));
      if (secret !== null) this.browsers.keep(reply, secret);
      void reply.redirect('/account?done=password', 303);
    } catch (error) {
      if (error instanceof NotOfAccount && error.field === null)
        return this.pages.show(request, reply, { view: 'account/told', model: { what: 'demoPassword' }, status: 409 });
      this.askPassword(request, reply, shown.account, mistakeOf(error));
    }
  }

  private askPassword(request: Asked, reply: FastifyReply, account: Credential['account'], mistakes = {}): void {
    const fields = [...proofFields(account), NEW_PASSWORD];
    showForm(this.pages, request, reply, {
      what: 'password',
      action: '/account/password',
      fields,
      mistakes,
      back: '/account',
    });
  }
}
