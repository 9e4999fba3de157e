import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkPlain } from '../../api/plain-text.js';
import { badField, problem, ProblemError } from '../../api/problem.js';
import { isPagePath } from '../page-requests.js';

/** What a form sent: each field with its text, or its texts where it has several. */
export type FormFields = { readonly [name: string]: string | readonly string[] };

/** More than any form of ours has; a body of so many names is not one of them. */
const MOST_FIELDS = 2_000;

/** Forms are for pages, which ask for their own token in them; the API takes none. */
export function acceptForms(fastify: FastifyInstance): void {
  const type = 'application/x-www-form-urlencoded';
  fastify.addContentTypeParser(type, { parseAs: 'string' }, (request, body, done) => {
    try {
      done(null, readForm(request, String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}

function readForm({ url }: FastifyRequest, body: string): FormFields {
  if (!isPagePath(url)) throw new ProblemError(problem(415, 'request', 'this takes JSON, not a form'));
  const fields: { [name: string]: string | string[] } = Object.create(null) as { [name: string]: string };
  const pairs = [...new URLSearchParams(body)];
  if (pairs.length > MOST_FIELDS) throw badField('', `a form has ${MOST_FIELDS} fields at most`);
  for (const [name, text] of pairs) {
    // Browsers send line ends as in letters of old.
    const value = text.replaceAll('\r\n', '\n');
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  checkPlain(fields);
  return fields;
}

/** The fields of a form that was sent; none where it was empty. */
export function fieldsOf({ body }: Pick<FastifyRequest, 'body'>): FormFields {
  return (body ?? {}) as FormFields;
}

/** The text of a field; of one sent twice the last. */
export function fieldText(fields: FormFields, name: string): string {
  return [fields[name] ?? ''].flat().at(-1) ?? '';
}
