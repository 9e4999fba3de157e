import { parse } from '@marcbachmann/cel-js';
import type { JsonObject } from './json.js';

type Program = ReturnType<typeof parse>;
const programs = new Map<string, Program>();

/** Parses a CEL expression once. Throws ParseError of the library where it is none. */
function compileCondition(expression: string): Program {
  const known = programs.get(expression);
  if (known) return known;
  const program = parse(expression);
  programs.set(expression, program);
  return program;
}

/**
 * Evaluates a condition of the ruleset, written in CEL (cel.dev), over plain data. JSON knows no integers, CEL does not compare them with
 * doubles of another kind, so whole numbers are given as integers. Throws where it fails or gives no boolean.
 */
export function condition(expression: string, data: JsonObject): boolean {
  const answer: unknown = compileCondition(expression)(asCel(data));
  if (typeof answer !== 'boolean')
    throw new Error(`the condition "${expression}" gives ${typeof answer}, not true or false`);
  return answer;
}

/** The names of the data that a condition asks. Throws ParseError of the library where it is none. */
export function factsAsked(expression: string): string[] {
  const asked = new Set<string>();
  const look = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(look);
    else if (isNode(part)) {
      if (part.op === 'id') asked.add(String(part.args));
      else look(part.args);
    }
  };
  look(compileCondition(expression).ast);
  return [...asked];
}

/** A part of an expression: what is done, and with what. */
const isNode = (part: unknown): part is { readonly op: string; readonly args: unknown } =>
  typeof part === 'object' && part !== null && 'op' in part && 'args' in part;

function asCel(data: JsonObject): { [name: string]: unknown } {
  const convert = (value: unknown): unknown => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
    if (Array.isArray(value)) return value.map(convert);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, convert(member)]));
  };
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, convert(value)]));
}
