import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Who, type Asked } from '../../api/who.js';
import { CertificateDesk } from '../../certificates/certificate-desk.js';
import { NoSuchCertificate } from '../../certificates/certificates.js';
import { Pages } from '../pages.js';
import { textOf } from '../text.js';
import { referenceIn, verifiedModel } from './verified-model.js';

/** Whether a certificate is true, for whoever holds one: the code on the paper leads here. */
@ApiExcludeController()
@Controller('verify')
export class VerifyPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: CertificateDesk,
  ) {}

  @Get()
  @Who('anyone')
  ask(@Req() request: Asked, @Res() reply: FastifyReply): void {
    const { reference } = request.query as { reference?: unknown };
    if (reference === undefined) return this.pages.show(request, reply, { view: 'verify/ask' });
    const asked = referenceIn(textOf(reference));
    if (asked !== null) return void reply.redirect(`/verify/${asked}`, 303);
    const model = { given: textOf(reference), error: 'verify.noReference' };
    this.pages.show(request, reply, { view: 'verify/ask', model, status: 422 });
  }

  @Get(':reference')
  @Who('anyone', 'secret')
  async show(@Param('reference') given: string, @Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const reference = referenceIn(given);
    const found = reference === null ? null : await this.desk.verify(reference).catch(nothing);
    if (!found) {
      const model = { given, error: 'verify.unknown' };
      return this.pages.show(request, reply, { view: 'verify/ask', model, status: 404 });
    }
    const model = verifiedModel(this.pages.readerOf(request), found);
    this.pages.show(request, reply, { view: 'verify/certificate', model });
  }
}

function nothing(error: unknown): null {
  if (error instanceof NoSuchCertificate) return null;
  throw error;
}
