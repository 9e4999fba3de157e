import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isEmail } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Browsers } from '../../api/browsers.js';
import { Who, type Asked } from '../../api/who.js';
import { Identity } from '../../identity/identity.js';
import { BadPassword, DeadLink } from '../../identity/registrations.js';
import { LANGUAGES } from '../../messages/index.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { isLanguage, TRAITS } from '../languages.js';
import { ownAddress } from '../page-requests.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { NEW_PASSWORD, showForm } from './form.js';

const LONGEST = 300;

/** Investors make their accounts, and anybody sets a forgotten password anew, by links in mails. To follow a link shows a form and does nothing. */
@ApiExcludeController()
@Controller()
export class RegisterPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
    private readonly browsers: Browsers,
  ) {}

  @Get('register')
  @Who('anyone')
  form(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const goal = ownAddress(textOf((request.query as { to?: unknown }).to));
    if (goal !== null) this.browsers.keepGoal(reply, goal);
    this.askToRegister(request, reply, { email: '', name: '', language: this.pages.readerOf(request).language });
  }

  @Post('register')
  @Who('anyone')
  async register(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.browsers.refuseForeignSignIn(request);
    const fields = fieldsOf(request);
    const [email, name] = [fieldText(fields, 'email').trim(), fieldText(fields, 'name').trim()];
    const language = fieldText(fields, 'language');
    const mistakes = {
      ...(isEmail(email) ? {} : { email: 'email' }),
      ...(name === '' || name.length > LONGEST ? { name: 'name' } : {}),
      ...(isLanguage(language) ? {} : { language: 'language' }),
    };
    if (Object.keys(mistakes).length > 0 || !isLanguage(language))
      return this.askToRegister(request, reply, { email, name, language }, mistakes);
    await this.identity.registrations.ask({ email, name, language }, request.ip);
    this.tell(request, reply, 'mailed');
  }

  @Get('register/confirm')
  @Who('anyone')
  confirmForm(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.followLink(request, reply, 'confirm');
  }

  @Post('register/confirm')
  @Who('anyone')
  confirm(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.choosePassword(request, reply, 'confirm');
  }

  @Get('password/forgotten')
  @Who('anyone')
  forgottenForm(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.askForgotten(request, reply, '');
  }

  @Post('password/forgotten')
  @Who('anyone')
  async forgotten(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.browsers.refuseForeignSignIn(request);
    const email = fieldText(fieldsOf(request), 'email').trim();
    if (!isEmail(email)) return this.askForgotten(request, reply, email, { email: 'email' });
    await this.identity.registrations.forget(email, request.ip);
    this.tell(request, reply, 'mailed');
  }

  @Get('password/new')
  @Who('anyone')
  renewForm(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.followLink(request, reply, 'renew');
  }

  @Post('password/new')
  @Who('anyone')
  renew(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.choosePassword(request, reply, 'renew');
  }

  /** Without the token of a link there is nothing to choose a password for: such as when the language is changed after it was chosen. */
  private followLink(request: Asked, reply: FastifyReply, what: Choosing['what']): void {
    const token = tokenIn(request);
    if (token === '') return void reply.redirect('/sign-in', 303);
    this.askPassword(request, reply, { what, token });
  }

  private async choosePassword(request: Asked, reply: FastifyReply, what: 'confirm' | 'renew'): Promise<void> {
    this.browsers.refuseForeignSignIn(request);
    const fields = fieldsOf(request);
    const token = fieldText(fields, 'token');
    try {
      await this.identity.registrations[what](token, fieldText(fields, 'newPassword'));
      this.tell(request, reply, what === 'confirm' ? 'confirmed' : 'renewed');
    } catch (error) {
      if (error instanceof DeadLink) return this.tell(request, reply, 'dead', 409);
      if (!(error instanceof BadPassword)) throw error;
      this.askPassword(request, reply, { what, token, mistakes: { newPassword: 'newPassword' } });
    }
  }

  private askToRegister(
    request: Asked,
    reply: FastifyReply,
    given: { readonly email: string; readonly name: string; readonly language: string },
    mistakes = {},
  ): void {
    const choices = LANGUAGES.map((value) => ({ value, text: TRAITS[value].name }));
    showForm(this.pages, request, reply, {
      what: 'register',
      action: '/register',
      fields: [
        { name: 'name', autocomplete: 'name', value: given.name },
        { name: 'email', type: 'email', autocomplete: 'email', hint: true, value: given.email },
        { name: 'language', value: given.language, choices },
      ],
      mistakes,
      links: [{ href: '/sign-in', text: 'account.haveOne' }],
    });
  }

  private askForgotten(request: Asked, reply: FastifyReply, value: string, mistakes = {}): void {
    const fields = [{ name: 'email', type: 'email', autocomplete: 'username', value }] as const;
    showForm(this.pages, request, reply, { what: 'forgotten', action: '/password/forgotten', fields, mistakes });
  }

  private askPassword(request: Asked, reply: FastifyReply, { what, token, mistakes = {} }: Choosing): void {
    const action = what === 'confirm' ? '/register/confirm' : '/password/new';
    showForm(this.pages, request, reply, { what, action, fields: [NEW_PASSWORD], hidden: { token }, mistakes });
  }

  private tell(request: Asked, reply: FastifyReply, what: string, status = 200): void {
    this.pages.show(request, reply, { view: 'account/told', model: { what }, status });
  }
}

interface Choosing {
  readonly what: 'confirm' | 'renew';
  readonly token: string;
  readonly mistakes?: { readonly [field: string]: string };
}

function tokenIn(request: Asked): string {
  return textOf((request.query as { token?: unknown }).token);
}
