import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { dayOf } from '../web/navigation.js';
import { ENVIRONMENT, type Environment } from '../environment/environment.js';
import { actorOf } from '../identity/account.js';
import { Identity } from '../identity/identity.js';
import { Browsers } from './browsers.js';
import { Held } from './held.js';
import { Who, type Asked } from './who.js';

/** A browser's way to a provider of OpenID Connect and back; no API, for only browsers go it. */
@ApiExcludeController()
@Controller('sign-on')
export class SingleSignOnController {
  constructor(
    private readonly identity: Identity,
    private readonly browsers: Browsers,
    private readonly held: Held,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get(':provider')
  @Who('anyone')
  async begin(@Param('provider') provider: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const returnTo = `${this.origin(request)}/sign-on/${encodeURIComponent(provider)}/return`;
    const { url, kept } = await this.identity.singleSignOn.begin(provider, returnTo);
    this.browsers.keepBegun(reply, kept);
    void reply.header('cache-control', 'no-store').redirect(url, 303);
  }

  @Get(':provider/return')
  @Who('anyone')
  async finish(@Param('provider') provider: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const address = new URL(request.url, this.origin(request));
    const shown = await this.identity.singleSignOn.finish(provider, address, this.browsers.begunOf(request));
    const agent = request.headers['user-agent'];
    const before = request.credential ?? null;
    const opening = { kind: 'browser', before, ...(agent === undefined ? {} : { agent }) } as const;
    const { secret } = await this.identity.sessions.open(shown, opening);
    this.browsers.forgetBegun(reply);
    this.browsers.keep(reply, secret);
    void reply.header('cache-control', 'no-store').redirect(dayOf(this.held.actor(actorOf(shown.account))), 303);
  }

  private origin({ protocol, host }: Asked): string {
    return this.environment.url ?? `${protocol}://${host}`;
  }
}
