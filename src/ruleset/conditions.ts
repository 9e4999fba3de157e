import { Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { condition, type JsonObject, Rejection } from '../engine/index.js';

export const FACT_TYPES = ['truth', 'text', 'number', 'list'] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** JSON has one kind of number, CEL two: a condition is sound where it is so for one of them. */
const NUMBERS = ['double', 'int'] as const;

/**
 * Gives a check of conditions over some facts: what was expected of an expression that is no CEL, asks a fact nobody
 * declared, compares what cannot be compared, or gives no truth; null where it is sound.
 */
export function conditionCheck(facts: { readonly [name: string]: FactType }): (expression: string) => string | null {
  const environments = NUMBERS.map((number) => environmentOf(facts, number));
  return (expression) => {
    const mistakes = environments.map((environment) => mistakeIn(expression, environment));
    return mistakes.includes(null) ? null : (mistakes[0] ?? null);
  };
}

function environmentOf(facts: { readonly [name: string]: FactType }, number: (typeof NUMBERS)[number]): Environment {
  const types = { truth: 'bool', text: 'string', number, list: 'list' };
  const environment = new Environment({ unlistedVariablesAreDyn: false });
  for (const [name, type] of Object.entries(facts)) environment.registerVariable(name, types[type]);
  return environment;
}

function mistakeIn(expression: string, environment: Environment): string | null {
  try {
    const { valid, type, error } = environment.parse(expression).check();
    if (!valid) return `a condition over the declared facts: ${error?.summary ?? 'it does not fit them'}`;
    return type === 'bool' ? null : `a condition that gives true or false: this one gives ${type}`;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return `a condition in CEL: ${error.summary}`;
  }
}

/**
 * Whether a condition holds for an application. One that asks a fact the application does not state does not hold: a
 * special rule needs its ground.
 *
 * @throws Rejection `data` where a fact is of another type than the condition takes it for
 */
export function holds(expression: string, facts: JsonObject): boolean {
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined));
  try {
    return condition(expression, stated);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    if (error.code === 'unknown_variable') return false;
    const message = `does not fit the condition ${expression}: ${error.summary}`;
    throw new Rejection('data', `the application ${message}`, { errors: [{ field: '/application', message }] });
  }
}
