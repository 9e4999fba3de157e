import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Cases } from '../cases/cases.js';
import type { Actor } from '../engine/index.js';
import { Readings } from '../evidence/readings.js';
import { mayKnowReaders } from '../policy/policy.js';
import { Answers } from './answers.js';
import { Instant, Many, Text } from './fields.js';
import { idOf } from './headers.js';
import { problem, ProblemError } from './problem.js';
import { PageQuery } from './requests.js';
import { Caller, Who } from './who.js';

class ReadingAnswer {
  @Instant('When') readonly at: string;
  @Text('Account that read it') readonly person: string;
  @Text('Post of that person', { nullable: true, example: 'officer.epa-punjab' }) readonly post: string | null;
  @Text('What of the case', { example: 'dossier' }) readonly what: string;
}

class ReadingPageAnswer {
  @Many(ReadingAnswer, 'Latest first') readonly items: readonly ReadingAnswer[];
  @Text('Cursor of the next page; null on the last', { nullable: true }) readonly next: string | null;
}

/** Who has read what of a case. */
@ApiTags('evidence')
@Controller('api/cases')
export class ReadingController {
  constructor(
    private readonly cases: Cases,
    private readonly readings: Readings,
  ) {}

  @Get(':id/readings')
  @idOf('case')
  @ApiOperation({
    operationId: 'listReadings',
    summary: 'Who has read what of the case; for those whose case it is, and the auditor',
    description: 'What somebody reads again within ten minutes is noted once. Paged: ask again with `cursor` = `next`.',
  })
  @Answers(ReadingPageAnswer, { about: 'A page of readings', refusals: [403, 404] })
  @Who(['investor', 'auditor'], 'case')
  async list(@Param('id') id: string, @Query() query: PageQuery, @Caller() actor: Actor): Promise<ReadingPageAnswer> {
    const row = await this.cases.visible(id, actor);
    if (!mayKnowReaders(actor, row))
      throw new ProblemError(problem(403, 'actor', 'this is for those whose case it is'));
    return this.readings.of(id, query);
  }
}
