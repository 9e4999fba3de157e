import { PassThrough, pipeline, type Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkPlain } from '../../api/plain-text.js';
import { problem, ProblemError } from '../../api/problem.js';
import type { Asked } from '../../api/who.js';

/** A file that a form brings, as it arrives: what takes it has to read it to its end. */
export interface Upload {
  /** As the browser calls it; empty where none was chosen. */
  readonly name: string;
  readonly bytes: Readable;
}

/** Addresses, as routes have them, whose forms bring a file. */
const TAKES_FILES = [
  '/cases/:id/documents',
  '/cases/:id/orders/:seq',
  '/manage/rulesets/:id/figures/:figure/confirmations',
];
/** Such a form has a handful of short fields and one file; a part has three headers. */
const LIMITS = { fields: 20, fieldSize: 10_000, files: 1, parts: 21, headerPairs: 10 };
const LONGEST_NAME = 200;

/**
 * Forms that bring a file, to the pages that take one and to no other. The fields are read before anything is decided; the file, which comes
 * last, is handed on as it arrives.
 */
export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    if (!TAKES_FILES.includes(request.routeOptions.url ?? '')) {
      payload.resume();
      return done(new ProblemError(problem(415, 'request', 'this takes no file')));
    }
    try {
      read(request, payload, done);
    } catch {
      payload.resume();
      done(malformed());
    }
  });
  // What nobody has read is read away once the request is answered: it must not gather in memory.
  fastify.addHook('onResponse', (request, _reply, done) => {
    uploadOf(request)?.bytes.resume();
    done();
  });
}

/** Files on their way, by the fields that came before them. */
const uploads = new WeakMap<object, Upload>();

/** The file of a form; null: it brings none. */
export function uploadOf(request: Asked): Upload | null {
  return uploads.get(Object(request.body) as object) ?? null;
}

function read(
  { headers }: FastifyRequest,
  payload: Readable,
  done: (error: Error | null, fields?: object) => void,
): void {
  const parser = new Busboy({ headers: { ...headers, 'content-type': headers['content-type'] ?? '' }, limits: LIMITS });
  const fields = Object.create(null) as { [name: string]: string };
  let file: Readable | null = null;
  let told = false;
  const tell = (error: Error | null): void => {
    if (told) return;
    told = true;
    if (error) payload.resume();
    done(error, fields);
  };
  parser.on('field', (name, text) => {
    if (told) return;
    fields[name] = text.replaceAll('\r\n', '\n');
  });
  parser.on('file', (_, bytes, name) => {
    // The parser’s own stream does not end when the line breaks off; this one is destroyed then, whether or not somebody reads it.
    file = bytes.pipe(new PassThrough()).on('error', () => undefined);
    bytes.on('error', () => file?.destroy(malformed()));
    uploads.set(fields, { name: shortened(name), bytes: file });
    try {
      checkPlain({ ...fields, name });
      tell(null);
    } catch (error) {
      file.resume();
      tell(error as Error);
    }
  });
  pipeline(payload, parser, (error) => {
    if (!error) return tell(null);
    file?.destroy(malformed());
    tell(malformed());
  });
}

const malformed = (): ProblemError =>
  new ProblemError(problem(400, 'request', 'the form that brings the file cannot be read'));

/** Some browsers send the whole path. */
function shortened(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  return last.trim().slice(0, LONGEST_NAME).toWellFormed();
}
