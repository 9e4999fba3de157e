import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { callerOf, Who, type Asked } from '../../api/who.js';
import { Cases } from '../../cases/cases.js';
import { Companies } from '../../companies/companies.js';
import type { Actor, JsonObject } from '../../engine/index.js';
import { factsOf, type Answers } from '../find/answers.js';
import { answersIn, stepsFor } from '../find/questions.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { readData } from '../forms/read-data.js';
import { asSchema, partOf, type Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import type { Reader } from '../reader.js';
import { formModel, refusedIn, sentIn, type FormState } from './form-page.js';
import { Looking } from './looking.js';

const NEW = { rev: 0, seq: 0 };
/** For whom one applies: a company that one represents; empty for oneself. */
const APPLICANT = 'applicant';
const ASKED = ['title', 'company', 'sector', 'province'];

/** A new application: what it cannot be without. Whoever found the approvals before brings the answers along. */
@ApiExcludeController()
@Controller('apply')
export class ApplyPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly cases: Cases,
    private readonly companies: Companies,
  ) {}

  @Get()
  @Who(['investor'], 'opening')
  form(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.show(request, reply, answersIn(request.query));
  }

  @Post()
  @Who(['investor'], 'opening')
  async open(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const sent = fieldsOf(request);
    const answers = answersIn(sent);
    const { data, mistakes } = readData(this.schema(), sent);
    if (mistakes.length > 0) return this.show(request, reply, answers, { sent, mistakes });
    try {
      const whole = { ...factsIn(answers), ...data };
      const actor = callerOf(request);
      const company = fieldText(sent, APPLICANT);
      const owner = company === '' ? actor.id : this.companies.openerFor(company, actor);
      const what = { workflow: 'investor-approval', data: whole, ...(company === '' ? {} : { company }) };
      const { rev: _new, ...command } = sentIn(sent, actor, what);
      const opened = await this.cases.open('investor-approval', whole, { ...command, owner });
      void reply.redirect(`/cases/${opened.id}`, 303);
    } catch (error) {
      const refused = refusedIn(error);
      if (!refused) throw error;
      this.show(request, reply, answers, { sent, refused });
    }
  }

  /** Whom the caller may apply for, as choices; none where it is the caller alone. */
  private applicants({ t }: Reader, { mandates = [] }: Actor, chosen: string) {
    const { roll } = this.companies;
    const companies = mandates.filter(({ as, root }) => as === 'representative' && root === undefined);
    if (companies.length === 0) return [];
    return [
      { value: '', text: t('companies.apply.self'), checked: chosen === '', id: APPLICANT },
      ...companies.map(({ of }) => ({ value: of, text: roll.nameOf(of), checked: of === chosen })),
    ];
  }

  private schema(): Schema {
    return partOf(asSchema(this.looking.applicationSchema()), ASKED);
  }

  private show(request: Asked, reply: FastifyReply, answers: Answers, state: Partial<FormState> = {}): void {
    const reader = this.pages.readerOf(request);
    const form = formModel(reader, { schema: this.schema(), data: factsIn(answers), seen: NEW, ...state });
    const kept = Object.entries(answers).map(([name, value]) => ({ name, value }));
    const model = {
      form: { ...form, hidden: [...form.hidden, ...kept] },
      brought: kept.length > 0,
      applicants: this.applicants(reader, callerOf(request), fieldText(state.sent ?? {}, APPLICANT)),
    };
    this.pages.show(request, reply, { view: 'cases/apply', model, status: form.errors.length > 0 ? 422 : 200 });
  }
}

function factsIn(answers: Answers): JsonObject {
  if (Object.keys(answers).length === 0) return {};
  return factsOf(
    stepsFor(answers).flatMap(({ questions }) => questions),
    answers,
  );
}
