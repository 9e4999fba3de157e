import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Messages } from '../../src/messages/index.js';
import { temporaryFolder } from '../setup/folder.js';

const folder = temporaryFolder();
let number = 0;

function messagesOf(texts: { readonly [language: string]: string }): () => Messages {
  number += 1;
  const place = join(folder, String(number));
  for (const [language, text] of Object.entries(texts)) {
    mkdirSync(join(place, language), { recursive: true });
    writeFileSync(join(place, language, 'notes.yaml'), text);
  }
  return () => Messages.load(place);
}

const same = (text: string) => ({ en: text, ur: text, zh: text });

test('a message is called by its file and keys, and takes choices, numbers and dates of Pakistan', () => {
  const read = messagesOf(
    same("a: { b: '{n, plural, one {# day} other {# days}} from {at, date, long}, {at, time, short}' }\n"),
  );
  // Ten in the evening in London is the next day in Karachi.
  const at = Date.UTC(2026, 10, 24, 22);
  expect(read().text('en', 'notes.a.b', { n: 1, at })).toBe('1 day from 25 November 2026, 03:00');
  expect(read().text('zh', 'notes.a.b', { n: 2, at })).toBe('2 days from 2026年11月25日, 03:00');
  expect(read().text('ur', 'notes.a.b', { n: 2, at })).toContain('25 نومبر');
});

test('values stand apart in a text from right to left, choices do not', () => {
  const read = messagesOf(same("a: '{how, select, deemed {x} other {y}} {name}'\n"));
  expect(read().text('ur', 'notes.a', { how: 'deemed', name: 'IJZ-1/a (b)' })).toBe('x \u2068IJZ-1/a (b)\u2069');
  expect(read().text('en', 'notes.a', { how: 'deemed', name: 'IJZ-1/a (b)' })).toBe('x IJZ-1/a (b)');
});

test('markup in a message or a value is text', () => {
  const read = messagesOf(same("a: '<b>{x}</b>'\n"));
  expect(read().text('en', 'notes.a', { x: '<script>' })).toBe('<b><script></b>');
});

test('the folder of the service can be read', () => {
  expect(Messages.load('config/messages').has('ur', 'letters.titles.grant')).toBe(true);
});

test.each([
  [
    'a message that another language lacks',
    { en: 'a: x\nb: y\n', ur: 'a: x\n', zh: 'a: x\nb: y\n' },
    /en\/notes.yaml:2:4: expected the same message in ur/,
  ],
  [
    'other arguments',
    { en: "a: '{x}'\n", ur: "a: '{y}'\n", zh: "a: '{x}'\n" },
    /ur\/notes.yaml:1:4: expected the arguments x \(found y\)/,
  ],
  [
    'a choice that takes other values',
    {
      en: "a: '{k, select, other {{x}}}'\n",
      ur: "a: '{k, select, other {}}'\n",
      zh: "a: '{k, select, other {{x}}}'\n",
    },
    /expected the arguments k, x \(found k\)/,
  ],
  ['what is no ICU message', same("a: '{x'\n"), /notes.yaml:1:4: expected an ICU message/],
  ['a number in place of text', same('a: 7\n'), /notes.yaml:1:4: expected text/],
  ['a language that is not there', { en: 'a: x\n', ur: 'a: x\n' }, /zh:1:1: expected a folder of messages/],
])('%s is refused with its place', (_, texts, expected) => {
  expect(messagesOf(texts)).toThrow(expected);
});
