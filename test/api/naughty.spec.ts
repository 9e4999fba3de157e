import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { ROUNDS, takeTime } from '../support/fuzz.js';
import { ALL_NAUGHTY, NAUGHTY } from '../support/naughty.js';
import { Besieged } from './ugly.js';

/* Texts that something has choked on before: refused with nothing changed, or taken and given back letter by letter. */

takeTime();
/** Of each field; all of them where more rounds are asked for. */
const TRIED = ROUNDS > 1 ? ALL_NAUGHTY.length : 2;

describe.each(KINDS)('a text that something chokes on, on %s', (kind) => {
  let besieged: Besieged;
  beforeAll(async () => {
    besieged = await Besieged.start(kind);
  });
  afterAll(async () => {
    besieged.service.tally.tell(`naughty strings, ${kind}`);
    await besieged.site.close();
  });

  it('is a text to every field that takes one', async () => {
    let turn = 0;
    for (const { route, path, form } of besieged.forms) {
      for (const [field, { type }] of besieged.fieldsOf(route)) {
        if (type !== 'string') continue;
        for (let tried = 0; tried < TRIED; tried += 1) {
          const text = ALL_NAUGHTY[(turn += 1) % ALL_NAUGHTY.length];
          const told = await besieged.askAsWhoMay('POST', path, { body: { ...form, [field]: text } });
          if (told.status >= 400) await besieged.mustBeUnchanged(`${field} ${JSON.stringify(text)} at ${path}`);
          else await besieged.look();
        }
      }
    }
    expect(turn).toBeGreaterThan(75);
  });

  it('is a text to every query that takes one', async () => {
    const { service } = besieged;
    for (const { path, method, operation } of service.routes) {
      if (method !== 'GET' || path.includes('{') || path === '/api/stream') continue;
      for (const [index, { name }] of operation.parameters.filter((one) => one.in === 'query').entries()) {
        const texts = ROUNDS > 1 ? ALL_NAUGHTY : Object.values(NAUGHTY).flatMap((some) => some.at(index) ?? []);
        for (const text of texts)
          await besieged.askAsWhoMay('GET', `${path}?${new URLSearchParams({ [name]: text }).toString()}`);
      }
    }
    await expect(besieged.mustBeUnchanged('a query')).resolves.toBeUndefined();
  });

  it('comes back letter by letter from where it is kept', async () => {
    const path = `/api/cases/${besieged.opened.id}/notes`;
    const taken: string[] = [];
    for (const text of ALL_NAUGHTY) {
      const told = await besieged.service.ask('officer.sifc', 'POST', path, { body: { text } });
      expect([text, told.status]).toEqual([text, text.trim() === '' ? 422 : 201]);
      if (told.status === 201) taken.push(text);
    }
    const { body } = await besieged.service.ask('officer.sifc', 'GET', path);
    const kept = (body as { items: { text: string }[] }).items.map(({ text }) => text);
    expect(kept).toEqual(expect.arrayContaining(taken));
    await besieged.look();
  });
});
