import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Who, type Asked } from '../../api/who.js';
import { Cases } from '../../cases/cases.js';
import { NoSuchMandate } from '../../companies/companies.js';
import { presentMandate } from '../../companies/present.js';
import { Rejection } from '../../engine/index.js';
import type { CaseRow } from '../../store/rows.js';
import { endOf } from '../../time/days.js';
import { GROUND, PERSON, REASON, type MandateForm } from './mandate-form.js';
import { doneOf, MandatePages } from './mandate-pages.js';

interface Withdrawing {
  readonly id: string;
  readonly agent: string;
}

const ACTS = ['empower', 'withdraw', 'entrust'];

/** Who acts for the investor in one application: agents, and the company that it was given to. */
@ApiExcludeController()
@Controller('cases')
export class AgentPages {
  constructor(
    private readonly mandates: MandatePages,
    private readonly cases: Cases,
  ) {}

  @Get(':id/agents')
  @Who('signed-in', 'case')
  async list(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { pages, companies, identity } = this.mandates.parts;
    const { actor, now } = this.mandates.asking(request);
    const row = await this.cases.visible(id, actor);
    const may = companies.mayEmpower(row, actor);
    const records = companies.roll.ofRoot(row.root).map((one) => presentMandate(one, now));
    const names = await identity.accounts.names(records.map(({ person }) => person));
    const given = records.find(({ kind }) => kind === 'entrusted');
    const mine = companies.roll.companiesOf(actor.id, now).length > 0;
    const model = {
      told: doneOf(request, ACTS),
      id,
      reference: row.reference,
      may,
      company: given ? { name: companies.roll.nameOf(given.company ?? ''), since: given.from } : null,
      entrusts: !given && mine && row.owner === actor.id && row.id === row.root,
      agents: records
        .filter(({ kind }) => kind === 'agent')
        .map(({ id: record, person, from, until, holds, ground }) => {
          const withdrawn = holds && (may || person === actor.id);
          return {
            record,
            name: names.get(person) ?? person,
            from,
            until,
            holds,
            ground,
            me: person === actor.id,
            withdrawn,
          };
        }),
    };
    pages.show(request, reply, { view: 'companies/agents', model });
  }

  @Get(':id/agents/new')
  @Who(['investor'], 'case')
  async empowerForm(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.mandates.ask(request, reply, empowering(await this.owned(id, request)));
  }

  @Post(':id/agents/new')
  @Who(['investor'], 'case')
  async empower(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const row = await this.owned(id, request);
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form: empowering(row),
      act: ({ text, asking }) => {
        const given = { person: text('person'), until: lastingTo(text('until')), ground: text('ground') };
        return companies.empower(row, given, asking);
      },
    });
  }

  @Get(':id/agents/:agent/end')
  @Who(['investor'], 'case')
  async withdrawForm(@Param() params: Withdrawing, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.mandates.ask(request, reply, (await this.withdrawing(params, request)).form);
  }

  @Post(':id/agents/:agent/end')
  @Who(['investor'], 'case')
  async withdraw(@Param() params: Withdrawing, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { row, form } = await this.withdrawing(params, request);
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form,
      act: ({ text, asking }) => companies.withdraw(row, params.agent, text('reason'), asking),
    });
  }

  @Get(':id/company')
  @Who(['investor'], 'case')
  async entrustForm(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.mandates.ask(request, reply, (await this.entrusting(id, request)).form);
  }

  @Post(':id/company')
  @Who(['investor'], 'case')
  async entrust(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { row, form } = await this.entrusting(id, request);
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form,
      act: ({ text, asking }) => companies.entrust(row, text('company'), text('ground'), asking),
    });
  }

  /** Rejects with NoSuchCase, and with Rejection where the caller empowers nobody for it. */
  private async owned(id: string, request: Asked): Promise<CaseRow> {
    const { actor } = this.mandates.asking(request);
    const row = await this.cases.visible(id, actor);
    if (!this.mandates.parts.companies.mayEmpower(row, actor))
      throw new Rejection('actor', 'this is for the investor of the case, or for the representative of the company');
    return row;
  }

  private async withdrawing({ id, agent }: Withdrawing, request: Asked): Promise<{ row: CaseRow; form: MandateForm }> {
    const { companies, identity } = this.mandates.parts;
    const { actor } = this.mandates.asking(request);
    const row = await this.cases.visible(id, actor);
    const record = companies.roll.ofRoot(row.root).find((one) => one.kind === 'agent' && one.id === agent);
    if (!record) throw new NoSuchMandate(agent);
    const about = (await identity.accounts.names([record.person])).get(record.person) ?? record.person;
    const fields = [REASON];
    return { row, form: { what: 'withdraw', about, fields, back: `/cases/${id}/agents`, warns: true } };
  }

  private async entrusting(id: string, request: Asked): Promise<{ row: CaseRow; form: MandateForm }> {
    const { companies } = this.mandates.parts;
    const { actor, now } = this.mandates.asking(request);
    const row = await this.owned(id, request);
    const choices = companies.roll
      .companiesOf(actor.id, now)
      .map((company) => ({ value: company, text: companies.roll.nameOf(company) }));
    const fields = [{ name: 'company', choices }, GROUND];
    return { row, form: { what: 'entrust', about: row.reference, fields, back: `/cases/${id}/agents`, warns: true } };
  }
}

function empowering({ id, reference }: CaseRow): MandateForm {
  const fields = [PERSON, { name: 'until', hint: true, optional: true } as const, GROUND];
  return { what: 'empower', about: reference, fields, back: `/cases/${id}/agents` };
}

/** The end of a day; null where none is named. Throws Rejection where it is no day. */
function lastingTo(day: string): number | null {
  if (day === '') return null;
  const end = endOf(day);
  if (end === undefined)
    throw new Rejection('data', '/until is no day', { errors: [{ field: '/until', message: 'is no day' }] });
  return end;
}
