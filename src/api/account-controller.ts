import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Credential } from '../identity/credential.js';
import { Identity } from '../identity/identity.js';
import { Answers } from './answers.js';
import { Browsers } from './browsers.js';
import { Held } from './held.js';
import {
  AuthenticatorAnswer,
  ConfirmedAnswer,
  OwnAccountAnswer,
  RecoveryCodesAnswer,
  RenewedAnswer,
} from './identity-answers.js';
import { ChangePassword, ConfirmAuthenticator, Proof } from './identity-requests.js';
import { Shown, Who } from './who.js';

/** What anything but a look asks the password for again. */
const PROVED = { refusals: [409, 429] } as const;

@ApiTags('identity')
@Controller('api/account')
export class AccountController {
  constructor(
    private readonly identity: Identity,
    private readonly browsers: Browsers,
    private readonly held: Held,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getAccount', summary: 'The caller’s own account' })
  @Answers(OwnAccountAnswer, { about: 'The account' })
  @Who('in-person')
  async find(@Shown() { account }: Credential): Promise<OwnAccountAnswer> {
    const { id, language, authenticator } = account;
    const recoveryCodes = await this.identity.ownAccount.recoveryCodesLeft(account);
    return { id, ...this.held.account(account), language, authenticator, recoveryCodes };
  }

  @Post('password')
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change one’s password; all other sessions and all tokens end',
  })
  @Answers(RenewedAnswer, { about: 'Changed', ...PROVED })
  @Who('in-person')
  async changePassword(
    @Body() { newPassword, ...proof }: ChangePassword,
    @Shown() shown: Credential,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewedAnswer> {
    return this.give(reply, shown, await this.identity.ownAccount.changePassword(shown, proof, newPassword));
  }

  @Post('authenticator')
  @ApiOperation({
    operationId: 'beginAuthenticator',
    summary: 'Get the secret for an authenticator (TOTP, RFC 6238)',
    description: 'It counts once a code of it has been confirmed. Officers need one in production.',
  })
  @Answers(AuthenticatorAnswer, { about: 'The secret, which is shown only now', ...PROVED })
  @Who('in-person')
  begin(@Body() proof: Proof, @Shown() shown: Credential): Promise<AuthenticatorAnswer> {
    return this.identity.ownAccount.beginAuthenticator(shown, proof);
  }

  @Post('authenticator/confirm')
  @ApiOperation({
    operationId: 'confirmAuthenticator',
    summary: 'Turn the authenticator on by a code that it shows; all other sessions end',
  })
  @Answers(ConfirmedAnswer, { about: 'From here on signing in takes a code', refusals: [409] })
  @Who('in-person')
  async confirm(
    @Body() { code }: ConfirmAuthenticator,
    @Shown() shown: Credential,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmedAnswer> {
    const { recoveryCodes, secret } = await this.identity.ownAccount.confirmAuthenticator(shown, code);
    return { recoveryCodes, ...this.give(reply, shown, secret) };
  }

  @Post('authenticator/remove')
  @ApiOperation({ operationId: 'removeAuthenticator', summary: 'Do without the authenticator' })
  @Answers(RenewedAnswer, { about: 'Removed; all other sessions end', ...PROVED })
  @Who('in-person')
  async remove(
    @Body() proof: Proof,
    @Shown() shown: Credential,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewedAnswer> {
    return this.give(reply, shown, await this.identity.ownAccount.removeAuthenticator(shown, proof));
  }

  @Post('recovery-codes')
  @ApiOperation({ operationId: 'renewRecoveryCodes', summary: 'Get new recovery codes; the old ones count no more' })
  @Answers(RecoveryCodesAnswer, { about: 'The new ones', ...PROVED })
  @Who('in-person')
  async newCodes(@Body() proof: Proof, @Shown() shown: Credential): Promise<RecoveryCodesAnswer> {
    return { items: await this.identity.ownAccount.newRecoveryCodes(shown, proof) };
  }

  /** The session’s new secret, where it belongs. */
  private give(reply: FastifyReply, { kind }: Credential, secret: string | null) {
    if (secret !== null && kind === 'browser') this.browsers.keep(reply, secret);
    return { token: kind === 'browser' ? null : secret };
  }
}
