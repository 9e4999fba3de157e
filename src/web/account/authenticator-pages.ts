import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Browsers } from '../../api/browsers.js';
import { Shown, Who, type Asked } from '../../api/who.js';
import { qrCode } from '../../certificates/qr.js';
import type { Account } from '../../identity/account.js';
import type { Credential } from '../../identity/credential.js';
import { Identity } from '../../identity/identity.js';
import { fieldsOf } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { proofFields, showForm } from './form.js';
import { mistakeOf, proofIn } from './proof.js';

/** Setting up, renewing and removing the second factor. Each act asks for the password again. */
@ApiExcludeController()
@Controller('account')
export class AuthenticatorPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
    private readonly browsers: Browsers,
  ) {}

  @Get('authenticator')
  @Who('in-person')
  async form(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const account = await this.accountOf(shown);
    if (account.authenticator) return void reply.redirect('/account', 303);
    this.ask(request, reply, { what: 'authenticator', account });
  }

  @Post('authenticator')
  @Who('in-person')
  async begin(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { proof } = proofIn(fieldsOf(request));
    try {
      this.scan(request, reply, await this.identity.ownAccount.beginAuthenticator(shown, proof));
    } catch (error) {
      this.ask(request, reply, { what: 'authenticator', account: shown.account, mistakes: mistakeOf(error) });
    }
  }

  @Post('authenticator/confirm')
  @Who('in-person')
  async confirm(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    const { text } = proofIn(fieldsOf(request));
    try {
      const code = text('code').replaceAll(/\s/g, '');
      const { recoveryCodes, secret } = await this.identity.ownAccount.confirmAuthenticator(shown, code);
      if (secret !== null) this.browsers.keep(reply, secret);
      this.codes(request, reply, recoveryCodes);
    } catch (error) {
      const mistakes = mistakeOf(error);
      // What is shown again came from this form; nothing of it is believed.
      const secret = /^[A-Z2-7]{16,64}$/.exec(text('secret'))?.[0] ?? '';
      const uri = `otpauth://totp/Ijazat:${encodeURIComponent(shown.account.email)}?issuer=Ijazat&secret=${secret}`;
      this.scan(request, reply, { secret, uri }, mistakes);
    }
  }

  @Get('authenticator/remove')
  @Who('in-person')
  async removeForm(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    this.ask(request, reply, { what: 'remove', account: await this.accountOf(shown) });
  }

  @Post('authenticator/remove')
  @Who('in-person')
  async remove(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    try {
      const secret = await this.identity.ownAccount.removeAuthenticator(shown, proofIn(fieldsOf(request)).proof);
      if (secret !== null) this.browsers.keep(reply, secret);
      void reply.redirect('/account?done=authenticatorRemoved', 303);
    } catch (error) {
      this.ask(request, reply, { what: 'remove', account: await this.accountOf(shown), mistakes: mistakeOf(error) });
    }
  }

  @Get('recovery-codes')
  @Who('in-person')
  async codesForm(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    this.ask(request, reply, { what: 'codes', account: await this.accountOf(shown) });
  }

  @Post('recovery-codes')
  @Who('in-person')
  async newCodes(@Req() request: Asked, @Shown() shown: Credential, @Res() reply: FastifyReply): Promise<void> {
    try {
      const codes = await this.identity.ownAccount.newRecoveryCodes(shown, proofIn(fieldsOf(request)).proof);
      this.codes(request, reply, codes);
    } catch (error) {
      this.ask(request, reply, { what: 'codes', account: await this.accountOf(shown), mistakes: mistakeOf(error) });
    }
  }

  private async accountOf({ account }: Credential): Promise<Account> {
    return (await this.identity.accounts.find(account.id)) ?? account;
  }

  private ask(request: Asked, reply: FastifyReply, { what, account, mistakes = {} }: Question): void {
    const fields = proofFields(account);
    showForm(this.pages, request, reply, { what, action: ACTIONS[what], fields, mistakes, back: '/account' });
  }

  private scan(
    request: Asked,
    reply: FastifyReply,
    { secret, uri }: { secret: string; uri: string },
    mistakes = {},
  ): void {
    const wrong = Object.keys(mistakes).length > 0;
    const model = { secret, spaced: secret.replace(/(.{4})(?=.)/g, '$1 '), qr: qrCode(uri), wrong };
    this.pages.show(request, reply, { view: 'account/scan', model, status: wrong ? 422 : 200 });
  }

  private codes(request: Asked, reply: FastifyReply, codes: readonly string[]): void {
    void reply.header('cache-control', 'no-store');
    this.pages.show(request, reply, { view: 'account/codes', model: { codes } });
  }
}

interface Question {
  readonly what: keyof typeof ACTIONS;
  readonly account: Account;
  readonly mistakes?: { readonly [field: string]: string };
}

const ACTIONS = {
  authenticator: '/account/authenticator',
  remove: '/account/authenticator/remove',
  codes: '/account/recovery-codes',
} as const;
