import { Buffer } from 'node:buffer';
import { tokenOf, type Answer, type TestService } from '../support/service.js';

/** A document of one page; the note in it makes it another. */
export const pdf = (note = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4\n% ${note}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );

export interface Sent {
  readonly status: number;
  readonly body: Answer & { readonly [field: string]: unknown };
}

interface Sending {
  readonly bytes: Buffer | string;
  readonly headers?: { readonly [name: string]: string };
}

/** Sends bytes as a document. */
export async function send(
  site: TestService,
  who: string,
  path: string,
  { bytes, headers = {} }: Sending,
): Promise<Sent> {
  const response = await fetch(`${await site.app.getUrl()}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf(site.service, who)}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body: new Uint8Array(Buffer.from(bytes)),
  });
  return { status: response.status, body: (await response.json()) as Sent['body'] };
}

/** The bytes of a document, and the headers that they come with. */
export async function fetched(site: TestService, who: string, id: string) {
  const response = await fetch(`${await site.app.getUrl()}/api/documents/${id}/content`, {
    headers: { authorization: `Bearer ${await tokenOf(site.service, who)}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), bytes };
}
