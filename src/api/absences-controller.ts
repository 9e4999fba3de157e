import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import type { Actor } from '../engine/index.js';
import { Absences } from '../posts/absences.js';
import { mayKnowOf } from '../posts/asked.js';
import { Interests } from '../posts/interests.js';
import { Posts } from '../posts/posts.js';
import { presentRecord } from '../posts/present.js';
import type { RecordKind } from '../posts/record.js';
import { Answers } from './answers.js';
import { idOf, KEY } from './headers.js';
import { PostRecordAnswer, PostRecordsAnswer } from './post-answers.js';
import { DeclareInterest, EndRecord, PersonQuery, SetAbsence } from './post-requests.js';
import { askedBy, termOf } from './post-terms.js';
import { Caller, Who, type Asked } from './who.js';

const STAFF = ['officer', 'manager', 'member'] as const;
const ALL_STAFF = [...STAFF, 'auditor', 'admin'] as const;

/** Who is away, who stands in, and who has an interest in what. */
@ApiTags('posts')
@Controller('api')
export class AbsencesController {
  constructor(
    private readonly posts: Posts,
    private readonly absences: Absences,
    private readonly interests: Interests,
    private readonly time: TimeMachine,
  ) {}

  @Get('absences')
  @ApiOperation({ operationId: 'listAbsences', summary: 'One’s own absences and substitutions, and those one orders' })
  @Answers(PostRecordsAnswer, { about: 'All that the caller may know of' })
  @Who([...ALL_STAFF], 'office')
  listAbsences(@Query() query: PersonQuery, @Caller() actor: Actor): PostRecordsAnswer {
    return this.known(['substituted', 'absent'], query, actor);
  }

  @Post('absences')
  @KEY
  @ApiOperation({
    operationId: 'setAbsence',
    summary: 'Say that a person is away, and who stands in',
    description:
      'By the person, or by whoever orders who holds the post. Whoever stands in acts in both names, counts as both persons, and passes nothing on.',
  })
  @Answers(PostRecordAnswer, { status: 201, about: 'What was recorded', refusals: [409] })
  @Who([...STAFF, 'admin'], 'office')
  async setAbsence(
    @Body() { person, substitute, post, ...order }: SetAbsence,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    const absence = { person: person ?? actor.id, substitute, post, ...termOf(order) };
    return presentRecord(await this.absences.set(absence, askedBy(request, actor, this.time.now())));
  }

  @Post('absences/:id/end')
  @idOf('absence')
  @KEY
  @ApiOperation({ operationId: 'endAbsence', summary: 'End an absence, with its substitution, before its time' })
  @Answers(PostRecordAnswer, { about: 'What was recorded', refusals: [404, 409] })
  @Who([...STAFF, 'admin'], 'office')
  async endAbsence(
    @Param('id') id: string,
    @Body() order: EndRecord,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    return presentRecord(await this.absences.end(id, termOf(order), askedBy(request, actor, this.time.now())));
  }

  @Get('interests')
  @ApiOperation({ operationId: 'listInterests', summary: 'One’s own declared interests, and those of whom one orders' })
  @Answers(PostRecordsAnswer, { about: 'All that the caller may know of' })
  @Who([...ALL_STAFF], 'office')
  listInterests(@Query() query: PersonQuery, @Caller() actor: Actor): PostRecordsAnswer {
    return this.known(['interested'], query, actor);
  }

  @Post('interests')
  @KEY
  @ApiOperation({
    operationId: 'declareInterestInAdvance',
    summary: 'Declare an interest in a case, a company, or approvals of a kind',
    description: 'It bars from being given such work, from acting and from voting, in person and by a substitute.',
  })
  @Answers(PostRecordAnswer, { status: 201, about: 'What was recorded' })
  @Who([...STAFF], 'office')
  async declare(
    @Body() { about, subject, ...order }: DeclareInterest,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    const declaration = { about, subject, ...termOf(order) };
    return presentRecord(await this.interests.declare(declaration, askedBy(request, actor, this.time.now())));
  }

  @Post('interests/:id/end')
  @idOf('interest')
  @KEY
  @ApiOperation({ operationId: 'endInterest', summary: 'Say that a person’s interest is over; never one’s own' })
  @Answers(PostRecordAnswer, { about: 'What was recorded', refusals: [404, 409] })
  @Who(['manager', 'admin'], 'office')
  async endInterest(
    @Param('id') id: string,
    @Body() order: EndRecord,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PostRecordAnswer> {
    return presentRecord(await this.interests.end(id, termOf(order), askedBy(request, actor, this.time.now())));
  }

  private known(kinds: readonly RecordKind[], { person }: PersonQuery, actor: Actor): PostRecordsAnswer {
    const records = this.posts.roster.all(kinds).filter((record) => person === undefined || record.person === person);
    const known = records.filter((record) => record.other === actor.id || mayKnowOf(this.posts, actor, record.person));
    return { items: known.map(presentRecord).reverse() };
  }
}
