import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { refusedIn, sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { ownAddress } from '../page-requests.js';
import { Pages } from '../pages.js';
import { keyModel } from '../work/key.js';
import { ACTS, actOn, alarmModel, mistakesIn, type AlarmAct, type Mistakes } from './alarm-acts.js';
import { inboxIn, inboxModel } from './inbox-model.js';
import { Oversight } from './oversight.js';

/** What stalls, for those whom it alarms: acknowledged, and acted upon. */
@ApiExcludeController()
@Controller('manage')
export class InboxPages {
  constructor(
    private readonly pages: Pages,
    private readonly oversight: Oversight,
  ) {}

  @Get()
  @Who(['manager'], 'list')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { filter, given } = inboxIn(request.query);
    const inbox = await this.oversight.inbox(callerOf(request), filter);
    const model = { inbox: inboxModel(this.pages.readerOf(request), inbox, given), hidden: keyModel() };
    this.pages.show(request, reply, { view: 'manage/inbox', model });
  }

  @Get('escalations/:id')
  @Who(['manager'], 'escalation')
  async show(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { done } = request.query as { done?: unknown };
    await this.showAlarm(id, request, reply, { told: [...ACTS, 'acknowledge'].find((act) => act === done) ?? null });
  }

  @Post('escalations/:id/acknowledge')
  @Who(['manager'], 'escalation')
  async acknowledge(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const sent = sentIn(fields, callerOf(request), { acknowledge: id });
    await this.oversight.parts.escalations.acknowledgeUpTo(id, sent);
    const back = ownAddress(fieldText(fields, 'to'));
    void reply.redirect(back ?? `/manage/escalations/${id}?done=acknowledge`, 303);
  }

  @Post('escalations/:id/assign')
  @Who(['manager'], 'escalation')
  assign(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.act('assign', id, request, reply);
  }

  @Post('escalations/:id/extend')
  @Who(['manager'], 'escalation')
  extend(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.act('extend', id, request, reply);
  }

  @Post('escalations/:id/remind')
  @Who(['manager'], 'escalation')
  remind(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.act('remind', id, request, reply);
  }

  @Post('escalations/:id/meeting')
  @Who(['manager'], 'escalation')
  meeting(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.act('meeting', id, request, reply);
  }

  private async act(act: AlarmAct, id: string, request: Asked, reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const fields = fieldsOf(request);
    const alarm = await this.oversight.alarm(actor, id);
    const mistakes = mistakesIn(act, fields, alarm);
    if (Object.keys(mistakes).length > 0)
      return this.showAlarm(id, request, reply, { act, sent: fields, mistakes, status: 422 });
    const sent = sentIn(fields, actor, { act, id, fields: { ...fields } as { [name: string]: string } });
    try {
      await actOn(this.oversight.parts, alarm, { act, fields, sent });
      void reply.redirect(`/manage/escalations/${id}?done=${act}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (!refused) throw error;
      await this.showAlarm(id, request, reply, { act, sent: fields, refused, status: 422 });
    }
  }

  private async showAlarm(id: string, request: Asked, reply: FastifyReply, showing: Showing): Promise<void> {
    const { status = 200, told = null, ...form } = showing;
    const alarm = await this.oversight.alarm(callerOf(request), id);
    const model = { alarm: alarmModel(this.pages.readerOf(request), alarm, form), told, hidden: keyModel() };
    this.pages.show(request, reply, { view: 'manage/escalation', model, status });
  }
}

interface Showing {
  readonly told?: string | null;
  readonly act?: AlarmAct;
  readonly sent?: ReturnType<typeof fieldsOf>;
  readonly mistakes?: Mistakes;
  readonly refused?: ReturnType<typeof refusedIn>;
  readonly status?: number;
}
