import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../engine/index.js';
import { Accounts } from '../identity/accounts.js';
import { Giving } from '../tasks/giving.js';
import { Tasks } from '../tasks/tasks.js';
import { Answers } from './answers.js';
import { CaseAnswer } from './case-answers.js';
import { idOf, IF_MATCH, KEY, sentBy, tagged } from './headers.js';
import { badField } from './problem.js';
import { AssignTask, TaskQuery } from './requests.js';
import { Caller, callerOf, Who, type Asked } from './who.js';
import { TaskPageAnswer } from './work-answers.js';

const ITS_CASE = { refusals: [404, 409, 412, 503], headers: ['ETag'] } as const;

@ApiTags('tasks')
@Controller('api/tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly giving: Giving,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listTasks',
    summary: 'The caller’s worklist, first due first',
    description: 'Paged: ask again with `cursor` = `next` until that is null. Filters narrow together.',
  })
  @Answers(TaskPageAnswer, { about: 'A page of open tasks' })
  @Who('signed-in', 'list')
  list(@Query() { due, ...query }: TaskQuery, @Caller() actor: Actor): Promise<TaskPageAnswer> {
    return this.tasks.worklist(actor, { ...query, ...(due ? { dueBefore: Date.parse(due) } : {}) });
  }

  @Post(':id/claim')
  @idOf('task')
  @KEY
  @IF_MATCH
  @ApiOperation({ operationId: 'claimTask', summary: 'Take a task upon oneself' })
  @Answers(CaseAnswer, { about: 'Claimed: its case as it now is', ...ITS_CASE })
  @Who('signed-in', 'task')
  claim(
    @Param('id') id: string,
    @Req() request: Asked,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    return tagged(this.tasks.claim(id, sentBy(request, actor)), reply);
  }

  @Post(':id/release')
  @idOf('task')
  @KEY
  @IF_MATCH
  @ApiOperation({ operationId: 'releaseTask', summary: 'Give a claimed task back' })
  @Answers(CaseAnswer, {
    about: 'Given back: its case as it now is',
    ...ITS_CASE,
    refusals: [403, ...ITS_CASE.refusals],
  })
  @Who('signed-in', 'task')
  release(
    @Param('id') id: string,
    @Req() request: Asked,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    return tagged(this.tasks.release(id, sentBy(request, actor)), reply);
  }

  @Post(':id/assign')
  @idOf('task')
  @KEY
  @IF_MATCH
  @ApiOperation({ operationId: 'assignTask', summary: 'Give a task to an officer' })
  @Answers(CaseAnswer, { about: 'Given: its case as it now is', ...ITS_CASE })
  @Who(['manager'], 'task')
  async assign(
    @Param('id') id: string,
    @Body() { to }: AssignTask,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const account = await this.accounts.find(to);
    if (!account) throw badField('/to', 'is no account');
    return tagged(this.giving.assign(id, account.id, sentBy(request, callerOf(request))), reply);
  }
}
