import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../src/identity/account.js';
import { Declared } from '../../src/messages/declared.js';
import { Messages, type Language } from '../../src/messages/index.js';
import { noticeMail, noticeSms } from '../../src/notices/notice-mail.js';

const words = { messages: Messages.load('config/messages'), declared: Declared.load(), url: 'https://x.example' };
const account = (language: Language): Account => ({
  id: 'a',
  email: 'a@example.pk',
  name: 'Sara',
  language,
  demo: false,
  posts: [],
  authenticator: false,
});
const NOTICE = {
  id: 'n',
  template: 'escalation',
  case: 'c',
  reference: 'IJZ-2026-000001',
  data: { rung: 'Section head', task: 'c.1' },
  urgent: true,
  at: 0,
  read: false,
};

describe('a mail about a rung', () => {
  it.each([
    ['en', 'Escalated to you: Section head'],
    ['ur', 'شعبے کا سربراہ'],
    ['zh', '科室负责人'],
  ] as const)('names it in %s', (language, named) => {
    const { subject, text, html } = noticeMail(words, account(language), [NOTICE]);
    for (const told of [subject, text, html, noticeSms(words, account(language), NOTICE)])
      expect(told).toContain(named);
  });

  it.each(['ur', 'zh'] as const)('has no English rung in %s', (language) => {
    expect(noticeMail(words, account(language), [NOTICE]).text).not.toContain('Section head');
  });
});
