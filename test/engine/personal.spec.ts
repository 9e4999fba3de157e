import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personalDigest, tokenOf, withTokens, type Json, type JsonObject } from '../../src/engine/index.js';
import { reasonsAgainst, workflow } from './refusals.js';

/* What tells of persons never enters the log, wherever a schema says so; all else enters it as it was sent. */

/** A schema, a value that fits it, and what of that tells of persons. */
interface Sample {
  readonly schema: JsonObject;
  readonly value: Json;
  readonly secrets: readonly string[];
}

const said = fc.string({ maxLength: 8 });
const text: fc.Arbitrary<Sample> = fc.tuple(fc.boolean(), said).map(([personal, end]) => {
  const value = `${personal ? 'secret' : 'plain'} ${end}`;
  return { schema: { type: 'string', ...(personal ? { personal } : {}) }, value, secrets: personal ? [value] : [] };
});
const number: fc.Arbitrary<Sample> = fc.integer().map((value) => ({ schema: { type: 'integer' }, value, secrets: [] }));

const secretsOf = (samples: readonly Sample[]): string[] => samples.flatMap(({ secrets }) => secrets);

const fields = (inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.dictionary(said, inner, { maxKeys: 4 }).map((samples) => ({
    schema: { type: 'object', properties: map(samples, ({ schema }) => schema), additionalProperties: false },
    value: map(samples, ({ value }) => value),
    secrets: secretsOf(Object.values(samples)),
  }));
/** Fields of any name, and items of a list, that are all of one form. */
const many = (inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.tuple(inner, fc.constantFrom('list', 'object')).map(([{ schema, value, secrets }, form]) => ({
    schema: form === 'list' ? { type: 'array', items: schema } : { type: 'object', additionalProperties: schema },
    value: form === 'list' ? [value, value] : { first: value, second: value },
    secrets: [...secrets, ...secrets],
  }));
const tuple = (inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.array(inner, { maxLength: 3 }).map((samples) => ({
    schema: { type: 'array', prefixItems: samples.map(({ schema }) => schema), items: false },
    value: samples.map(({ value }) => value),
    secrets: secretsOf(samples),
  }));
/** One of several forms that it may have. */
const alternative = (inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.tuple(inner, fc.constantFrom('oneOf', 'anyOf', 'allOf', 'then', 'else')).map(([sample, keyword]) => {
    const listed = keyword.endsWith('Of') ? [{ title: 'before' }, sample.schema, { title: 'after' }] : sample.schema;
    return { ...sample, schema: { title: 'one of', [keyword]: listed } };
  });

const samples = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { depthSize: 'medium', maxDepth: 5 },
    text,
    number,
    fields(tie('sample')),
    many(tie('sample')),
    tuple(tie('sample')),
    alternative(tie('sample')),
  ),
})).sample;

function map<In, Out>(all: { readonly [name: string]: In }, to: (one: In) => Out): { [name: string]: Out } {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]));
}

describe('what tells of persons', () => {
  it('is put aside wherever its schema has it, and nothing else is', () => {
    fc.assert(
      fc.property(samples, ({ schema, value, secrets }) => {
        let made = 0;
        const wrapped = { type: 'object', properties: { all: schema } };
        const { data, texts } = withTokens({ all: value }, wrapped, () => `salt ${(made += 1)}`);
        expect(texts.map((one) => one.value).sort()).toEqual([...secrets].sort());
        for (const { digest, salt, value: kept } of texts) expect(personalDigest(salt, kept)).toBe(digest);
        const kept = new Map(texts.map((one) => [tokenOf(one.digest), one.value]));
        expect(JSON.stringify(data)).not.toContain('"secret ');
        const restored = JSON.parse(JSON.stringify(data), (_, one: Json) =>
          typeof one === 'string' ? (kept.get(one) ?? one) : one,
        ) as Json;
        expect(restored).toEqual({ all: value });
      }),
    );
  });

  it('is refused at load where it would not be found, or is no text', () => {
    const against = (schema: JsonObject): readonly string[] =>
      reasonsAgainst(workflow({}, { events: { go: { title: 'Go', by: [], schema } } }));
    const name = { type: 'string', personal: true };
    expect(against({ $defs: { name }, type: 'object', properties: { who: { $ref: '#/$defs/name' } } })).toEqual([
      'a field of "go" that tells of persons stands where it would not be found',
    ]);
    expect(against({ type: 'object', properties: { age: { type: 'integer', personal: true } } })).toEqual([
      'a field of "go" that tells of persons is no text',
    ]);
  });
});
