import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { NOW } from '../support/service.js';
import type { Answered, Sending } from './document.js';
import { Besieged, INHERITED, JSON_TYPE, NO_INSTANT } from './ugly.js';

/* Forms that no client should send: each is refused as a problem, as documented, and changes nothing. */

const HALF = '\ud800';

/** Values that a field of some type does not take. */
const WRONG: { readonly [type: string]: readonly unknown[] } = {
  string: [null, 7, true, [], ['x'], {}, '', 'x'.repeat(2_001), 'a\0b', HALF, `x${HALF}y`],
  object: [null, 7, true, 'x', [], [{}], { a: '\0' }, { [HALF]: 1 }, { toString: 1 }, nested(50)],
  boolean: [null, 0, 1, 'true', '', [], [true], {}],
  array: [null, 7, true, 'x', {}, [7], [null], [''], ['x'.repeat(201)], ['a\0b'], [HALF], Array(51).fill('x')],
};
const MORE_WRONG: { readonly [format: string]: readonly unknown[] } = {
  'date-time': NO_INSTANT,
  email: ['a', 'a@', '@b', 'a b@c.d'],
};
/** Fields that name something. */
const NAMES = ['type', 'workflow', 'to', 'by'];

const NO_FORM: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['half of it', '{"type":'],
  ['a comma too many', '{"type":"approve",}'],
  ['a comment', '{"type":"approve" /* now */}'],
  ['NaN', '{"type":NaN}'],
  ['two values', '{} {}'],
  ['null', 'null'],
  ['a number', '7'],
  ['a number beyond all', '{"type":1e999,"workflow":1e999}'],
  ['a text', '"approve"'],
  ['a list', '[{"type":"approve","workflow":"steps"}]'],
  ['Latin-1', Buffer.from('{"type":"caf\xe9","workflow":"caf\xe9"}', 'latin1')],
  ['UTF-16', Buffer.from('{"type":"approve"}', 'utf16le')],
  ['half a character', '{"type":"\\ud800","workflow":"\\ud800"}'],
  ['lists in lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects in objects', `${'{"data":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['too much', `{"type":"${'x'.repeat(300_000)}"}`],
];
const OTHER_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/xml',
  'application/jsonp',
  'x',
  '',
];

/** Every field of every form, with a look at the whole database after each: slow where the machine is busy. */
const FIELDS_MS = 120_000;

describe.each(KINDS)('a form that nobody should send, on %s', (kind) => {
  let besieged: Besieged;
  beforeAll(async () => {
    besieged = await Besieged.start(kind);
  });
  afterAll(async () => {
    besieged.service.tally.tell(`forms nobody should send, ${kind}`);
    await besieged.site.close();
  });
  const expectRefusal = (...asked: Parameters<Besieged['refuses']>): Promise<Answered> => besieged.refuses(...asked);
  const events = (): string => `/api/cases/${besieged.opened.id}/events`;

  it('is tried on every route that takes one', () => {
    const { forms, service } = besieged;
    const documented = service.routes
      .filter(({ operation }) => operation.requestBody?.content['application/json'])
      .map(({ path }) => path);
    expect(forms.map(({ route }) => route.path).sort()).toEqual(documented.sort());
  });

  it(
    'with a field that does not fit',
    async () => {
      for (const { route, path, form } of besieged.forms) {
        for (const [field, { type, format = '' }] of besieged.fieldsOf(route)) {
          const wrong = [
            ...(WRONG[type] ?? []),
            ...(MORE_WRONG[format] ?? []),
            ...(NAMES.includes(field) ? INHERITED : []),
          ];
          expect([route.path, field, wrong.length > 5]).toEqual([route.path, field, true]);
          for (const value of wrong) {
            await expectRefusal(`${field} ${JSON.stringify(value)}`, 'POST', path, {
              body: { ...form, [field]: value },
            });
          }
        }
      }
    },
    FIELDS_MS,
  );

  it('with a field that nobody knows, or twice with one', async () => {
    for (const { path, form } of besieged.forms) {
      const text = JSON.stringify(form);
      for (const field of ['more', 'Type', ...INHERITED]) {
        await expectRefusal(field, 'POST', path, { raw: text.replace('{', `{"${field}":1,`), headers: JSON_TYPE });
      }
      for (const field of Object.keys(form)) {
        const spelled = `\\u${field.charCodeAt(0).toString(16).padStart(4, '0')}${field.slice(1)}`;
        const raw = text.replace('{', `{"${spelled}":${JSON.stringify(form[field])},`);
        const { body } = await expectRefusal(`${field} twice`, 'POST', path, { raw, headers: JSON_TYPE });
        expect(body).toMatchObject({ status: 422, detail: expect.stringContaining('more than once') });
      }
    }
  });

  it.each(NO_FORM)('which is %s', async (what, raw) => {
    for (const { path } of besieged.forms) await expectRefusal(what, 'POST', path, { raw, headers: JSON_TYPE });
  });

  it('of another type, or of none', async () => {
    for (const { path, form } of besieged.forms) {
      const raw = JSON.stringify(form);
      for (const type of OTHER_TYPES)
        await expectRefusal(type, 'POST', path, { raw, headers: { 'content-type': type } });
      const { status } = await expectRefusal('no type', 'POST', path, { raw: new TextEncoder().encode(raw) });
      expect(status).toBe(415);
      await expectRefusal('no body', 'POST', path);
    }
  });

  it('with data that would be dropped on the way: its schema refuses it', async () => {
    for (const field of INHERITED.filter((name) => name !== '__proto__')) {
      const opening = { body: { workflow: 'steps', data: { [field]: 'x' } } };
      const event = { body: { type: 'approve', data: { [field]: { [field]: 1 } } } };
      for (const [path, sending] of [
        ['/api/cases', opening],
        [events(), event],
      ] as const) {
        const { body } = await expectRefusal(field, 'POST', path, sending);
        expect(body).toMatchObject({ errors: [{ field: `/${field}` }] });
      }
    }
    const raw = '{"workflow":"steps","type":"approve","data":{"a":[{"__proto__":{"title":"x"}}]}}';
    for (const path of ['/api/cases', events()])
      await expectRefusal('__proto__', 'POST', path, { raw, headers: JSON_TYPE });
  });

  it('with a time that has not come, or that is not the sender’s to set', async () => {
    const evidence = { document: 'Letter', register: 'Diary 1' };
    const approve = (occurredAt: string): Sending => ({ body: { type: 'approve', occurredAt, evidence } });
    for (const time of ['2026-11-23T04:00:00.001Z', '2026-11-23T03:59:59.999Z']) {
      const { body } = await expectRefusal(time, 'POST', events(), approve(time));
      expect(body).toMatchObject({ status: 422, errors: [{ field: '/occurredAt' }] });
    }
    const investors = await besieged.service.ask('investor', 'POST', events(), approve('2026-11-23T04:00:00Z'));
    expect(investors.status).toBe(403);
    await besieged.mustBeRefused('by the investor', investors);
    await expectRefusal('back in time', 'POST', '/api/clock', { body: { to: '2026-11-23T03:59:59.999Z' } });
  });

  it.each<[string, string, Sending]>([
    ['/occurredAt', 'no time', on({ document: 'Letter', register: 'Diary 1' }, {})],
    ['/evidence/document', 'no document', on({ register: 'Diary 1' })],
    ['/evidence/register', 'a number for its register', on({ document: 'Letter', register: 1 })],
    ['/evidence/register', 'a register that says nothing', on({ document: 'Letter', register: ' ' })],
    ['/evidence/more', 'more than is asked', on({ document: 'Letter', register: 'Diary 1', more: 1 })],
  ])('with evidence whose %s is wrong: %s', async (field, what, sending) => {
    const { body } = await expectRefusal(what, 'POST', events(), sending);
    expect(body).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

function on(evidence: unknown, time: { readonly occurredAt?: string } = { occurredAt: NOW }): Sending {
  return { body: { type: 'approve', ...time, evidence } };
}

function nested(depth: number): object {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}
