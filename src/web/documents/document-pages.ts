import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { asAttachment } from '../../api/attachment.js';
import { problem, ProblemError } from '../../api/problem.js';
import { callerOf, Who, type Asked } from '../../api/who.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { Documents } from '../../documents/documents.js';
import type { PresentedWanted } from '../../documents/present.js';
import { sentIn } from '../cases/form-page.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf, fieldText, type FormFields } from '../forms/form-body.js';
import { readData, type FormMistake } from '../forms/read-data.js';
import type { Schema } from '../forms/schema.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { fileFormModel, fileMistakeIn, type FileMistake } from './form-model.js';
import { uploadOf } from './upload.js';

interface Giving {
  readonly shown: PresentedCase;
  /** The paper that it is to be; null: another document. */
  readonly paper: PresentedWanted | null;
  readonly schema: Schema;
}

interface State {
  readonly sent?: FormFields;
  readonly mistakes?: readonly FormMistake[];
  readonly mistake?: FileMistake;
}

/** The documents of a case: what it asks for, what was given, and a form for each. */
@ApiExcludeController()
@Controller('cases')
export class DocumentPages {
  constructor(
    private readonly pages: Pages,
    private readonly looking: Looking,
    private readonly documents: Documents,
  ) {}

  @Get(':id/documents')
  @Who('signed-in', 'case')
  async list(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const actor = callerOf(request);
    const reader = this.pages.readerOf(request);
    const shown = await this.looking.find(id, actor);
    const { documents } = await this.documents.ofCase(id, actor);
    const { given } = request.query as { given?: unknown };
    const model = {
      case: this.looking.model(reader, shown, actor),
      docs: await this.looking.documents(reader, shown, actor),
      told: documents.find((one) => one.id === given) ?? null,
    };
    this.pages.show(request, reply, { view: 'documents/list', model });
  }

  @Get(':id/documents/give')
  @Who('signed-in', 'case')
  async form(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { paper, site } = request.query as { paper?: unknown; site?: unknown };
    await this.show(request, reply, await this.givingOf(id, request, [textOf(paper), textOf(site)]));
  }

  @Post(':id/documents')
  @Who('signed-in', 'case')
  async give(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const sent = fieldsOf(request);
    const giving = await this.givingOf(id, request, [fieldText(sent, 'paper'), fieldText(sent, 'site')]);
    const upload = uploadOf(request);
    const { data, mistakes } = readData(giving.schema, sent);
    if (!upload || upload.name === '') return this.show(request, reply, giving, { sent, mistakes, mistake: 'none' });
    if (mistakes.length > 0) return this.show(request, reply, giving, { sent, mistakes });
    const { paper: asked, site } = giving.paper ?? { paper: null, site: null };
    const said = { paper: asked, site, expiresOn: textOf(data['expiresOn']) };
    const { rev: _any, ...command } = sentIn(sent, callerOf(request), { id, ...said, name: upload.name });
    try {
      const document = { name: upload.name, ...filled(said) };
      const given = await this.documents.give(id, document, upload.bytes, command);
      void reply.redirect(`/cases/${id}/documents?given=${given.id}`, 303);
    } catch (error) {
      const mistake = fileMistakeIn(error);
      if (!mistake) throw error;
      await this.show(request, reply, giving, { sent, mistake });
    }
  }

  @Get(':id/documents/:document')
  @Who('signed-in', 'case')
  async download(
    @Param() { id, document: name }: { readonly id: string; readonly document: string },
    @Req() request: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { document, bytes } = await this.documents.openOn(id, name, callerOf(request));
    await reply.headers(asAttachment(document.name ?? 'document', document.bytes ?? 0)).send(bytes);
  }

  private async givingOf(id: string, request: Asked, [paper = '', site = '']: readonly string[]): Promise<Giving> {
    const actor = callerOf(request);
    const shown = await this.looking.find(id, actor);
    const { mayGive } = await this.looking.documents(this.pages.readerOf(request), shown, actor);
    if (!mayGive) throw new ProblemError(problem(403, 'actor', 'the case takes no documents from you'));
    if (paper === '') return { shown, paper: null, schema: {} };
    const { wanted } = await this.documents.ofCase(id, actor);
    const found = wanted.find((one) => one.paper === paper && (one.site ?? '') === site);
    if (!found) throw new ProblemError(problem(404, 'not-found', 'the case asks for no such paper'));
    const title = this.pages.readerOf(request).t('documents.form.expiresOn');
    const schema = { required: ['expiresOn'], properties: { expiresOn: { type: 'string', format: 'date', title } } };
    return { shown, paper: found, schema: found.expires ? schema : {} };
  }

  private async show(request: Asked, reply: FastifyReply, giving: Giving, state: State = {}): Promise<void> {
    const reader = this.pages.readerOf(request);
    const actor = callerOf(request);
    const { shown, paper, schema } = giving;
    const { papers } = await this.looking.documents(reader, shown, actor);
    const { mistake = null, ...sent } = state;
    const form = { schema, data: {}, seen: shown, limits: this.documents.limits, mistake, ...sent };
    const model = {
      case: this.looking.model(reader, shown, actor),
      paper: papers.find((one) => one.paper === paper?.paper && one.site === (paper?.site ?? null)) ?? null,
      form: fileFormModel(reader, form),
      action: `/cases/${shown.id}/documents`,
    };
    this.pages.show(request, reply, {
      view: 'documents/give',
      model,
      status: model.form.errors.length > 0 ? 422 : 200,
    });
  }
}

/** What was said, without what was not. */
function filled(said: { readonly [name: string]: string | null }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(said).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}
