import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { endOf, type Credential, type Used } from '../identity/credential.js';
import { Identity } from '../identity/identity.js';
import { realClock } from '../time/clock.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { idOf } from './headers.js';
import { EndedAnswer, MadeTokenAnswer, TokensAnswer } from './identity-answers.js';
import { MakeToken } from './identity-requests.js';
import { badField, problem, ProblemError } from './problem.js';
import { Shown, Who } from './who.js';

/** A token outlives no year: who still needs it makes another. */
const LONGEST_MS = 366 * 24 * 3_600_000;

/** Tokens for clients that act for a person, which that person makes and ends. */
@ApiTags('identity')
@Controller('api/tokens')
export class TokensController {
  constructor(private readonly identity: Identity) {}

  @Post()
  @ApiOperation({
    operationId: 'makeToken',
    summary: 'Make a token for a client that looks or acts for the caller',
    description:
      'It stands for the caller, as the caller is at each request, and for no more than its scope. It opens nothing about accounts and sessions.',
  })
  @Answers(MadeTokenAnswer, { status: 201, about: 'The token, which is shown only now' })
  @Who('in-person')
  async make(@Body() { name, scope, until }: MakeToken, @Shown() shown: Credential): Promise<MadeTokenAnswer> {
    const [now, endsAt] = [realClock.now(), Date.parse(until)];
    if (endsAt <= now || endsAt > now + LONGEST_MS) throw badField('/until', 'must be within a year from now');
    const { account, secondFactor } = shown;
    const scopes = scope === 'act' ? (['read', 'act'] as const) : (['read'] as const);
    const opening = { account, kind: 'token', scopes, secondFactor, name, idleMs: null, endsAt } as const;
    const { id, secret } = await this.identity.credentials.open(opening);
    return { token: secret, id, name, scope, createdAt: iso(now), seenAt: iso(now), endsAt: iso(endsAt) };
  }

  @Get()
  @ApiOperation({ operationId: 'listTokens', summary: 'The caller’s tokens, newest first' })
  @Answers(TokensAnswer, { about: 'All that have not ended' })
  @Who('in-person')
  async list(@Shown() { account }: Credential): Promise<TokensAnswer> {
    const open = await this.identity.credentials.of(account);
    return { items: open.filter(({ credential }) => credential.kind === 'token').map(present) };
  }

  @Post(':id/end')
  @idOf('token')
  @ApiOperation({ operationId: 'endToken', summary: 'End a token of one’s own' })
  @Answers(EndedAnswer, { about: 'Ended: within a second it opens nothing anywhere', refusals: [404] })
  @Who('in-person')
  async end(@Param('id') id: string, @Shown() { account }: Credential): Promise<EndedAnswer> {
    const ended = await this.identity.credentials.end(account.id, { id });
    if (ended === 0) throw new ProblemError(problem(404, 'not-found', 'you have no such token'));
    return { ended };
  }
}

function present(used: Used) {
  const { id, name, scopes, createdAt } = used.credential;
  const scope = scopes.includes('act') ? 'act' : 'read';
  return {
    id,
    name: name ?? '',
    scope,
    createdAt: iso(createdAt),
    seenAt: iso(used.seenAt),
    endsAt: iso(endOf(used)),
  };
}
