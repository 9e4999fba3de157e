import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Identity } from '../identity/identity.js';
import { Answers } from './answers.js';
import { AccountMadeAnswer, MailedAnswer } from './identity-answers.js';
import { ForgetPassword, Register, UseLink } from './identity-requests.js';
import { Held } from './held.js';
import { Who, type Asked } from './who.js';

const SAME = 'The answer is the same whether or not there is such an account: only the mail tells.';

/** Investors make their accounts themselves; a forgotten password is set anew. */
@ApiTags('identity')
@Controller('api')
export class RegistrationsController {
  constructor(
    private readonly identity: Identity,
    private readonly held: Held,
  ) {}

  @Post('registrations')
  @ApiOperation({
    operationId: 'register',
    summary: 'Ask for an account as an investor: a link is mailed',
    description: `${SAME} The link leads to a page that asks for a password; to follow it does nothing.`,
  })
  @Answers(MailedAnswer, { status: 202, about: 'A mail is on its way', refusals: [429] })
  @Who('anyone')
  async register(@Body() given: Register, @Req() { ip }: Asked): Promise<MailedAnswer> {
    await this.identity.registrations.ask(given, ip);
    return { mailed: true };
  }

  @Post('registrations/confirm')
  @ApiOperation({ operationId: 'confirmRegistration', summary: 'Make the account of a mailed link, with a password' })
  @Answers(AccountMadeAnswer, { status: 201, about: 'The account, which may sign in now', refusals: [409] })
  @Who('anyone', 'secret')
  async confirm(@Body() { token, password }: UseLink): Promise<AccountMadeAnswer> {
    return { account: this.held.account(await this.identity.registrations.confirm(token, password)) };
  }

  @Post('passwords/forgotten')
  @ApiOperation({
    operationId: 'forgetPassword',
    summary: 'Ask to set a forgotten password anew: a link is mailed',
    description: SAME,
  })
  @Answers(MailedAnswer, { status: 202, about: 'If there is such an account, a mail is on its way', refusals: [429] })
  @Who('anyone')
  async forget(@Body() { email }: ForgetPassword, @Req() { ip }: Asked): Promise<MailedAnswer> {
    await this.identity.registrations.forget(email, ip);
    return { mailed: true };
  }

  @Post('passwords/renew')
  @ApiOperation({
    operationId: 'renewPassword',
    summary: 'Set a password by a mailed link; all sessions and tokens of the account end',
  })
  @Answers(AccountMadeAnswer, { about: 'Set; an authenticator stays', refusals: [409] })
  @Who('anyone', 'secret')
  async renew(@Body() { token, password }: UseLink): Promise<AccountMadeAnswer> {
    return { account: this.held.account(await this.identity.registrations.renew(token, password)) };
  }
}
