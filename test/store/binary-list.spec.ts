import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import pg from 'pg';
import { binaryList } from '../../src/store/binary-list.js';

/* PostgreSQL itself says what it has read. */

const LARGEST = Number.MAX_SAFE_INTEGER;
const text = fc
  .string({ unit: 'binary', maxLength: 60 })
  .filter((words) => words.isWellFormed() && !words.includes('\0'));
const nullable = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> =>
  fc.array(fc.option(values, { freq: 6 }), { maxLength: 40 });

describe('a list in binary', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
    await client.connect();
  });
  afterAll(() => client.end());

  const told = async (type: string, values: readonly unknown[]): Promise<(string | null)[]> => {
    const sql = `select value::text from unnest($1::${type}[]) with ordinality as list (value, place) order by place`;
    const { rows } = await client.query<{ value: string | null }>(sql, [binaryList(type, values)]);
    return rows.map(({ value }) => value);
  };

  it('is read as it was given, whatever the texts', async () => {
    const quoted = fc.json().map((json) => `${json}\\"'{},NULL`);
    const property = fc.asyncProperty(nullable(fc.oneof(text, quoted)), async (values) => {
      expect(await told('text', values)).toEqual(values);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is read as it was given, whatever the numbers', async () => {
    const numbers = nullable(
      fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 2 ** 32, -(2 ** 32), LARGEST, -LARGEST)),
    );
    const property = fc.asyncProperty(numbers, async (values) => {
      expect(await told('bigint', values)).toEqual(values.map((value) => (value === null ? null : String(value))));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('takes what is missing for null', async () => {
    expect(await told('text', ['a', undefined])).toEqual(['a', null]);
  });

  it('refuses a type that no column has', () => {
    expect(() => binaryList('jsonb', [])).toThrow('no list of jsonb is known here');
  });
});
