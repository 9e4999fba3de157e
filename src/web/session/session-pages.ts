import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Browsers } from '../../api/browsers.js';
import { Who, type Asked } from '../../api/who.js';
import { ENVIRONMENT, type Environment } from '../../environment/environment.js';
import { Identity } from '../../identity/identity.js';
import { CodeNeeded, NotSignedIn } from '../../identity/sign-in.js';
import { TooOften } from '../../identity/throttle.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { ownAddress } from '../page-requests.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';

/** What somebody who is not let in is told; which of e-mail, password and code was wrong is not. */
const TOLD = [
  [NotSignedIn, 'session.wrong'],
  [CodeNeeded, 'session.codeNeeded'],
  [TooOften, 'session.tooOften'],
] as const;

/** Signing in and out. */
@ApiExcludeController()
@Controller()
export class SessionPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
    private readonly browsers: Browsers,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get('sign-in')
  @Who('anyone')
  form(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const { to } = request.query as { to?: unknown };
    this.show(request, reply, { to: ownAddress(textOf(to)) ?? '' });
  }

  @Post('sign-in')
  @Who('anyone')
  async signIn(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.browsers.refuseForeignSignIn(request);
    const fields = fieldsOf(request);
    const given = { email: fieldText(fields, 'email'), to: ownAddress(fieldText(fields, 'to')) ?? '' };
    const code = fieldText(fields, 'code').replaceAll(/\s/g, '');
    try {
      const proof = { ...given, password: fieldText(fields, 'password'), ...(code === '' ? {} : { code }) };
      const shown = await this.identity.signIn.try(proof, request.ip);
      const agent = request.headers['user-agent'];
      const session = { kind: 'browser', before: request.credential ?? null, ...(agent ? { agent } : {}) } as const;
      const { secret } = await this.identity.sessions.open(shown, session);
      this.browsers.keep(reply, secret);
      void reply.redirect(given.to === '' ? '/cases' : given.to, 303);
    } catch (error) {
      const told = TOLD.find(([kind]) => error instanceof kind)?.[1];
      if (told === undefined) throw error;
      this.show(request, reply, { ...given, error: told, status: error instanceof TooOften ? 429 : 422 });
    }
  }

  @Post('sign-out')
  @Who('in-person')
  async signOut(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { credential } = request;
    if (credential) await this.identity.credentials.end(credential.account.id, { id: credential.id });
    this.browsers.forget(reply);
    void reply.redirect('/', 303);
  }

  private show(
    request: Asked,
    reply: FastifyReply,
    { status = 200, ...model }: { to: string; email?: string; error?: string; status?: number },
  ): void {
    const accounts = this.environment.production ? [] : DEMONSTRATED;
    this.pages.show(request, reply, { view: 'session/sign-in', model: { ...model, accounts }, status });
  }
}

/** Some of the demonstration's accounts, to begin with. */
const DEMONSTRATED = [
  { email: 'investor@demo.test', key: 'session.demo.investor' },
  { email: 'officer.sifc@demo.test', key: 'session.demo.desk' },
  { email: 'officer.epa-punjab@demo.test', key: 'session.demo.officer' },
  { email: 'manager@demo.test', key: 'session.demo.manager' },
  { email: 'auditor@demo.test', key: 'session.demo.auditor' },
];
