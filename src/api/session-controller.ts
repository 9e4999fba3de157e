import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '../engine/index.js';
import { Accounts, type Account } from '../identity/accounts.js';
import { Tokens } from '../identity/tokens.js';
import { ENVIRONMENT, type Environment } from '../environment/environment.js';
import { problem, ProblemError } from './problem.js';
import { SignIn } from './requests.js';
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
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in; the token goes into "Authorization: Bearer …"' })
  @Who('anyone')
  async signIn(@Body() { email, password }: SignIn): Promise<JsonObject> {
    const account = await this.accounts.authenticate(email, password);
    if (!account) throw new ProblemError(problem(401, 'sign-in', 'e-mail or password is wrong'));
    return { token: this.tokens.issue(account.id), account: presentAccount(account) };
  }

  @Get('accounts')
  @ApiOperation({ summary: 'The demonstration accounts; none in production' })
  @Who('anyone')
  list(): { items: JsonObject[] } {
    if (this.environment.production)
      throw new ProblemError(problem(404, 'not-found', 'production has no demonstration accounts'));
    return { items: this.accounts.all.map(presentAccount) };
  }
}

function presentAccount({ email, name, posts }: Account): JsonObject {
  const agencies = [...new Set(posts.flatMap(({ agency }) => agency ?? []))];
  return { email, name, agency: agencies[0] ?? null, roles: [...new Set(posts.map(({ role }) => role))] };
}
