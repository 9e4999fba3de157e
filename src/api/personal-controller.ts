import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../engine/index.js';
import { Erasures } from '../personal/erasures.js';
import { Answers } from './answers.js';
import { IdsIn, TextIn } from './checks.js';
import { Count, Instant, Many, Text } from './fields.js';
import { idOf, IF_MATCH, KEY, sentBy } from './headers.js';
import { Caller, Who, type Asked } from './who.js';

class PersonalText {
  @Text('Digest under which the log knows it') readonly digest: string;
  @Text('What it says') readonly text: string;
  @Count('Number of the event with which it was recorded') readonly event: number;
  @Text('Type of that event') readonly type: string;
  @Text('Account that sent it') readonly by: string;
  @Instant('When it was recorded') readonly at: string;
}

class PersonalTextsAnswer {
  @Many(PersonalText, 'In the order of the log') readonly items: readonly PersonalText[];
}

class ErasedAnswer {
  @Count('How many texts the event names') readonly erased: number;
}

class OrderErasure {
  @IdsIn('Digests of the texts')
  digests: string[];

  @TextIn('The law that asks for it', { max: 500, example: 'Order 7/2027 of the High Court' })
  basis: string;

  @TextIn('Why, without saying again what is to be erased', { max: 2_000 })
  text: string;
}

/** What tells of persons: kept outside the log, and erased where law asks for that. */
@ApiTags('evidence')
@Controller('api/cases')
export class PersonalController {
  constructor(private readonly erasures: Erasures) {}

  @Get(':id/personal')
  @idOf('case')
  @ApiOperation({
    operationId: 'listPersonalTexts',
    summary: 'Texts that tell of persons and were recorded on the case',
    description: 'For managers of the agency of the case and of the lead agency, who may have them erased.',
  })
  @Answers(PersonalTextsAnswer, { about: 'Those that are still there', refusals: [403, 404] })
  @Who(['manager'], 'case')
  async list(@Param('id') id: string, @Caller() actor: Actor): Promise<PersonalTextsAnswer> {
    return { items: await this.erasures.kept(id, actor) };
  }

  @Post(':id/erasures')
  @idOf('case')
  @KEY
  @IF_MATCH
  @HttpCode(200)
  @ApiOperation({
    operationId: 'erasePersonalTexts',
    summary: 'Erase texts that tell of persons, as law asks',
    description:
      'The texts and their salts are deleted in one transaction with an event that names their digests, the law and the reason. The log and all its proofs stay valid; nobody can find out any more what the digests were of.',
  })
  @Answers(ErasedAnswer, { about: 'Done', refusals: [403, 404, 412, 503] })
  @Who(['manager'], 'case')
  erase(
    @Param('id') id: string,
    @Body() order: OrderErasure,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<ErasedAnswer> {
    return this.erasures.erase(id, order, sentBy(request, actor));
  }
}
