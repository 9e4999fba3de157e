import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { NoSuchMandate } from '../../companies/companies.js';
import { presentCompany } from '../../companies/present.js';
import { GROUND, PERSON, REASON, type MandateField, type MandateForm } from './mandate-form.js';
import { doneOf, MandatePages } from './mandate-pages.js';

const HOME = '/company';
const MEMORANDUM: MandateField = { name: 'memorandum', longest: 500 };
const FOUND: MandateForm = {
  what: 'found',
  fields: [{ name: 'name', longest: 200 }, { name: 'number', hint: true, optional: true, longest: 50 }, MEMORANDUM],
  back: HOME,
};
const JOIN: MandateForm = { what: 'join', fields: [PERSON, GROUND], back: HOME };
const ACTS = ['found', 'join', 'represent', 'part'];

/** Companies for which somebody acts, with their people; the representative says who they are. */
@ApiExcludeController()
@Controller('company')
export class CompanyPages {
  constructor(private readonly mandates: MandatePages) {}

  @Get()
  @Who(['investor'], 'list')
  async list(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { pages, companies, identity } = this.mandates.parts;
    const { actor, now } = this.mandates.asking(request);
    const { roll } = companies;
    const all = roll.companiesOf(actor.id, now).map((company) => presentCompany(roll, company, now));
    const names = await identity.accounts.names(all.flatMap(({ people }) => people.map(({ person }) => person)));
    const model = {
      told: doneOf(request, ACTS),
      companies: all.map(({ people, representative, ...company }) => ({
        ...company,
        represents: representative === actor.id,
        people: people.map(({ record, person, from }) => ({
          record,
          name: names.get(person) ?? person,
          from,
          represents: person === representative,
          me: person === actor.id,
          // Whoever represents the company stays until another does.
          goes: person !== representative && (person === actor.id || representative === actor.id),
        })),
      })),
    };
    pages.show(request, reply, { view: 'companies/list', model });
  }

  @Get('new')
  @Who(['investor'], 'opening')
  foundForm(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.mandates.ask(request, reply, FOUND);
  }

  @Post('new')
  @Who(['investor'], 'opening')
  found(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form: FOUND,
      act: ({ text, asking }) => {
        const number = text('number') === '' ? null : text('number');
        return companies.found({ name: text('name'), number, ground: text('memorandum') }, asking);
      },
    });
  }

  @Get(':id/people/new')
  @Who(['investor'], 'company')
  joinForm(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): void {
    this.mandates.ask(request, reply, this.about(id, request, JOIN));
  }

  @Post(':id/people/new')
  @Who(['investor'], 'company')
  join(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form: this.about(id, request, JOIN),
      act: ({ text, asking }) => companies.join(id, text('person'), text('ground'), asking),
    });
  }

  @Get(':id/representative')
  @Who(['investor'], 'company')
  async representForm(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.mandates.ask(request, reply, await this.representing(id, request));
  }

  @Post(':id/representative')
  @Who(['investor'], 'company')
  async represent(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form: await this.representing(id, request),
      act: ({ text, asking }) => companies.represent(id, text('successor'), text('ground'), asking),
    });
  }

  @Get(':id/people/:record/end')
  @Who(['investor'], 'company')
  async partForm(@Param() params: Leaving, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    this.mandates.ask(request, reply, await this.parting(params, request));
  }

  @Post(':id/people/:record/end')
  @Who(['investor'], 'company')
  async part(@Param() params: Leaving, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { companies } = this.mandates.parts;
    return this.mandates.order(request, reply, {
      form: await this.parting(params, request),
      act: ({ text, asking }) => companies.part(params.id, params.record, text('reason'), asking),
    });
  }

  /** The form, about a company of the caller's. Throws NoSuchCompany. */
  private about(id: string, request: Asked, form: MandateForm): MandateForm {
    return { ...form, about: this.company(id, request).name };
  }

  private company(id: string, request: Asked) {
    const { companies } = this.mandates.parts;
    const { now } = this.mandates.asking(request);
    companies.mustKnow(id, { actor: callerOf(request), now });
    return presentCompany(companies.roll, id, now);
  }

  private async representing(id: string, request: Asked): Promise<MandateForm> {
    const { name, people, representative } = this.company(id, request);
    const others = people.filter(({ person }) => person !== representative).map(({ person }) => person);
    const names = await this.mandates.parts.identity.accounts.names(others);
    const choices = others.map((person) => ({ value: person, text: names.get(person) ?? person }));
    return {
      what: 'represent',
      about: name,
      fields: [{ name: 'successor', choices }, GROUND],
      back: HOME,
      warns: true,
    };
  }

  private async parting({ id, record }: Leaving, request: Asked): Promise<MandateForm> {
    const { people } = this.company(id, request);
    const one = people.find((person) => person.record === record);
    if (!one) throw new NoSuchMandate(record);
    const names = await this.mandates.parts.identity.accounts.names([one.person]);
    const about = names.get(one.person) ?? one.person;
    return { what: 'part', about, fields: [REASON], back: HOME, warns: true };
  }
}

interface Leaving {
  readonly id: string;
  readonly record: string;
}
