import { conditionTree, type ConditionTree } from '../../ruleset/index.js';
import type { Reader } from '../reader.js';

/** A condition of a ruleset in plain words: `Province: Punjab, and a foreign investor takes part`. */
export function conditionInWords(reader: Reader, expression: string): string {
  const text = inWords(reader, conditionTree(expression));
  return `${text.slice(0, 1).toLocaleUpperCase()}${text.slice(1)}`;
}

function inWords(reader: Reader, tree: ConditionTree): string {
  if ('values' in tree) {
    const values = tree.values.map((value) => valueInWords(reader, tree.name, value));
    const value = values.reduce((one, other) => reader.t('rulesets.condition.either', { one, other }));
    return reader.t(`rulesets.condition.${tree.op}`, { fact: factIn(reader, tree.name), value });
  }
  switch (tree.op) {
    case 'always':
      return reader.t('rulesets.condition.always');
    case 'all':
    case 'any':
      return joined(reader, tree.op, tree.of);
    case 'not':
      return reader.t('rulesets.condition.not', { what: inWords(reader, tree.of) });
    case 'fact':
      return factIn(reader, tree.name);
    case 'other':
      return tree.text;
  }
}

/** Of several the one inside another stands in brackets. */
function joined(reader: Reader, op: 'all' | 'any', parts: readonly ConditionTree[]): string {
  const texts = parts.map((part) => {
    const text = inWords(reader, part);
    return part.op === 'all' || part.op === 'any' ? reader.t('rulesets.condition.brackets', { text }) : text;
  });
  return texts.reduce((one, other) => reader.t(`rulesets.condition.${op}`, { one, other }));
}

/** Facts one after the other, by what they are called. */
export function factsInWords(reader: Reader, names: readonly string[]): string {
  return listed(
    reader,
    names.map((name) => factIn(reader, name)),
  );
}

/** One after the other, as the language of the reader has it. */
export function listed(reader: Reader, texts: readonly string[]): string {
  // A list of units has no marks between them in Chinese.
  return new Intl.ListFormat(reader.language, { type: 'conjunction', style: 'narrow' }).format(texts);
}

function factIn(reader: Reader, name: string): string {
  const key = `rulesets.facts.${name}`;
  return reader.knows(key) ? reader.t(key) : name;
}

function valueInWords(reader: Reader, fact: string, value: string | number): string {
  if (typeof value === 'number') return reader.number(value);
  const own = [`rulesets.values.${value}`, `find.options.${fact}.${value}`].find((key) => reader.knows(key));
  return own === undefined ? value : reader.t(own);
}
