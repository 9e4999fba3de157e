import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { eachTask, type Done } from '../../api/each-task.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { ownAddress } from '../page-requests.js';
import { Pages } from '../pages.js';
import { Desk } from './desk.js';
import { ACTS, TaskActing, type WantedOfTasks as Wanted } from './task-acting.js';

/** As many as a page of the list has, and a few pages' worth more. */
const MOST = 100;

/** What is done with one task of the worklist, or with all that are ticked: each has a result of its own. */
@ApiExcludeController()
@Controller('work')
export class ManyPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly acts: TaskActing,
  ) {}

  @Post('tasks')
  @Who(['officer', 'manager', 'member'], 'list')
  async act(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const back = ownAddress(fieldText(fields, 'to-list')) ?? '/work';
    const wanted = wantedIn(fields);
    const mistake = mistakeIn(wanted);
    if (!wanted || mistake !== null) return void reply.redirect(withMistake(back, mistake ?? 'act'), 303);
    const actor = callerOf(request);
    const named = await this.desk.named(actor, wanted.tasks);
    const sent = sentIn(fields, actor, { act: wanted.act, to: wanted.to, tasks: [...wanted.tasks] });
    const done = await eachTask(wanted.tasks, sent, (task, one) => this.acts.do(wanted, task, one));
    if (done.length === 1 && done[0]?.status === 200) return void reply.redirect(back, 303);
    const names = await this.desk.names(done.flatMap(({ to }) => to ?? []));
    const items = done.map((one) => ({ ...one, ...named.get(one.task), name: names.get(one.to ?? '') ?? one.to }));
    const ok = done.filter(isDone).length;
    const model = { act: wanted.act, items, ok, refused: done.length - ok, back };
    this.pages.show(request, reply, { view: 'work/results', model });
  }
}

const isDone = ({ status }: Done): boolean => status === 200;

/** A button of one row says `claim:<task>`; those for all ticked ones say what is to be done. */
function wantedIn(fields: FormFields): Wanted | null {
  const [name = '', one = ''] = /^(\w+):(.+)$/.exec(fieldText(fields, 'one'))?.slice(1) ?? [fieldText(fields, 'act')];
  const act = ACTS.find((known) => known === name);
  if (!act) return null;
  const ticked = [fields['task'] ?? []].flat();
  return { act, tasks: one === '' ? [...new Set(ticked)].slice(0, MOST) : [one], to: fieldText(fields, 'to') };
}

function mistakeIn(wanted: Wanted | null): string | null {
  if (!wanted) return 'act';
  if (wanted.tasks.length === 0) return 'none';
  return wanted.act === 'assign' && wanted.to === '' ? 'to' : null;
}

function withMistake(back: string, mistake: string): string {
  const [path = '/work', query = ''] = back.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('mistake', mistake);
  return `${path}?${parameters.toString()}`;
}
