import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Sent } from '../cases/cases.js';
import { Accounts } from '../identity/accounts.js';
import { Giving } from '../tasks/giving.js';
import { Routing } from '../tasks/routing.js';
import { Answers } from './answers.js';
import { KEY, sentBy } from './headers.js';
import { badField, problemOf } from './problem.js';
import { AssignTasks, RouteTasks } from './requests.js';
import { callerOf, Who, type Asked } from './who.js';
import { GivenTasksAnswer, type GivenTaskAnswer } from './work-answers.js';

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
    return each(tasks, request, async (task, sent) => {
      await this.giving.assign(task, to, sent);
      return to;
    });
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
  route(@Body() { tasks, rule }: RouteTasks, @Req() request: Asked): Promise<GivenTasksAnswer> {
    return each(tasks, request, async (task, sent) => (await this.routing.route(task, rule, sent)).to);
  }
}

/** One after the other, for each is chosen by what the ones before have left. */
async function each(
  tasks: readonly string[],
  request: Asked,
  give: (task: string, sent: Sent) => Promise<string>,
): Promise<GivenTasksAnswer> {
  const { key, actor } = sentBy(request, callerOf(request));
  const items: GivenTaskAnswer[] = [];
  for (const task of new Set(tasks)) {
    // Each has a key of its own, so that a repeated request gives none a second time.
    const sent = { actor, ...(key ? { key: { ...key, key: `${key.key} ${task}` } } : {}) };
    items.push(
      await give(task, sent).then(
        (to) => given(task, to),
        (error: unknown) => refused(task, error),
      ),
    );
  }
  return { items };
}

const given = (task: string, to: string): GivenTaskAnswer => ({ task, to, status: 200, detail: null });

function refused(task: string, error: unknown): GivenTaskAnswer {
  const problem = problemOf(error);
  if (!problem || problem.status >= 500) throw error;
  return { task, to: null, status: problem.status, detail: problem.detail };
}
