import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Messages } from '../../src/messages/index.js';
import { Refusals } from '../../src/web/refusals.js';

const messages = Messages.load('src/web/messages');
const refusals = new Refusals(messages.written('en', 'refusals'), (language, code, values) =>
  messages.text(language, `refusals.${code}`, values),
);

/** What forms of people lead to. */
const FOLDERS = ['companies', 'posts', 'tasks', 'documents', 'escalations', 'holidays'];
const FILES = ['papers', 'task-acts', 'powers', 'acts', 'document-acts'].map((name) => `src/engine/${name}.ts`);
/** What no form leads to. */
const NOT_MET = [/^no due date changes$/, /^that rung is not the next one$/, /^nobody has the task$/];

const sources = [
  ...FOLDERS.flatMap((folder) => readdirSync(join('src', folder)).map((name) => join('src', folder, name))),
  ...FILES,
].filter((file) => file.endsWith('.ts'));

/** Sentences that are thrown where they stand, their gaps filled. */
const thrown = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/new Rejection\(\s*'(?:state|actor)',\s*(?:'([^']+)'|`([^`]+)`)/g)].map(
    ([, plain, filled]) => (plain ?? filled ?? '').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'this'),
  ),
);
const ofFields = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:badField|badData|wrong)\('[^']+', '([^']+)'\)/g)].map(
    ([, message]) => message ?? '',
  ),
);

describe('what rules refuse', () => {
  it('is worded for people, whatever form they met it in', () => {
    expect([thrown.length > 25, ofFields.length > 15]).toEqual([true, true]);
    const met = [...new Set([...thrown, ...ofFields])].filter((one) => !NOT_MET.some((not) => not.test(one)));
    expect(met.filter((message) => refusals.worded(message) === null)).toEqual([]);
  });

  it('is told in the language of the page, with what stands in its gaps', () => {
    const text = (message: string): string => refusals.told('zh', message).text;
    expect(text('is away')).toBe('不在岗');
    expect(text('must be one of first, second')).toBe('必须是以下之一：first, second');
    expect(
      text('the task is not for you: "claim" is not for you: the case lies outside the jurisdiction of your post'),
    ).toBe('该任务不由您办理：“claim”不由您办理：本案不在您职位的管辖范围内');
    expect(refusals.told('ur', 'must say something')).toEqual({
      text: 'کچھ لکھنا ضروری ہے',
      language: 'ur',
      worded: true,
    });
    expect(refusals.told('en', 'is away')).toEqual({ text: 'is away', language: 'en', worded: true });
    expect(refusals.told('ur', 'nobody has worded this')).toEqual({
      text: 'nobody has worded this',
      language: 'en',
      worded: false,
    });
  });
});
