import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { Companies } from '../companies/companies.js';
import { presentCompany, presentMandate } from '../companies/present.js';
import type { Actor } from '../engine/index.js';
import { Answers } from './answers.js';
import { CompaniesAnswer, CompanyAnswer, CompanyHistoryAnswer, MandateAnswer } from './company-answers.js';
import { EndMandate, FoundCompany, NamePerson } from './company-requests.js';
import { idOf, KEY } from './headers.js';
import { askedBy } from './post-terms.js';
import { Caller, callerOf, Who, type Asked } from './who.js';

/** Companies for which investors act. */
@ApiTags('companies')
@Controller('api/companies')
export class CompaniesController {
  constructor(
    private readonly companies: Companies,
    private readonly time: TimeMachine,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCompanies', summary: 'Companies of which the caller is one of the people' })
  @Answers(CompaniesAnswer, { about: 'All of them' })
  @Who(['investor'], 'list')
  list(@Caller() actor: Actor): CompaniesAnswer {
    const [{ roll }, now] = [this.companies, this.time.now()];
    return { items: roll.companiesOf(actor.id, now).map((company) => presentCompany(roll, company, now)) };
  }

  @Post()
  @KEY
  @ApiOperation({
    operationId: 'foundCompany',
    summary: 'Put a company in; the caller is its representative until there is another',
    description: 'Cases are opened for it with `company`. One that is not incorporated yet has no number.',
  })
  @Answers(CompanyAnswer, { status: 201, about: 'The company' })
  @Who(['investor'], 'opening')
  async found(
    @Body() { name, number, ground }: FoundCompany,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<CompanyAnswer> {
    const now = this.time.now();
    const { id } = await this.companies.found({ name, number: number ?? null, ground }, askedBy(request, actor, now));
    return presentCompany(this.companies.roll, id, now);
  }

  @Get(':id')
  @idOf('company')
  @ApiOperation({ operationId: 'getCompany', summary: 'A company, its people, and all that was recorded of them' })
  @Answers(CompanyHistoryAnswer, { about: 'The company', refusals: [404] })
  @Who(['investor', 'auditor'], 'company')
  find(@Param('id') id: string, @Caller() actor: Actor): CompanyHistoryAnswer {
    const [{ roll }, now] = [this.companies, this.time.now()];
    this.companies.mustKnow(id, { actor, now });
    const records = roll.records
      .filter(({ company }) => company === id)
      .map((record) => roll.find(record.id) ?? record);
    return { ...presentCompany(roll, id, now), records: records.map((record) => presentMandate(record, now)) };
  }

  @Post(':id/people')
  @idOf('company')
  @KEY
  @ApiOperation({
    operationId: 'joinCompany',
    summary: 'Take a person among those of the company; by its representative',
  })
  @Answers(MandateAnswer, { status: 201, about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'company')
  join(@Param('id') id: string, @Body() { person, ground }: NamePerson, @Req() request: Asked): Promise<MandateAnswer> {
    return this.told(request, (asking) => this.companies.join(id, person, ground, asking));
  }

  @Post(':id/representative')
  @idOf('company')
  @KEY
  @ApiOperation({
    operationId: 'appointRepresentative',
    summary: 'Make another of its people the representative; by the present one, whose power ends',
  })
  @Answers(MandateAnswer, { status: 201, about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'company')
  represent(
    @Param('id') id: string,
    @Body() { person, ground }: NamePerson,
    @Req() request: Asked,
  ): Promise<MandateAnswer> {
    return this.told(request, (asking) => this.companies.represent(id, person, ground, asking));
  }

  @Post(':id/people/:record/end')
  @ApiParam({ name: 'record', description: 'Id of the record', schema: { type: 'string', maxLength: 300 } })
  @idOf('company')
  @KEY
  @ApiOperation({ operationId: 'leaveCompany', summary: 'End that a person is one of its people' })
  @Answers(MandateAnswer, { about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'company')
  part(
    @Param() { id, record }: { id: string; record: string },
    @Body() { ground }: EndMandate,
    @Req() request: Asked,
  ): Promise<MandateAnswer> {
    return this.told(request, (asking) => this.companies.part(id, record, ground, asking));
  }

  private async told(request: Asked, ask: Ask): Promise<MandateAnswer> {
    return presentMandate(await ask(askedBy(request, callerOf(request), this.time.now())), this.time.now());
  }
}

type Ask = (asking: ReturnType<typeof askedBy>) => ReturnType<Companies['join']>;
