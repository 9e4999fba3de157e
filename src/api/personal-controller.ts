import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { presentDocument } from '../documents/present.js';
import type { Actor } from '../engine/index.js';
import { Erasures } from '../personal/erasures.js';
import { Answers } from './answers.js';
import { ErasableAnswer, ErasedAnswer, OrderedAnswer, OrderErasure } from './erasure-answers.js';
import { idOf, IF_MATCH, KEY, sentBy } from './headers.js';
import { DismissPaper } from './requests.js';
import { Caller, callerOf, Who, type Asked } from './who.js';

const ORDER = ApiParam({
  name: 'seq',
  description: 'Number of the event that ordered it',
  schema: { type: 'string', maxLength: 300 },
});

interface Named {
  readonly id: string;
  readonly seq: string;
}

/** What tells of persons, and documents: kept outside the log, and erased where law asks for that. */
@ApiTags('evidence')
@Controller('api/cases')
export class PersonalController {
  constructor(private readonly erasures: Erasures) {}

  @Get(':id/personal')
  @idOf('case')
  @ApiOperation({
    operationId: 'listErasable',
    summary: 'What of a case can be erased by law, and what was ordered',
    description:
      'For managers of the agency of the case and of the lead agency: one orders an erasure, another confirms.',
  })
  @Answers(ErasableAnswer, { about: 'What is still there, and the orders', refusals: [403, 404] })
  @Who(['manager'], 'case')
  async list(@Param('id') id: string, @Caller() actor: Actor): Promise<ErasableAnswer> {
    const { texts, documents, orders } = await this.erasures.of(id, actor);
    const given = documents.map((row) => {
      const { id: document, digest, paper, version, name, event, givenBy, givenAt } = presentDocument(row, '');
      return { id: document, digest, paper, version, name: name ?? '', event, by: givenBy, at: givenAt };
    });
    return { items: texts, documents: given, orders };
  }

  @Post(':id/erasures')
  @idOf('case')
  @KEY
  @IF_MATCH
  @HttpCode(200)
  @ApiOperation({
    operationId: 'orderErasure',
    summary: 'Order that texts about persons, or documents, are erased as law asks',
    description: 'Nothing is erased before another manager confirms it.',
  })
  @Answers(OrderedAnswer, { about: 'It waits to be confirmed', refusals: [403, 404, 412, 503] })
  @Who(['manager'], 'case')
  order(
    @Param('id') id: string,
    @Body() order: OrderErasure,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<OrderedAnswer> {
    return this.erasures.order(id, order, sentBy(request, actor));
  }

  @Post(':id/erasures/:seq/confirm')
  @ORDER
  @idOf('case')
  @KEY
  @IF_MATCH
  @HttpCode(200)
  @ApiOperation({
    operationId: 'confirmErasure',
    summary: 'Confirm, as another person, an erasure that was ordered',
    description:
      'Texts, the bytes, names and hashes of documents, and all salts are deleted in one transaction with an event that names their digests, the law and the reason. The log and all its proofs stay valid; nobody can find out any more what the digests were of.',
  })
  @Answers(ErasedAnswer, { about: 'Erased', refusals: [403, 404, 409, 412, 503] })
  @Who(['manager'], 'case')
  confirm(@Param() { id, seq }: Named, @Req() request: Asked): Promise<ErasedAnswer> {
    return this.erasures.confirm(id, numbered(seq), sentBy(request, callerOf(request)));
  }

  @Post(':id/erasures/:seq/dismiss')
  @ORDER
  @idOf('case')
  @KEY
  @IF_MATCH
  @HttpCode(200)
  @ApiOperation({ operationId: 'dismissErasure', summary: 'Say that an erasure that was ordered is not to be' })
  @Answers(OrderedAnswer, { about: 'Dismissed', refusals: [403, 404, 409, 412, 503] })
  @Who(['manager'], 'case')
  dismiss(
    @Param() { id, seq }: Named,
    @Body() { text }: DismissPaper,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<OrderedAnswer> {
    return this.erasures.dismiss(id, numbered(seq), { text, ...sentBy(request, actor) });
  }
}

/** Whoever may not know of the case learns no more by a number that is none. */
const numbered = (seq: string): number => (/^\d{1,15}$/.test(seq) ? Number(seq) : Number.NaN);
