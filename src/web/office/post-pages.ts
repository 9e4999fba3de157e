import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import type { Actor } from '../../engine/index.js';
import { LEAD } from '../../identity/accounts.js';
import { NoSuchPost } from '../../posts/asked.js';
import { endOf } from '../../time/days.js';
import { refusedIn, sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { keyModel } from '../work/key.js';
import { beginIn, mistakesOf, type Mistake } from './days.js';
import { OFFICE_STAFF } from './office-pages.js';
import { postModel, postsModel } from './post-model.js';
import { Roles } from './roles.js';

const DONE = ['appointed', 'relieved'];

/** Who holds which post, and the orders by which it changes hands. */
@ApiExcludeController()
@Controller('office')
export class PostPages {
  constructor(
    private readonly pages: Pages,
    private readonly roles: Roles,
  ) {}

  @Get('posts')
  @Who([...OFFICE_STAFF], 'office')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const reader = this.pages.readerOf(request);
    const { posts, agencies } = this.roles.parts;
    const own = agencyOf(callerOf(request));
    const { agency } = request.query as { agency?: unknown };
    const known = agencies();
    const asked = known.find(({ id }) => id === textOf(agency))?.id ?? own ?? known[0]?.id;
    const offices = [...posts.offices.values()].filter((one) => one.agency === asked);
    const seen = await this.roles.seen(
      offices.flatMap(({ id }) => posts.roster.holdingsOf(id).map((one) => one.person)),
    );
    const choices = known.map(({ id }) => ({ value: id, text: reader.agency(id), selected: id === asked }));
    const model = { offices: postsModel(reader, offices, seen), agencies: choices, asked: reader.agency(asked ?? '') };
    this.pages.show(request, reply, { view: 'office/posts', model });
  }

  @Get('posts/:post')
  @Who(['manager', 'auditor', 'admin'], 'office')
  async one(@Param('post') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { done } = request.query as { done?: unknown };
    await this.show(request, reply, id, { done: DONE.find((one) => one === done) ?? null });
  }

  @Post('posts/:post/holders')
  @Who(['manager', 'admin'], 'office')
  async appoint(@Param('post') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const mistakes = mistakesOf(fields, { needed: ['person', 'ground'], days: ['from', 'until'] });
    const charge = fieldText(fields, 'charge') === 'additional' ? 'additional' : 'own';
    const order = {
      charge,
      person: fieldText(fields, 'person').trim().toLowerCase(),
      ground: fieldText(fields, 'ground'),
      from: beginIn(fields, 'from', this.roles.parts.clock.now()),
      until: endOf(fieldText(fields, 'until')),
    } as const;
    await this.attempt(request, reply, { id, fields, mistakes, done: 'appointed' }, (asking) =>
      this.roles.parts.filling.appoint(id, order, asking),
    );
  }

  @Post('posts/:post/holdings/:holding/end')
  @Who(['manager', 'admin'], 'office')
  async relieve(
    @Param() { post: id, holding }: { post: string; holding: string },
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = fieldsOf(request);
    const mistakes = mistakesOf(fields, { needed: ['ground'], days: ['from'] });
    const order = {
      ground: fieldText(fields, 'ground'),
      from: beginIn(fields, 'from', this.roles.parts.clock.now()),
    };
    await this.attempt(request, reply, { id, fields, mistakes, done: 'relieved' }, (asking) =>
      this.roles.parts.filling.relieve(holding, order, asking),
    );
  }

  private async attempt(
    request: Asked,
    reply: FastifyReply,
    { id, fields, mistakes, done }: Attempt,
    act: (asking: ReturnType<Roles['asking']>) => Promise<unknown>,
  ): Promise<void> {
    if (mistakes.length > 0) return this.show(request, reply, id, { fields, mistakes, status: 422 });
    try {
      const actor = callerOf(request);
      await act(this.roles.asking(actor, sentIn(fields, actor, {}).key?.key));
      void reply.redirect(`/office/posts/${encodeURIComponent(id)}?done=${done}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (!refused) throw error;
      await this.show(request, reply, id, { fields, refused, status: 422 });
    }
  }

  private async show(request: Asked, reply: FastifyReply, id: string, showing: Showing): Promise<void> {
    const { fields = {}, mistakes = [], refused = [], done = null, status = 200 } = showing;
    const { posts } = this.roles.parts;
    const office = posts.offices.get(id);
    if (!office) throw new NoSuchPost(id);
    const persons = posts.roster.records.flatMap(({ post, person, recordedBy }) =>
      post === id ? [person, recordedBy] : [],
    );
    const seen = await this.roles.seen(persons);
    const reader = this.pages.readerOf(request);
    const post = postModel(reader, office, { ...seen, actor: callerOf(request) });
    const model = { post, given: fields, ...this.roles.wrong(reader, mistakes, refused), done, hidden: keyModel() };
    this.pages.show(request, reply, { view: 'office/post', model, status });
  }
}

interface Attempt {
  readonly id: string;
  readonly fields: FormFields;
  readonly mistakes: readonly Mistake[];
  readonly done: string;
}

interface Showing {
  readonly fields?: FormFields;
  readonly mistakes?: readonly Mistake[];
  readonly refused?: NonNullable<ReturnType<typeof refusedIn>>;
  readonly done?: string | null;
  readonly status?: number;
}

/** The agency in which somebody works, if it is one. */
function agencyOf({ posts }: Actor): string | null {
  const found = posts.flatMap(({ agency }) => agency ?? []);
  return found.find((agency) => agency !== LEAD) ?? found[0] ?? null;
}
