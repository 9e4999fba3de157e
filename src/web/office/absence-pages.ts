import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { agenciesOf } from '../../policy/policy.js';
import { endOf } from '../../time/days.js';
import { refusedIn, sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { keyModel } from '../work/key.js';
import { beginIn, mistakesOf, type Mistake } from './days.js';
import { absencesModel, absencesOf } from './post-model.js';
import { Roles } from './roles.js';

const STAFF = ['officer', 'manager', 'member', 'admin'] as const;
const DONE = ['set', 'ended'];

/** Who is away, and who stands in meanwhile. */
@ApiExcludeController()
@Controller('office/absences')
export class AbsencePages {
  constructor(
    private readonly pages: Pages,
    private readonly roles: Roles,
  ) {}

  @Get()
  @Who([...STAFF], 'office')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { done } = request.query as { done?: unknown };
    await this.show(request, reply, { done: DONE.find((one) => one === done) ?? null });
  }

  @Post()
  @Who([...STAFF], 'office')
  async set(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const mistakes = mistakesOf(fields, { needed: ['until', 'ground'], days: ['from', 'until'] });
    if (mistakes.length > 0) return this.show(request, reply, { fields, mistakes, status: 422 });
    const actor = callerOf(request);
    const [person, substitute] = [fieldText(fields, 'person'), fieldText(fields, 'substitute')];
    const absence = {
      person: person === '' ? actor.id : person,
      substitute: substitute === '' ? undefined : substitute,
      ground: fieldText(fields, 'ground'),
      from: beginIn(fields, 'from', this.roles.parts.clock.now()),
      until: endOf(fieldText(fields, 'until')),
    };
    const { key } = sentIn(fields, actor, {});
    await this.attempt(request, reply, fields, async () => {
      await this.roles.parts.absences.set(absence, this.roles.asking(actor, key?.key));
      return 'set';
    });
  }

  @Post(':absence/end')
  @Who([...STAFF], 'office')
  async end(@Param('absence') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const mistakes = mistakesOf(fields, { needed: ['endGround'] });
    if (mistakes.length > 0) return this.show(request, reply, { fields, mistakes, status: 422 });
    const actor = callerOf(request);
    const { key } = sentIn(fields, actor, {});
    await this.attempt(request, reply, fields, async () => {
      const order = { ground: fieldText(fields, 'endGround') };
      await this.roles.parts.absences.end(id, order, this.roles.asking(actor, key?.key));
      return 'ended';
    });
  }

  private async attempt(
    request: Asked,
    reply: FastifyReply,
    fields: FormFields,
    act: () => Promise<string>,
  ): Promise<void> {
    try {
      void reply.redirect(`/office/absences?done=${await act()}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (!refused) throw error;
      await this.show(request, reply, { fields, refused, status: 422 });
    }
  }

  private async show(request: Asked, reply: FastifyReply, showing: Showing): Promise<void> {
    const { fields = {}, mistakes = [], refused = [], done = null, status = 200 } = showing;
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const { posts } = this.roles.parts;
    const known = absencesOf(posts, actor).flatMap(({ person, other }) => [person, other ?? []].flat());
    const colleagues = (await this.roles.colleagues(agenciesOf(actor))).filter(({ id }) => id !== actor.id);
    const manages = actor.posts.some(({ role }) => role === 'manager' || role === 'admin');
    const choices = (name: string) =>
      colleagues.map((one) => ({ value: one.id, text: one.name, selected: one.id === fieldText(fields, name) }));
    const model = {
      absences: absencesModel(actor, await this.roles.seen(known)),
      persons: manages ? choices('person') : [],
      substitutes: choices('substitute'),
      given: fields,
      ...this.roles.wrong(reader, mistakes, refused),
      done,
      hidden: keyModel(),
    };
    this.pages.show(request, reply, { view: 'office/absences', model, status });
  }
}

interface Showing {
  readonly fields?: FormFields;
  readonly mistakes?: readonly Mistake[];
  readonly refused?: NonNullable<ReturnType<typeof refusedIn>>;
  readonly done?: string | null;
  readonly status?: number;
}
