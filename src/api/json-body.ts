import { isUtf8 } from 'node:buffer';
import { checkPlain } from './plain-text.js';
import { badField, problem, ProblemError } from './problem.js';

/** Any text of JSON, and whether it names a field. */
const TEXTS = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g;

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
  if (membersOf(value) !== namesIn(text)) throw badField('', 'an object names a field twice');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function namesIn(text: string): number {
  let names = 0;
  for (const [, colon] of text.matchAll(TEXTS)) if (colon) names += 1;
  return names;
}

function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return members.reduce<number>((sum, member) => sum + membersOf(member), Array.isArray(value) ? 0 : members.length);
}

function unreadable(detail: string): ProblemError {
  return new ProblemError(problem(400, 'request', detail));
}
