import { describe, expect, it } from '@jest/globals';
import { type JsonObject, Rejection } from '../../src/engine/index.js';
import { loadRulesets, NoRuleset, type Ruleset } from '../../src/ruleset/index.js';
import { folderWith, SAMPLE, spoilt } from './sample.js';

const read = (text: string): Ruleset => loadRulesets(folderWith({ 'sample.yaml': text })).get('sample');
const sample = read(SAMPLE);

const permit = (approval: string, application: JsonObject = {}): string =>
  sample.rulesFor('permit', { approval, application });

describe('the key of the rules of a case', () => {
  it.each([
    ['company', {}, 'permit/company'],
    ['examination', { province: 'punjab' }, 'permit/examination/punjab'],
    ['examination', { province: 'sindh' }, 'permit/examination'],
    ['examination', {}, 'permit/examination'],
    ['examination', { province: null }, 'permit/examination'],
  ])('for %s in %j is %s', (approval, application, key) => {
    expect(permit(approval, application)).toBe(key);
  });

  it('of a workflow that is not for one approval is its name', () => {
    expect(sample.rulesFor('application', { province: 'punjab' })).toBe('application');
    expect(sample.rulesFor('unheard-of', {})).toBe('unheard-of');
  });

  it('is refused for an approval that the ruleset has not, and for facts of another type', () => {
    expect(() => permit('licence')).toThrow(Rejection);
    expect(() => sample.rulesFor('permit', {})).toThrow(Rejection);
    const picky = read(spoilt(SAMPLE, ['province == "punjab"', 'workers > 5']));
    const facts = { approval: 'examination', application: { workers: 'many' } };
    expect(() => picky.rulesFor('permit', facts)).toThrow('does not fit the condition workers > 5');
  });
});

describe('the rules of a case', () => {
  it('lie upon each other: workflow, approval, variant', () => {
    const { decision, deemed } = sample.byKey('permit', permit('examination', { province: 'punjab' })).clocks;
    expect(decision).toEqual({
      title: 'Decision',
      start: 'complete',
      onReturn: 'carry',
      roll: 'next-open-day',
      force: 'limit',
      length: { count: 30, unit: 'days' },
      source: 'another page',
      confirmed: true,
      pauses: [{ cause: 'court-stay', basis: 'order of a court' }],
    });
    expect(deemed?.length).toEqual({ count: 4, unit: 'months' });
    expect(sample.byKey('permit', permit('examination')).clocks['decision']?.length).toEqual({
      count: 45,
      unit: 'days',
    });
    expect(sample.byKey('permit', permit('company')).clocks['decision']?.length).toEqual({
      count: 20,
      unit: 'working days',
    });
  });

  it('may be extended only where the figure that holds says so', () => {
    const extension = (approval: string): unknown =>
      sample.byKey('permit', permit(approval)).clocks['decision']?.extension;
    expect(extension('company')).toEqual({ basis: 'a target' });
    expect(extension('examination')).toBeUndefined();
  });

  it('give a permit its approval', () => {
    const { approval } = sample.byKey('permit', permit('examination', { province: 'punjab' })).input;
    expect(approval).toMatchObject({
      id: 'examination',
      agency: 'epa',
      kind: 'permit',
      legalBasis: 'Environmental Act',
      silence: { rule: 'deemed', after: '4 months', from: 'a complete filing', basis: 'the regulations' },
      variant: { id: 'punjab', title: 'Punjab' },
    });
  });

  it('give an application the catalogue, with dependencies on what it has', () => {
    expect(sample.byKey('application', 'application').input).toEqual({
      approvals: [
        {
          id: 'company',
          name: 'Company',
          agency: 'secp',
          stage: 'application',
          per: 'project',
          applies: 'builds',
          dependsOn: [],
          blocks: true,
          service: { within: '20 working days', law: false, starts: 'complete', source: 'planning', silence: null },
        },
        expect.objectContaining({
          id: 'examination',
          dependsOn: ['company'],
          stage: 'permits',
          service: expect.objectContaining({
            within: '45 days',
            law: true,
            silence: { rule: 'deemed', after: '4 months', basis: 'the regulations', law: true },
          }),
          variants: [
            expect.objectContaining({
              when: 'province == "punjab"',
              service: expect.objectContaining({ within: '30 days' }),
            }),
          ],
        }),
      ],
    });
  });

  it('are none for a workflow that the ruleset does not name, but for clocks that it has', () => {
    expect(sample.byKey('unheard-of', 'unheard-of')).toEqual({ clocks: {}, input: {} });
    const wait =
      '{ title: Wait, force: target, length: 1 day, source: a, confirmed: false, start: entered, pauses: [], onReturn: carry, roll: none }';
    const clocked = read(spoilt(SAMPLE, ['clocks:\n', `clocks:\n  unheard-of: { wait: ${wait} }\n`]));
    expect(clocked.byKey('unheard-of', 'unheard-of')).toEqual({
      clocks: { wait: expect.objectContaining({ title: 'Wait', length: { count: 1, unit: 'days' } }) },
      input: {},
    });
  });

  it('are the same object each time, and an error under a key nobody gave', () => {
    expect(sample.byKey('permit', 'permit/company')).toBe(sample.byKey('permit', 'permit/company'));
    expect(() => sample.byKey('permit', 'permit/company/sindh')).toThrow(
      'the ruleset sample has no rules "permit/company/sindh"',
    );
    expect(() => sample.byKey('permit', 'constructor')).toThrow('has no rules');
  });
});

