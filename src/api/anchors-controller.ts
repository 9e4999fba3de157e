import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Cases } from '../cases/cases.js';
import type { Actor } from '../engine/index.js';
import { Anchoring } from '../evidence/anchoring.js';
import { Anchors } from '../evidence/anchors.js';
import { Keys } from '../evidence/keys.js';
import { Answers } from './answers.js';
import {
  AnchorAnswer,
  AnchorPageAnswer,
  CaseAnchorsAnswer,
  KeysAnswer,
  ProvenAnchorAnswer,
} from './evidence-answers.js';
import { idOf } from './headers.js';
import { problem, ProblemError } from './problem.js';
import { PageQuery } from './requests.js';
import { Caller, Who } from './who.js';

@ApiTags('evidence')
@Controller('api')
export class AnchorsController {
  constructor(
    private readonly anchors: Anchors,
    private readonly anchoring: Anchoring,
    private readonly cases: Cases,
  ) {}

  @Get('anchors')
  @ApiOperation({
    operationId: 'listAnchors',
    summary: 'Signed roots over the logs of all cases, newest first',
    description: 'Whoever keeps one can later show what was recorded by then. Paged: ask again with `cursor` = `next`.',
  })
  @Answers(AnchorPageAnswer, { about: 'A page of anchors' })
  @Who('anyone')
  list(@Query() query: PageQuery): Promise<AnchorPageAnswer> {
    return this.anchors.list(query);
  }

  @Get('anchors/:n')
  @ApiParam({ name: 'n', description: 'Number of the anchor', schema: { type: 'string', maxLength: 300 } })
  @ApiOperation({ operationId: 'getAnchor', summary: 'One anchor, and the proof that it continues the one before it' })
  @Answers(ProvenAnchorAnswer, { about: 'The anchor', refusals: [404] })
  @Who('anyone')
  async find(@Param('n') n: string): Promise<ProvenAnchorAnswer> {
    const found = /^[1-9]\d{0,14}$/.test(n) ? await this.anchors.find(Number(n)) : null;
    if (!found) throw new ProblemError(problem(404, 'not-found', `there is no anchor ${n}`));
    return found;
  }

  @Post('anchors')
  @ApiOperation({ operationId: 'makeAnchor', summary: 'Anchor now what was recorded since the last anchor' })
  @Answers(AnchorAnswer, { about: 'The newest anchor: a new one, unless nothing was recorded', refusals: [409] })
  @Who(['admin', 'auditor'], 'all')
  async make(): Promise<AnchorAnswer> {
    const anchor = await this.anchoring.now();
    if (!anchor) throw new ProblemError(problem(409, 'state', 'there is nothing yet that could be anchored'));
    return anchor;
  }

  @Get('cases/:id/anchors')
  @idOf('case')
  @ApiOperation({ operationId: 'getCaseAnchors', summary: 'The anchored states of a case, each with its proof' })
  @Answers(CaseAnchorsAnswer, { about: 'The states, and the newest anchor', refusals: [404] })
  @Who('signed-in', 'case')
  async ofCase(@Param('id') id: string, @Caller() actor: Actor): Promise<CaseAnchorsAnswer> {
    await this.cases.visible(id, actor);
    const states = await this.anchors.ofCase(id);
    return { case: id, states: states.map(({ seq, hash, leaf, covered }) => ({ seq, hash, leaf, covered })) };
  }
}

@ApiTags('evidence')
@Controller('.well-known')
export class KeysController {
  constructor(private readonly keys: Keys) {}

  @Get('jwks.json')
  @ApiOperation({ operationId: 'listKeys', summary: 'Public keys of the signatures, former ones too (RFC 7517)' })
  @Answers(KeysAnswer, { about: 'All keys' })
  @Who('anyone')
  async list(): Promise<KeysAnswer> {
    return { keys: await this.keys.all() };
  }
}
