import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ENVIRONMENT, type Environment } from '../environment/environment.js';
import { endOf, type Credential, type Used } from '../identity/credential.js';
import { Identity } from '../identity/identity.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { Browsers } from './browsers.js';
import { idOf } from './headers.js';
import { Held } from './held.js';
import {
  AccountsAnswer,
  BrowserSessionAnswer,
  EndedAnswer,
  SessionAnswer,
  SessionsAnswer,
  type OpenSessionAnswer,
} from './identity-answers.js';
import { SignIn } from './identity-requests.js';
import { problem, ProblemError } from './problem.js';
import { Shown, Who, type Asked } from './who.js';

@ApiTags('identity')
@Controller('api')
export class SessionController {
  constructor(
    private readonly identity: Identity,
    private readonly browsers: Browsers,
    private readonly held: Held,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post('session')
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in; the token goes into "Authorization: Bearer …"',
    description:
      'Where the account has an authenticator, the first answer is 401 `urn:ijazat:problem:code`; send the same again with `code`. ' +
      'What is wrong, address, password or code, is not said, nor whether there is such an account; after some mistakes in a row the address is locked for a while, longer each time (429).',
  })
  @Answers(SessionAnswer, { about: 'Signed in', refusals: [401, 429] })
  @Who('anyone')
  async signIn(@Body() given: SignIn, @Req() request: Asked): Promise<SessionAnswer> {
    const shown = await this.identity.signIn.try(given, request.ip);
    const { secret } = await this.identity.sessions.open(shown, { kind: 'client', ...agentOf(request) });
    return { token: secret, account: this.held.account(shown.account) };
  }

  @Post('session/browser')
  @ApiOperation({
    operationId: 'signInBrowser',
    summary: 'Sign in with a browser, which gets a cookie that no script can read',
    description:
      'A session that the browser had before ends. It ends by itself after an hour without use. Commands are taken only from pages of this service ' +
      '(`Sec-Fetch-Site`, `Origin`); forms carry `formToken` as `_form`, or as the header `X-Form-Token`.',
  })
  @Answers(BrowserSessionAnswer, { about: 'Signed in; the cookie is set', refusals: [401, 403, 429] })
  @Who('anyone')
  async signInBrowser(
    @Body() given: SignIn,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrowserSessionAnswer> {
    this.browsers.refuseForeignSignIn(request);
    const shown = await this.identity.signIn.try(given, request.ip);
    const opened = await this.identity.sessions.open(shown, {
      kind: 'browser',
      ...agentOf(request),
      before: request.credential ?? null,
    });
    this.browsers.keep(reply, opened.secret);
    return {
      account: this.held.account(shown.account),
      formToken: this.browsers.formToken(opened),
      endsAt: iso(opened.endsAt),
    };
  }

  @Post('session/end')
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out: the session that asks for it ends' })
  @Answers(EndedAnswer, { about: 'Signed out' })
  @Who('in-person')
  async signOut(
    @Shown() credential: Credential,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndedAnswer> {
    if (credential.kind === 'browser') this.browsers.forget(reply);
    return { ended: await this.identity.credentials.end(credential.account.id, { id: credential.id }) };
  }

  @Get('sessions')
  @ApiOperation({ operationId: 'listSessions', summary: 'The caller’s open sessions, newest first' })
  @Answers(SessionsAnswer, { about: 'All of them' })
  @Who('in-person')
  async sessions(@Shown() { id, account }: Credential): Promise<SessionsAnswer> {
    const open = await this.identity.credentials.of(account);
    return { items: open.filter(({ credential }) => credential.kind !== 'token').map((used) => present(used, id)) };
  }

  @Post('sessions/:id/end')
  @idOf('session')
  @ApiOperation({ operationId: 'endSession', summary: 'End a session of one’s own, wherever it is' })
  @Answers(EndedAnswer, { about: 'Ended', refusals: [404] })
  @Who('in-person')
  async end(@Param('id') id: string, @Shown() { account }: Credential): Promise<EndedAnswer> {
    const ended = await this.identity.credentials.end(account.id, { id });
    if (ended === 0) throw new ProblemError(problem(404, 'not-found', 'you have no such open session'));
    return { ended };
  }

  @Post('sessions/end-others')
  @ApiOperation({ operationId: 'endOtherSessions', summary: 'End all sessions and tokens of one’s own but this one' })
  @Answers(EndedAnswer, { about: 'Ended' })
  @Who('in-person')
  async endOthers(@Shown() { id, account }: Credential): Promise<EndedAnswer> {
    return { ended: await this.identity.credentials.end(account.id, { but: id }) };
  }

  @Get('accounts')
  @ApiOperation({ operationId: 'listAccounts', summary: 'The demonstration accounts; none in production' })
  @Answers(AccountsAnswer, { about: 'The accounts', refusals: [404] })
  @Who('anyone')
  list(): AccountsAnswer {
    if (this.environment.production)
      throw new ProblemError(problem(404, 'not-found', 'production has no demonstration accounts'));
    return { items: this.identity.demo.map((account) => this.held.account(account)) };
  }
}

function agentOf({ headers }: Asked): { agent?: string } {
  const agent = headers['user-agent'];
  return agent === undefined ? {} : { agent };
}

function present(used: Used, mine: string): OpenSessionAnswer {
  const { id, kind, agent, secondFactor, createdAt } = used.credential;
  return {
    id,
    kind,
    agent,
    secondFactor,
    createdAt: iso(createdAt),
    seenAt: iso(used.seenAt),
    endsAt: iso(endOf(used)),
    current: id === mine,
  };
}