describe('a ruleset', () => {
  it('names versions of the workflows it knows', () => {
    expect(sample.versionOf('permit')).toBe('1');
    expect(sample.versionOf('application')).toBe('2');
    expect(sample.versionOf('unheard-of')).toBeUndefined();
    expect(sample.versionOf('constructor')).toBeUndefined();
  });

  it('has a hash of what it says, not of how it is written or whether it is published', () => {
    const rewritten = `# a comment\n${SAMPLE.replace('id: sample\ntitle: A small ruleset\n', 'title: "A small ruleset"\nid: sample\n')}`;
    expect(read(rewritten).hash).toBe(sample.hash);
    expect(read(spoilt(SAMPLE, ['status: draft', 'status: published'])).hash).toBe(sample.hash);
    expect(read(spoilt(SAMPLE, ['source: another page', 'source: a third page'])).hash).not.toBe(sample.hash);
    expect(read(spoilt(SAMPLE, ['length: 30 days', 'length: 31 days'])).hash).not.toBe(sample.hash);
  });

  it('is in effect from the beginning of its first day in Pakistan', () => {
    expect(new Date(sample.effectiveFrom).toISOString()).toBe('2024-12-31T19:00:00.000Z');
  });
});

describe('the ruleset that governs a new case', () => {
  const file = (id: string, from: string, status: string): Record<string, string> => ({
    [`${id}.yaml`]: SAMPLE.replace('id: sample', `id: ${id}`)
      .replace('2025-01-01', from)
      .replace('status: draft', `status: ${status}`),
  });
  const folder = folderWith({
    ...file('first', '2025-01-01', 'published'),
    ...file('second', '2026-01-01', 'published'),
    ...file('third', '2026-01-01', 'draft'),
    ...file('fourth', '2026-06-01', 'draft'),
  });
  const at = (text: string): number => Date.parse(text);

  it.each([
    ['2025-01-01T00:00:00+05:00', 'first', 'first'],
    ['2025-12-31T23:59:59+05:00', 'first', 'first'],
    ['2026-01-01T00:00:00+05:00', 'second', 'third'],
    ['2030-01-01T00:00:00+05:00', 'second', 'fourth'],
  ])('at %s is %s; among drafts %s', (when, published, draft) => {
    expect(loadRulesets(folder).current(at(when)).id).toBe(published);
    expect(loadRulesets(folder, { drafts: true }).current(at(when)).id).toBe(draft);
  });

  it('is none before the first, and none where all are drafts', () => {
    expect(() => loadRulesets(folder).current(at('2024-12-31T18:59:59Z'))).toThrow(NoRuleset);
    const drafts = folderWith(file('only', '2025-01-01', 'draft'));
    expect(() => loadRulesets(drafts).current(at('2026-01-01T00:00:00Z'))).toThrow(
      'there is only (draft, from 2025-01-01)',
    );
  });

  it('is found by id for cases pinned to it, draft or not', () => {
    expect(loadRulesets(folder).get('third').status).toBe('draft');
    expect(() => loadRulesets(folder).get('fifth')).toThrow(NoRuleset);
  });

  it('would be two where two published ones begin on one day', () => {
    const twin = folderWith({
      ...file('first', '2025-01-01', 'published'),
      ...file('twin', '2025-01-01', 'published'),
    });
    expect(() => loadRulesets(twin)).toThrow(
      'twin.yaml:3:16: expected a day on which no other published ruleset begins (found that of first)',
    );
  });
});
