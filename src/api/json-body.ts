import { isUtf8 } from 'node:buffer';
import { checkPlain } from './plain-text.js';
import { badField, problem, ProblemError } from './problem.js';

/** Any text of JSON; with the colon after it, it names a field. */
const TEXTS = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)/g;

/**
 * Reads the body of a request: JSON in UTF-8 that names each field once. Anything else could be read in two ways, and what is recorded
 * must have been meant. Gives undefined for an empty body. Throws ProblemError 400 or 422.
 */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw unreadable('the body is not UTF-8');
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const value = parse(text);
  checkPlain(value);
  const [written, kept] = [namesIn(text), namesOf(value)];
  if (written.length !== kept.length) throw badField('', `names the field ${lostOf(written, kept)} more than once`);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function namesIn(text: string): string[] {
  return [...text.matchAll(TEXTS)].flatMap(([, name = '', colon]) => (colon ? name : []));
}

function namesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namesOf);
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesOf(member)]);
}

/** The first name that was written more often than it was kept. */
function lostOf(written: readonly string[], kept: readonly string[]): string {
  const left = new Map<string, number>();
  for (const name of kept) left.set(name, (left.get(name) ?? 0) + 1);
  for (const quoted of written) {
    const name = JSON.parse(quoted) as string;
    const count = left.get(name) ?? 0;
    if (count === 0) return quoted;
    left.set(name, count - 1);
  }
  return '';
}

function unreadable(detail: string): ProblemError {
  return new ProblemError(problem(400, 'request', detail));
}
