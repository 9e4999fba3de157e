import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Accounts } from '../identity/accounts.js';
import { Giving } from '../tasks/giving.js';
import { Routing } from '../tasks/routing.js';
import { Answers } from './answers.js';
import { eachTask } from './each-task.js';
import { KEY, sentBy } from './headers.js';
import { badField } from './problem.js';
import { AssignTasks, RouteTasks } from './requests.js';
import { callerOf, Who, type Asked } from './who.js';
import { GivenTasksAnswer } from './work-answers.js';

/** Many tasks at a time: each is given or refused by itself, and the answer says which. */
@ApiTags('tasks')
@Controller('api/tasks')
export class BulkController {
  constructor(
    private readonly giving: Giving,
    private readonly routing: Routing,
    private readonly accounts: Accounts,
  ) {}

  @Post('assign')
  @KEY
  @ApiOperation({
    operationId: 'assignTasks',
    summary: 'Give several tasks to an officer, also such as are with another',
    description: 'What cannot be given is refused by itself; the others are given.',
  })
  @Answers(GivenTasksAnswer, { about: 'What became of each' })
  @Who(['manager'], 'list')
  async assign(@Body() { tasks, to }: AssignTasks, @Req() request: Asked): Promise<GivenTasksAnswer> {
    if (!(await this.accounts.find(to))) throw badField('/to', 'is no account');
    const items = await eachTask(tasks, sentBy(request, callerOf(request)), async (task, sent) => {
      await this.giving.assign(task, to, sent);
      return to;
    });
    return { items };
  }

  @Post('route')
  @KEY
  @ApiOperation({
    operationId: 'routeTasks',
    summary: 'Give several unassigned tasks to whoever has the fewest, or to one after the other',
    description: 'To those who hold the post where the case is, are not away, and have no interest in the case.',
  })
  @Answers(GivenTasksAnswer, { about: 'What became of each' })
  @Who(['manager'], 'list')
  async route(@Body() { tasks, rule }: RouteTasks, @Req() request: Asked): Promise<GivenTasksAnswer> {
    const sent = sentBy(request, callerOf(request));
    return { items: await eachTask(tasks, sent, async (task, one) => (await this.routing.route(task, rule, one)).to) };
  }
}
