import type { FastifyReply } from 'fastify';
import { MEDIA_TYPES, sheetFile, type Sheet, type SheetFormat } from '../insight/sheet.js';

interface Given {
  readonly name: string;
  readonly format: SheetFormat;
  readonly sheet: Sheet;
}

/** A sheet for whoever asked, and for nobody after that. */
export async function sheetFor(reply: FastifyReply, { name, format, sheet }: Given): Promise<Buffer> {
  void reply.headers({
    'content-type': MEDIA_TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  return sheetFile(sheet, format);
}

export async function sendSheet(reply: FastifyReply, given: Given): Promise<void> {
  void reply.send(await sheetFor(reply, given));
}
