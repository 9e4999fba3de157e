import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Documents } from '../documents/documents.js';
import type { Actor } from '../engine/index.js';
import { Answers, AnswersFile } from './answers.js';
import { asAttachment } from './attachment.js';
import { TextIn } from './checks.js';
import { DocumentAnswer, DocumentsAnswer } from './document-answers.js';
import { idOf, IF_MATCH, KEY, sentBy } from './headers.js';
import { problem, ProblemError } from './problem.js';
import { Caller, callerOf, Who, type Asked } from './who.js';

/** As the register of readings has it, whether the page or the API was asked. */
const DOCUMENT_READ = 'documents/:document';

class OrderQuery {
  @TextIn('Name of the file', { example: 'order.pdf' })
  name: string;
}

class DocumentQuery extends OrderQuery {
  @TextIn('Paper of the ruleset that it is; left out: another', { optional: true, example: 'title-document' })
  paper?: string;

  @TextIn('Site that it is of, where the paper is one of each site', { optional: true })
  site?: string;

  @TextIn('The last day on which it holds', { optional: true, format: 'date', example: '2027-06-30' })
  expiresOn?: string;
}

const BYTES: MethodDecorator = (target, key, descriptor) => {
  ApiConsumes('application/octet-stream')(target, key, descriptor);
  ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The document as it is' })(
    target,
    key,
    descriptor,
  );
};

/** Documents: given once, they serve every case of the application that asks for them. */
@ApiTags('documents')
@Controller('api')
export class DocumentsController {
  constructor(private readonly documents: Documents) {}

  @Get('cases/:id/documents')
  @idOf('case')
  @ApiOperation({ operationId: 'listDocuments', summary: 'What a case asks for on paper, and what was given' })
  @Answers(DocumentsAnswer, { about: 'Papers and documents', refusals: [404] })
  @Who('signed-in', 'case')
  list(@Param('id') id: string, @Caller() actor: Actor): Promise<DocumentsAnswer> {
    return this.documents.ofCase(id, actor);
  }

  @Post('cases/:id/documents')
  @idOf('case')
  @KEY
  @IF_MATCH
  @BYTES
  @ApiOperation({
    operationId: 'giveDocument',
    summary: 'Give a document',
    description: 'Of a paper that was given before it becomes the next version. Its kind is found from its bytes.',
  })
  @Answers(DocumentAnswer, { status: 201, about: 'The document', refusals: [404, 409, 412, 503] })
  @Who('signed-in', 'case')
  give(@Param('id') id: string, @Query() said: DocumentQuery, @Req() request: Asked): Promise<DocumentAnswer> {
    const bytes = bytesOf(request);
    const given = this.documents.give(id, said, bytes, sentBy(request, callerOf(request), null));
    return given.finally(() => bytes.resume());
  }

  @Post('cases/:id/events/:seq/order')
  @ApiParam({
    name: 'seq',
    description: 'Number of the event by which was decided',
    schema: { type: 'string', maxLength: 300 },
  })
  @idOf('case')
  @KEY
  @IF_MATCH
  @BYTES
  @ApiOperation({ operationId: 'attachOrder', summary: 'Attach the signed order of a decision: it is what binds' })
  @Answers(DocumentAnswer, { status: 201, about: 'The order', refusals: [404, 412, 503] })
  @Who(['officer', 'manager'], 'case')
  order(
    @Param() { id, seq }: { id: string; seq: string },
    @Query() { name }: OrderQuery,
    @Req() request: Asked,
  ): Promise<DocumentAnswer> {
    const order = { name, decision: /^\d{1,15}$/.test(seq) ? Number(seq) : Number.NaN };
    const bytes = bytesOf(request);
    const given = this.documents.attachOrder(id, order, bytes, sentBy(request, callerOf(request), null));
    return given.finally(() => bytes.resume());
  }

  @Get('documents/:id/content')
  @idOf('document')
  @ApiOperation({ operationId: 'getDocument', summary: 'A document as it was given' })
  @AnswersFile('application/octet-stream', {
    about: 'Its bytes, to be kept and not to be shown',
    refusals: [404, 409, 410],
  })
  @Who('signed-in', 'document')
  async content(@Param('id') id: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { document, bytes } = await this.documents.open(id, callerOf(request));
    request.read = { case: document.case, what: DOCUMENT_READ };
    await reply.headers(asAttachment(document.name ?? 'document', document.bytes ?? 0)).send(bytes);
  }
}

/** A document as it arrives. Throws ProblemError. */
export function bytesOf({ body }: Asked): Readable {
  if (body instanceof Readable) return body;
  throw new ProblemError(problem(415, 'request', 'this takes a document as application/octet-stream'));
}
