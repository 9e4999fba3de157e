import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { asAttachment } from '../../api/attachment.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import type { Asking } from '../../confirmations/asking.js';
import { Confirmations, NoSuchConfirmation } from '../../confirmations/confirmations.js';
import { Accounts } from '../../identity/accounts.js';
import { confirmingPosts } from '../../policy/policy.js';
import { sentIn } from '../cases/form-page.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { OFFICE_STAFF } from '../office/office-pages.js';
import { PageClock } from '../page-clock.js';
import { Pages } from '../pages.js';
import { keyModel } from '../work/key.js';
import { confirmationModel, personsIn } from './confirmation-model.js';
import { figureModel } from './figure-model.js';
import { fileIn, proofFormModel, proofMistakesIn, proposalIn, type ProofMistake } from './proof-form.js';
import { placeInWords } from './ruleset-model.js';

const DONE = ['proposed', 'countersigned', 'withdrawn'];

/** A figure of a ruleset, and its proof: recorded by one, countersigned by another. */
@ApiExcludeController()
@Controller('manage/rulesets/:id/figures/:figure')
export class FigurePages {
  constructor(
    private readonly pages: Pages,
    private readonly confirmations: Confirmations,
    private readonly accounts: Accounts,
    private readonly clock: PageClock,
  ) {}

  @Get()
  @Who([...OFFICE_STAFF], 'all')
  async one(@Param() named: Named, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { done } = request.query as { done?: unknown };
    await this.show(request, reply, named, { done: DONE.find((one) => one === done) ?? null });
  }

  @Post('confirmations')
  @Who(['manager'], 'office')
  async propose(@Param() named: Named, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { id: ruleset, figure } = named;
    const [fields, file] = [fieldsOf(request), fileIn(request)];
    await this.attempt(request, reply, { named, fields, done: 'proposed' }, (asking) =>
      this.confirmations.propose({ ruleset, figure }, proposalIn(fields), asking, file),
    );
  }

  @Post('confirmations/:confirmation/countersign')
  @Who(['manager'], 'office')
  async countersign(@Param() named: Signing, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { id } = this.confirmationOf(named);
    const fields = fieldsOf(request);
    await this.attempt(request, reply, { named, fields, done: 'countersigned' }, (asking) =>
      this.confirmations.countersign(id, fieldText(fields, 'note'), asking),
    );
  }

  @Post('confirmations/:confirmation/withdraw')
  @Who(['manager'], 'office')
  async withdraw(@Param() named: Signing, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { id } = this.confirmationOf(named);
    const fields = fieldsOf(request);
    await this.attempt(request, reply, { named, fields, done: 'withdrawn' }, (asking) =>
      this.confirmations.withdraw(id, fieldText(fields, 'reason'), asking),
    );
  }

  @Get('confirmations/:confirmation/document')
  @Who([...OFFICE_STAFF], 'all')
  async document(@Param() named: Signing, @Res() reply: FastifyReply): Promise<void> {
    const { document, bytes } = await this.confirmations.document(this.confirmationOf(named).id);
    await reply.headers(asAttachment(document.data.name, document.data.bytes)).send(bytes);
  }

  private confirmationOf({ id, figure, confirmation }: Signing) {
    const found = this.confirmations.find(confirmation);
    if (found.ruleset !== id || found.figure !== figure) throw new NoSuchConfirmation(confirmation);
    return found;
  }

  private async attempt(
    request: Asked,
    reply: FastifyReply,
    { named, fields, done }: { named: Named; fields: FormFields; done: string },
    act: (asking: Asking) => Promise<unknown>,
  ): Promise<void> {
    const actor = callerOf(request);
    try {
      await act({ actor, now: this.clock.now(), key: sentIn(fields, actor, {}).key?.key });
      void reply.redirect(`${addressOf(named)}?done=${done}`, 303);
    } catch (error) {
      const mistakes = proofMistakesIn(error);
      if (!mistakes) throw error;
      await this.show(request, reply, named, { fields, mistakes, status: 422 });
    }
  }

  private async show(request: Asked, reply: FastifyReply, named: Named, showing: Showing): Promise<void> {
    const { fields = {}, mistakes = [], done = null, status = 200 } = showing;
    const { confirmations } = this;
    const law = confirmations.ruleset(named.id);
    const figure = confirmations.figure(law, named.figure);
    const own = confirmations.all.filter((one) => one.ruleset === law.id && one.figure === figure.id).toReversed();
    const [actor, reader, here] = [callerOf(request), this.pages.readerOf(request), addressOf(named)];
    const names = await this.accounts.names(personsIn(own));
    const proofs = confirmations.standing(law.id);
    const confirms = confirmingPosts(actor).length > 0;
    const seen = { names, here, mayWithdraw: confirms };
    const model = {
      ruleset: { id: law.id, title: law.title },
      figure: figureModel(reader, { law, proofs }, figure),
      of: placeInWords(reader, law, figure),
      back:
        figure.approval === null
          ? `/manage/rulesets/${law.id}`
          : `/manage/rulesets/${law.id}/approvals/${figure.approval}`,
      confirmations: own.map((one) => {
        const mayCountersign = confirmations.mayCountersign(actor, one);
        return confirmationModel(reader, one, { ...seen, mayCountersign, holds: confirmations.holds(one) });
      }),
      propose: confirms && !figure.confirmed && !proofs.has(figure.id) ? `${here}/confirmations` : null,
      form: proofFormModel(reader, { fields, mistakes, limits: confirmations.limits }),
      hidden: keyModel(),
      done,
    };
    this.pages.show(request, reply, { view: 'rulesets/figure', model, status });
  }
}

interface Named {
  readonly id: string;
  readonly figure: string;
}

interface Signing extends Named {
  readonly confirmation: string;
}

interface Showing {
  readonly fields?: FormFields;
  readonly mistakes?: readonly ProofMistake[];
  readonly done?: string | null;
  readonly status?: number;
}

const addressOf = ({ id, figure }: Named): string =>
  `/manage/rulesets/${encodeURIComponent(id)}/figures/${encodeURIComponent(figure)}`;
