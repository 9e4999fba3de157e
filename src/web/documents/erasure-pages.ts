import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Rejection, type ErasureOrder } from '../../engine/index.js';
import { Accounts } from '../../identity/accounts.js';
import { Erasures } from '../../personal/erasures.js';
import { refusedIn, sentIn, type FormState } from '../cases/form-page.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { Pages } from '../pages.js';
import { erasureForm, hiddenIn, ordersModel, orderSchema, pickedIn, thingsOf } from './erasure-model.js';

const SURE = '_sure';
const TOLD = ['ordered', 'erased', 'dismissed', 'why'];

interface Named {
  readonly id: string;
  readonly seq: string;
}

interface State {
  readonly sent?: FormFields;
  readonly mistakes?: FormState['mistakes'];
  readonly refused?: FormState['refused'];
}

/** Erasure by law: one manager picks, says why and sees what would be gone; another one confirms. */
@ApiExcludeController()
@Controller('cases')
export class ErasurePages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly erasures: Erasures,
    private readonly accounts: Accounts,
  ) {}

  @Get(':id/erasure')
  @Who(['manager'], 'case')
  async form(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    await this.show(request, reply, id, {});
  }

  @Post(':id/erasure')
  @Who(['manager'], 'case')
  async order(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const sent = fieldsOf(request);
    const reader = this.pages.readerOf(request);
    const erasable = await this.erasures.of(id, actor);
    const { data, mistakes } = readData(orderSchema(reader, this.erasures.settings), sent);
    const digests = pickedIn(sent);
    if (mistakes.length > 0 || digests.length === 0) return this.show(request, reply, id, { sent, mistakes });
    if (fieldText(sent, SURE) !== 'yes') {
      const shown = await this.looking.find(id, actor);
      const model = {
        case: this.looking.model(reader, shown, actor),
        things: thingsOf(reader, erasable).filter(({ value }) => digests.includes(value)),
        hidden: [...hiddenIn(sent), { name: SURE, value: 'yes' }],
        here: `/cases/${id}/erasure`,
      };
      return this.pages.show(request, reply, { view: 'documents/erasure-sure', model });
    }
    try {
      const order = { ...data, digests } as unknown as ErasureOrder;
      await this.erasures.order(id, order, sentIn(sent, actor, { id, ...data, digests }));
    } catch (error) {
      const refused = refusedIn(error);
      if (!refused) throw error;
      return this.show(request, reply, id, { sent, refused });
    }
    void reply.redirect(`/cases/${id}/erasure?told=ordered`, 303);
  }

  @Post(':id/erasure/:seq/confirm')
  @Who(['manager'], 'case')
  async confirm(@Param() { id, seq }: Named, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { rev: _any, ...sent } = sentIn(fieldsOf(request), callerOf(request), { id, seq, confirm: true });
    await this.settle(request, reply, { id, told: 'erased' }, () => this.erasures.confirm(id, Number(seq), sent));
  }

  @Post(':id/erasure/:seq/dismiss')
  @Who(['manager'], 'case')
  async dismiss(@Param() { id, seq }: Named, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const text = fieldText(fields, 'text').trim();
    await this.erasures.of(id, callerOf(request));
    if (text === '') return void reply.redirect(`/cases/${id}/erasure?told=why`, 303);
    const { rev: _any, ...sent } = sentIn(fields, callerOf(request), { id, seq, text });
    const act = (): Promise<unknown> => this.erasures.dismiss(id, Number(seq), { text, ...sent });
    await this.settle(request, reply, { id, told: 'dismissed' }, act);
  }

  /** Who may not is told so where the order lies. */
  private async settle(
    request: Asked,
    reply: FastifyReply,
    { id, told }: { readonly id: string; readonly told: string },
    act: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Rejection) || error.kind !== 'actor') throw error;
      const [shown, actor] = [await this.looking.find(id, callerOf(request)), callerOf(request)];
      const refused = [{ field: '', message: error.message }];
      const model = { case: this.looking.model(this.pages.readerOf(request), shown, actor), refused };
      return this.pages.show(request, reply, { view: 'work/refused', model, status: 403 });
    }
    void reply.redirect(`/cases/${id}/erasure?told=${told}`, 303);
  }

  private async show(request: Asked, reply: FastifyReply, id: string, state: State): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const erasable = await this.erasures.of(id, actor);
    const picked = state.sent ? pickedIn(state.sent) : [];
    const schema = orderSchema(reader, this.erasures.settings);
    const form = erasureForm(reader, {
      erasable,
      picked,
      none: state.sent !== undefined && picked.length === 0,
      form: { schema, data: {}, seen: shown, ...state },
    });
    const names = await this.accounts.names(erasable.orders.flatMap(({ by, settledBy }) => [by, settledBy ?? '']));
    const here = `/cases/${id}/erasure`;
    const { told } = request.query as { readonly told?: unknown };
    const model = {
      case: this.looking.model(reader, shown, actor),
      form,
      orders: ordersModel(reader, { erasable, names, me: actor.id, here }),
      grounds: this.erasures.settings.grounds.map(({ id: code, ...said }) => ({ title: reader.code(code), ...said })),
      here,
      told: TOLD.find((one) => one === told) ?? null,
    };
    const status = form.errors.length > 0 ? 422 : 200;
    this.pages.show(request, reply, { view: 'documents/erasure', model, status });
  }
}
