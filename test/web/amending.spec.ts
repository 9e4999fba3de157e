import { describe, expect, it } from '@jest/globals';
import { begunWith, changesIn } from '../../src/web/cases/amending.js';
import { readData } from '../../src/web/forms/read-data.js';
import type { Schema } from '../../src/web/forms/schema.js';

const FACTS: Schema = {
  type: 'object',
  properties: {
    foreign: { type: 'boolean' },
    builds: { type: 'boolean' },
    workers: { type: 'integer' },
    held: { type: 'array', items: { type: 'object', properties: { approval: { type: 'string' } } } },
  },
};
const SUPPLY: Schema = { type: 'object', properties: { text: { type: 'string' }, application: FACTS } };
const SCOPE: Schema = { ...SUPPLY, required: ['application'] };
const CASE = { data: { application: { foreign: true, builds: true, workers: 900, held: [], sites: {} } } };

/** A form as a browser sends it: a ticked box says yes, an unticked one is not sent. */
const LEFT_ALONE = { '/application/foreign': 'yes', '/application/builds': 'yes', '/application/workers': '900' };
const sent = (schema: Schema, fields: { readonly [name: string]: string }) =>
  changesIn(schema, readData(schema, { '/text': 'Here it is.', ...fields }).data, CASE);

describe('a form that may change what an application states', () => {
  it('begins with what is stated; one that may not begins empty', () => {
    expect(begunWith(SUPPLY, CASE)).toEqual(CASE.data);
    expect(begunWith({ type: 'object', properties: { text: { type: 'string' } } }, CASE)).toEqual({});
  });

  it('changes nothing where it is left alone', () => {
    expect(sent(SUPPLY, LEFT_ALONE)).toEqual({ text: 'Here it is.' });
    expect(sent(SUPPLY, {})).toEqual({ text: 'Here it is.' });
    expect(sent(SCOPE, LEFT_ALONE)).toEqual({ text: 'Here it is.', application: {} });
  });

  it('changes what is changed in it and nothing else, a box that is no longer ticked too', () => {
    expect(sent(SUPPLY, { ...LEFT_ALONE, '/application/workers': '950' })).toMatchObject({
      application: { workers: 950 },
    });
    const { '/application/builds': _, ...unticked } = LEFT_ALONE;
    expect(sent(SUPPLY, unticked)['application']).toEqual({ builds: false });
  });
});
