import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Accounts, type Account } from '../identity/accounts.js';
import { Tokens } from '../identity/tokens.js';
import { ENVIRONMENT, type Environment } from '../environment/environment.js';
import { Answers } from './answers.js';
import { problem, ProblemError } from './problem.js';
import { SignIn } from './requests.js';
import { AccountsAnswer, SessionAnswer, type AccountAnswer } from './service-answers.js';
import { Who } from './who.js';

@ApiTags('identity')
@Controller('api')
export class SessionController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post('session')
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in; the token goes into "Authorization: Bearer …"' })
  @Answers(SessionAnswer, { about: 'Signed in', refusals: [401] })
  @Who('anyone')
  async signIn(@Body() { email, password }: SignIn): Promise<SessionAnswer> {
    const account = await this.accounts.authenticate(email, password);
    if (!account) throw new ProblemError(problem(401, 'sign-in', 'e-mail or password is wrong'));
    return { token: this.tokens.issue(account.id), account: presentAccount(account) };
  }

  @Get('accounts')
  @ApiOperation({ operationId: 'listAccounts', summary: 'The demonstration accounts; none in production' })
  @Answers(AccountsAnswer, { about: 'The accounts', refusals: [404] })
  @Who('anyone')
  list(): AccountsAnswer {
    if (this.environment.production)
      throw new ProblemError(problem(404, 'not-found', 'production has no demonstration accounts'));
    return { items: this.accounts.all.map(presentAccount) };
  }
}

function presentAccount({ email, name, posts }: Account): AccountAnswer {
  const agencies = [...new Set(posts.flatMap(({ agency }) => agency ?? []))];
  return { email, name, agency: agencies[0] ?? null, roles: [...new Set(posts.map(({ role }) => role))] };
}
