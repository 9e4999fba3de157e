import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PresentedCase } from '../cases/presenter.js';
import type { Actor, JsonObject } from '../engine/index.js';
import { Accounts } from '../identity/accounts.js';
import type { Page } from '../store/pages.js';
import { Tasks } from '../tasks/tasks.js';
import { sentBy } from './headers.js';
import { badField } from './problem.js';
import { AssignTask, TaskQuery } from './requests.js';
import { Caller, Who, type Asked } from './who.js';

@ApiTags('tasks')
@ApiBearerAuth()
@Controller('api/tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The caller’s worklist, first due first' })
  @Who('signed-in')
  list(@Query() { due, ...query }: TaskQuery, @Caller() actor: Actor): Promise<Page<JsonObject>> {
    return this.tasks.worklist(actor, { ...query, ...(due ? { dueBefore: Date.parse(due) } : {}) });
  }

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a task upon oneself' })
  @Who('signed-in')
  claim(@Param('id') id: string, @Req() request: Asked, @Caller() actor: Actor): Promise<PresentedCase> {
    return this.tasks.claim(id, sentBy(request, actor));
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a claimed task back' })
  @Who('signed-in')
  release(@Param('id') id: string, @Req() request: Asked, @Caller() actor: Actor): Promise<PresentedCase> {
    return this.tasks.release(id, sentBy(request, actor));
  }

  @Post(':id/assign')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a task to an officer' })
  @Who(['manager'])
  assign(
    @Param('id') id: string,
    @Body() { to }: AssignTask,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<PresentedCase> {
    const account = this.accounts.find(to);
    if (!account) throw badField('/to', 'is no account');
    return this.tasks.assign(id, account, sentBy(request, actor));
  }
}
