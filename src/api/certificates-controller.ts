import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CertificateDesk } from '../certificates/certificate-desk.js';
import type { Actor } from '../engine/index.js';
import { Answers, AnswersFile } from './answers.js';
import { CertificateAnswer, CertificatesAnswer } from './certificate-answers.js';
import { idOf } from './headers.js';
import { LetterQuery } from './requests.js';
import { Caller, callerOf, Who, type Asked } from './who.js';

/** As it is noted what of a case somebody has read. */
const LETTER_READ = 'certificate';

const REFERENCE = ApiParam({
  name: 'reference',
  description: 'Reference of the certificate, in any case of letters',
  schema: { type: 'string', maxLength: 300, example: 'IJC-2026-7K3M-9Q2T-V4XD' },
});

/** Certificates and letters: whether one is true, and the paper itself. */
@ApiTags('certificates')
@Controller('api')
export class CertificatesController {
  constructor(private readonly desk: CertificateDesk) {}

  @Get('certificates/:reference')
  @REFERENCE
  @ApiOperation({
    operationId: 'verifyCertificate',
    summary: 'Whether a certificate is true, and how it stands',
    description:
      'For whoever holds one: its reference cannot be guessed. Says what stands on its face; reasons and conditions are for those of its case.',
  })
  @Answers(CertificateAnswer, { about: 'The certificate, as it stands today', refusals: [404] })
  @Who('anyone', 'secret')
  verify(@Param('reference') reference: string): Promise<CertificateAnswer> {
    return this.desk.verify(reference);
  }

  @Get('certificates/:reference/pdf')
  @REFERENCE
  @ApiOperation({
    operationId: 'getCertificatePdf',
    summary: 'The certificate as PDF, with its QR code',
    description:
      'Made from what was fixed when it was issued. In a language that does not govern it says that it is a translation.',
  })
  @AnswersFile('application/pdf', { about: 'The letter', refusals: [404] })
  @Who('signed-in', 'letter')
  async pdf(
    @Param('reference') reference: string,
    @Query() { language }: LetterQuery,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { name, pdf, case: caseId } = await this.desk.letter(reference, language, callerOf(request));
    request.read = { case: caseId, what: LETTER_READ };
    void reply.headers({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    return pdf;
  }

  @Get('cases/:id/certificates')
  @idOf('case')
  @ApiOperation({ operationId: 'listCertificates', summary: 'The certificates and letters of a case' })
  @Answers(CertificatesAnswer, { about: 'All of them, with what they say', refusals: [404] })
  @Who('signed-in', 'case')
  async list(@Param('id') id: string, @Caller() actor: Actor): Promise<CertificatesAnswer> {
    return { items: await this.desk.ofCase(id, actor) };
  }
}
