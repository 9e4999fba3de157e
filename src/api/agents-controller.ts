import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { Cases } from '../cases/cases.js';
import { Companies } from '../companies/companies.js';
import { presentMandate } from '../companies/present.js';
import type { Actor } from '../engine/index.js';
import { Answers } from './answers.js';
import { AgentsAnswer, MandateAnswer } from './company-answers.js';
import { EmpowerAgent, EndMandate, EntrustCase } from './company-requests.js';
import { idOf, KEY } from './headers.js';
import { askedBy } from './post-terms.js';
import { Caller, Who, type Asked } from './who.js';

/** Who acts for the investor in one application, with all the cases under it. */
@ApiTags('companies')
@Controller('api/cases')
export class AgentsController {
  constructor(
    private readonly cases: Cases,
    private readonly companies: Companies,
    private readonly time: TimeMachine,
  ) {}

  @Get(':id/agents')
  @idOf('case')
  @ApiOperation({
    operationId: 'listAgents',
    summary: 'Who was empowered to act for the investor in the application, and is',
  })
  @Answers(AgentsAnswer, { about: 'All that was recorded', refusals: [404] })
  @Who('signed-in', 'case')
  async list(@Param('id') id: string, @Caller() actor: Actor): Promise<AgentsAnswer> {
    const { root } = await this.cases.visible(id, actor);
    return { items: this.companies.roll.ofRoot(root).map((record) => presentMandate(record, this.time.now())) };
  }

  @Post(':id/agents')
  @idOf('case')
  @KEY
  @ApiOperation({
    operationId: 'empowerAgent',
    summary: 'Empower an agent for the application; by its investor or the representative of the company',
    description: 'What the agent does is recorded as done for the owner. An agent empowers nobody.',
  })
  @Answers(MandateAnswer, { status: 201, about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'case')
  async empower(
    @Param('id') id: string,
    @Body() { person, until, ground }: EmpowerAgent,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<MandateAnswer> {
    const now = this.time.now();
    const given = { person, until: until === undefined ? null : Date.parse(until), ground };
    const row = await this.cases.visible(id, actor);
    return presentMandate(await this.companies.empower(row, given, askedBy(request, actor, now)), now);
  }

  @Post(':id/agents/:agent/end')
  @ApiParam({ name: 'agent', description: 'Id of the record', schema: { type: 'string', maxLength: 300 } })
  @idOf('case')
  @KEY
  @ApiOperation({ operationId: 'withdrawAgent', summary: 'Withdraw an agent’s power, or give one’s own back' })
  @Answers(MandateAnswer, { about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'case')
  async withdraw(
    @Param() { id, agent }: { id: string; agent: string },
    @Body() { ground }: EndMandate,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<MandateAnswer> {
    const now = this.time.now();
    const row = await this.cases.visible(id, actor);
    return presentMandate(await this.companies.withdraw(row, agent, ground, askedBy(request, actor, now)), now);
  }

  @Post(':id/company')
  @idOf('case')
  @KEY
  @ApiOperation({
    operationId: 'entrustCase',
    summary: 'Give an application that one began in person to a company of one’s own',
    description: 'From then on its representative acts in it and its people see it, for the one who began it.',
  })
  @Answers(MandateAnswer, { status: 201, about: 'What was recorded', refusals: [403, 404, 409] })
  @Who(['investor'], 'case')
  async entrust(
    @Param('id') id: string,
    @Body() { company, ground }: EntrustCase,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<MandateAnswer> {
    const now = this.time.now();
    const row = await this.cases.visible(id, actor);
    return presentMandate(await this.companies.entrust(row, company, ground, askedBy(request, actor, now)), now);
  }
}
