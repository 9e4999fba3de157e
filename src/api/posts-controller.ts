import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../engine/index.js';
import { NoSuchPost } from '../posts/asked.js';
import { Filling } from '../posts/filling.js';
import { Posts } from '../posts/posts.js';
import { presentPost, presentRecord } from '../posts/present.js';
import { TimeMachine } from '../app/time-machine.js';
import { Answers } from './answers.js';
import { idOf, KEY } from './headers.js';
import { PostHistoryAnswer, PostRecordAnswer, PostsAnswer } from './post-answers.js';
import { AppointHolder, EndRecord, PostQuery, TransferHolder } from './post-requests.js';
import { askedBy, termOf } from './post-terms.js';
import { Caller, Who, type Asked } from './who.js';

/** Who holds which post, and since when. */
@ApiTags('posts')
@Controller('api')
export class PostsController {
  constructor(
    private readonly posts: Posts,
    private readonly filling: Filling,
    private readonly time: TimeMachine,
  ) {}

  @Get('posts')
  @ApiOperation({ operationId: 'listPosts', summary: 'Posts, and who holds them now' })
  @Answers(PostsAnswer, { about: 'All of them, or those asked for' })
  @Who(['officer', 'manager', 'member', 'auditor', 'admin'], 'office')
  list(@Query() { agency, vacant }: PostQuery): PostsAnswer {
    const offices = [...this.posts.offices.values()].filter((one) => agency === undefined || one.agency === agency);
    const items = offices.map((office) => presentPost(this.posts, office, this.time.now()));
    return { items: items.filter((post) => vacant === undefined || post.vacant === vacant) };
  }

  @Get('posts/:id')
  @idOf('post')
  @ApiOperation({ operationId: 'getPost', summary: 'A post, and all that was recorded of who holds it' })
  @Answers(PostHistoryAnswer, { about: 'The post', refusals: [404] })
  @Who(['manager', 'auditor', 'admin'], 'office')
  find(@Param('id') id: string): PostHistoryAnswer {
    const office = this.posts.offices.get(id);
    if (!office) throw new NoSuchPost(id);
    const records = this.posts.roster.records.filter(({ post, kind }) => post === id && kind !== 'substituted');
    return { ...presentPost(this.posts, office, this.time.now()), records: records.map(presentRecord) };
  }

  @Post('posts/:id/holders')
  @idOf('post')
  @KEY
  @ApiOperation({
    operationId: 'appointHolder',
    summary: 'Give a post to a person',
    description: 'By a manager of the agency, a manager’s post by an administrator; never to oneself.',
  })
  @Answers(PostRecordAnswer, { status: 201, about: 'What was recorded', refusals: [404, 409] })
  @Who(['manager', 'admin'], 'office')
  async appoint(
    @Param('id') id: string,
    @Body() { person, charge, ...order }: AppointHolder,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    return presentRecord(await this.filling.appoint(id, { person, charge, ...termOf(order) }, asking));
  }

  @Post('holdings/:id/end')
  @idOf('holding')
  @KEY
  @ApiOperation({ operationId: 'relieveHolder', summary: 'End the holding of a post' })
  @Answers(PostRecordAnswer, { about: 'What was recorded', refusals: [404, 409] })
  @Who(['manager', 'admin'], 'office')
  async relieve(
    @Param('id') id: string,
    @Body() order: EndRecord,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    return presentRecord(await this.filling.relieve(id, termOf(order), asking));
  }

  @Post('transfers')
  @KEY
  @ApiOperation({
    operationId: 'transferHolder',
    summary: 'Move a person from the present post to another, at one instant',
    description: 'By whoever may order both; between agencies by an administrator.',
  })
  @Answers(PostRecordAnswer, { status: 201, about: 'What was recorded of the new post', refusals: [404, 409] })
  @Who(['manager', 'admin'], 'office')
  async transfer(
    @Body() { person, to, ...order }: TransferHolder,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    return presentRecord(await this.filling.transfer(person, { to, ...termOf(order) }, asking));
  }
}
