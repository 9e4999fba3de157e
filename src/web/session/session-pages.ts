import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Browsers } from '../../api/browsers.js';
import { Held } from '../../api/held.js';
import { Who, type Asked } from '../../api/who.js';
import { actorOf } from '../../identity/account.js';
import { Identity } from '../../identity/identity.js';
import { CodeNeeded, NotSignedIn, type Shown } from '../../identity/sign-in.js';
import { TooOften } from '../../identity/throttle.js';
import { realClock } from '../../time/clock.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { dayOf } from '../navigation.js';
import { ownAddress } from '../page-requests.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';

/** What somebody who is not let in is told; which of e-mail, password and code was wrong is not. */
const TOLD = [
  [NotSignedIn, 'session.wrong', 'session.wrongCode'],
  [TooOften, 'session.tooOften', 'session.tooOften'],
] as const;

/** How long somebody may look for the telephone between password and code. */
const STEP_MS = 10 * 60_000;
const ABOUT = 'second-step';

/** Signing in and out. */
@ApiExcludeController()
@Controller()
export class SessionPages {
  constructor(
    private readonly pages: Pages,
    private readonly identity: Identity,
    private readonly browsers: Browsers,
    private readonly held: Held,
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
    try {
      const proof = { email: given.email, password: fieldText(fields, 'password') };
      await this.open(request, reply, { to: given.to, shown: await this.identity.signIn.try(proof, request.ip) });
    } catch (error) {
      if (error instanceof CodeNeeded)
        return this.askCode(request, reply, { ...given, step: this.stepOf(given.email) });
      const told = TOLD.find(([kind]) => error instanceof kind)?.[1];
      if (told === undefined) throw error;
      this.show(request, reply, { ...given, error: told, status: error instanceof TooOften ? 429 : 422 });
    }
  }

  /** The second step: the password was right, and the account asks for a code too. */
  @Post('sign-in/code')
  @Who('anyone')
  async code(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.browsers.refuseForeignSignIn(request);
    const fields = fieldsOf(request);
    const [step, to] = [fieldText(fields, 'step'), ownAddress(fieldText(fields, 'to')) ?? ''];
    const email = this.emailOf(step);
    if (email === null) return this.show(request, reply, { to, error: 'session.begin', status: 422 });
    try {
      const code = fieldText(fields, 'code').replaceAll(/\s/g, '');
      await this.open(request, reply, { to, shown: await this.identity.signIn.second(email, code, request.ip) });
    } catch (error) {
      const told = TOLD.find(([kind]) => error instanceof kind)?.[2];
      if (told === undefined) throw error;
      this.askCode(request, reply, { to, step, error: told, status: error instanceof TooOften ? 429 : 422 });
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

  private async open(request: Asked, reply: FastifyReply, { to, shown }: { to: string; shown: Shown }): Promise<void> {
    const agent = request.headers['user-agent'];
    const session = { kind: 'browser', before: request.credential ?? null, ...(agent ? { agent } : {}) } as const;
    const { secret } = await this.identity.sessions.open(shown, session);
    this.browsers.keep(reply, secret);
    const goal = ownAddress(this.browsers.goalOf(request) ?? '') ?? '';
    if (goal !== '') this.browsers.forgetGoal(reply);
    void reply.redirect(to || goal || dayOf(this.held.actor(actorOf(shown.account))), 303);
  }

  /** What the browser keeps between password and code: whose password was right, and until when that counts. */
  private stepOf(email: string): string {
    return this.identity.keys.seal(JSON.stringify({ email, until: realClock.now() + STEP_MS }), ABOUT);
  }

  private emailOf(step: string): string | null {
    try {
      const { email, until } = JSON.parse(this.identity.keys.unseal(step, ABOUT)) as { email: string; until: number };
      return until > realClock.now() ? email : null;
    } catch {
      return null;
    }
  }

  private askCode(
    request: Asked,
    reply: FastifyReply,
    { status = 200, ...model }: { to: string; step: string; error?: string; status?: number },
  ): void {
    this.pages.show(request, reply, { view: 'session/code', model, status });
  }

  private show(
    request: Asked,
    reply: FastifyReply,
    { status = 200, ...model }: { to: string; email?: string; error?: string; status?: number },
  ): void {
    const accounts = this.identity.demo.length > 0 ? DEMONSTRATED : [];
    this.pages.show(request, reply, {
      view: 'session/sign-in',
      model: { ...model, accounts, providers: this.identity.singleSignOn.choices },
      status,
    });
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
