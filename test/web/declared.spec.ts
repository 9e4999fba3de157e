import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyStateNode } from 'xstate';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { loadCatalogue } from '../../src/catalogue/load-catalogue.js';
import type { WorkflowDefinition } from '../../src/engine/index.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { loadRulesets, type Ruleset } from '../../src/ruleset/index.js';
import { LANGUAGES, Messages } from '../../src/messages/index.js';
import { Names } from '../../src/certificates/names.js';
import { loadSettings } from '../../src/settings/index.js';
import { readerIn } from '../../src/web/reader.js';
import { conditionInWords } from '../../src/web/rulesets/condition-words.js';
import { Words } from '../../src/web/words.js';

const messages = Messages.load('src/web/messages');
const names = Messages.load('config/messages');
const TRANSLATED = LANGUAGES.filter((language) => language !== 'en');

/** Every text under some key, at any depth. */
function textsUnder(key: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner].flat().filter((text) => typeof text === 'string') : []),
    ...textsUnder(key, inner),
  ]);
}

function statesUnder(node: AnyStateNode): string[] {
  return Object.values(node.states).flatMap((child) => [child.key, ...statesUnder(child)]);
}

describe('what is declared in English', () => {
  let rulesets: readonly Ruleset[] = [];
  let catalogue: Catalogue;
  let workflows: readonly WorkflowDefinition[] = [];
  beforeAll(async () => {
    rulesets = loadRulesets('config/rulesets', { drafts: true }).all;
    const named = (id: string): boolean => rulesets.some((ruleset) => ruleset.versionOf(id) !== undefined);
    catalogue = await loadCatalogue(readEnvironment({}));
    workflows = catalogue.all().flatMap(({ loaded: { definition } }) => (named(definition.id) ? [definition] : []));
  });

  const untranslated = (language: (typeof LANGUAGES)[number], texts: readonly string[]): string[] => {
    expect(texts.length).toBeGreaterThan(10);
    return [...new Set(texts)].filter((text) => !messages.has(language, `declared.${text}`));
  };

  it.each(TRANSLATED)('has its approvals named in %s', (language) => {
    const ids = rulesets.flatMap(({ approvals }) => approvals.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !names.has(language, `names.approvals.${id}`))).toEqual([]);
  });

  it.each(TRANSLATED)('has its papers named in %s', (language) => {
    const ids = rulesets.flatMap(({ papers }) => papers.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !names.has(language, `names.papers.${id}`))).toEqual([]);
  });

  it.each(TRANSLATED)('has the variants of approvals and the titles of clocks said in %s', (language) => {
    const variants = rulesets.flatMap(({ layers }) => layers.flatMap(({ variant }) => variant?.title ?? []));
    const clocks = rulesets.flatMap(({ layers }) => layers.flatMap((layer) => textsUnder('title', layer.clocks)));
    expect(untranslated(language, [...variants, ...clocks])).toEqual([]);
  });

  it.each(TRANSLATED)('has workflows, events, fields, tasks and times said in %s', (language) => {
    const texts = workflows.flatMap(({ title, events, open, tasks, delays }) => [
      title,
      ...[events, open, tasks, delays].flatMap((part) => textsUnder('title', part)),
    ]);
    expect(untranslated(language, texts)).toEqual([]);
  });

  it.each(TRANSLATED)('has posts and calendars said in %s', (language) => {
    const { source, offices } = catalogue.daySettings;
    const titles = [...offices.values(), ...source.calendars].map(({ title }) => title);
    expect(untranslated(language, titles)).toEqual([]);
  });

  it.each(TRANSLATED)('has the rungs of ladders said in %s', (language) => {
    const { ladders } = loadSettings('config/settings').source;
    expect(untranslated(language, textsUnder('title', ladders))).toEqual([]);
  });

  it.each(LANGUAGES)('has the conditions of rulesets in plain words in %s', (language) => {
    const reader = readerIn(new Words(new Names(names, () => catalogue.daySettings)), language);
    const conditions = rulesets.flatMap(({ source, layers }) => [
      ...textsUnder('applies', source),
      ...textsUnder('when', source),
      ...layers.flatMap(({ variant }) => variant?.when ?? []),
    ]);
    expect(conditions.length).toBeGreaterThan(90);
    // Names of facts and their values are words of the ruleset, in Latin letters without a space.
    const raw = /[a-z][A-Z]|==|&&|\|\||"|\b(?:sez|epz|punjab|sindh|kp|gb|ict|lahore|karachi)\b/;
    expect(
      [...new Set(conditions)].map((one) => conditionInWords(reader, one)).filter((text) => raw.test(text)),
    ).toEqual([]);
    const facts = rulesets.flatMap((ruleset) => Object.keys(ruleset.facts));
    expect(facts.filter((name) => !messages.has(language, `rulesets.facts.${name}`))).toEqual([]);
    const starts = rulesets.flatMap(({ layers }) => layers.flatMap(({ clocks }) => textsUnder('start', clocks)));
    expect([...new Set(starts)].filter((mark) => !messages.has(language, `cases.dates.starts.${mark}`))).toEqual([]);
  });

  it.each(LANGUAGES)('has codes and states in words in %s', (language) => {
    const ofForms = workflows.flatMap(({ events, open }) => [events, open].flatMap((part) => textsUnder('enum', part)));
    const ofLaw = rulesets.flatMap(({ layers }) => layers.flatMap(({ clocks }) => textsUnder('reasons', clocks)));
    expect(ofLaw.length).toBeGreaterThan(10);
    const codes = [...ofForms, ...ofLaw];
    const unsaid = codes.filter((code) => code !== '' && !messages.has(language, `codes.${code}`));
    const states = workflows.flatMap(({ machine }) => statesUnder(machine.root));
    const unnamed = states.filter((key) => !messages.has(language, `states.any.${key}`));
    expect([...new Set(unsaid), ...new Set(unnamed)]).toEqual([]);
  });
});
