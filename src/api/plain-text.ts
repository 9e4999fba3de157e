import { standsForText } from '../engine/index.js';
import { badField } from './problem.js';

const DEEPEST = 40;

/**
 * Refuses what databases differ on or JSON cannot give back: NUL and lone surrogates in text, numbers beyond a double, nesting that no form
 * needs, and `__proto__`, which is no field; and what stands for the text of a person, which nobody but the service may write. Throws ProblemError 422 naming the place as a JSON Pointer.
 */
export function checkPlain(value: unknown, pointer = '', depth = 0): void {
  if (typeof value === 'string') checkText(value, pointer);
  if (typeof value === 'number' && !Number.isFinite(value)) throw badField(pointer, 'is not a number that can be kept');
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEEPEST) throw badField(pointer, `is nested deeper than ${DEEPEST} levels`);
  for (const [key, member] of Object.entries(value)) {
    checkText(key, pointer);
    if (key === '__proto__') throw badField(pointer, 'holds a field "__proto__"');
    checkPlain(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
  }
}

function checkText(text: string, pointer: string): void {
  if (text.includes('\0')) throw badField(pointer, 'holds a NUL character');
  if (!text.isWellFormed()) throw badField(pointer, 'holds half a character (a lone surrogate)');
  if (standsForText(text)) throw badField(pointer, 'is what stands for a text, not a text');
}
