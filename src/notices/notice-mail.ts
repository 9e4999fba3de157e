import nunjucks from 'nunjucks';
import { sha256 } from '../engine/index.js';
import type { Account } from '../identity/account.js';
import type { Mail } from '../mail/mailer.js';
import { isRightToLeft } from '../messages/index.js';
import { titleOf, type Notice, type NoticeWords } from './inbox.js';

/** Plain enough for every reader of mail: no pictures, nothing fetched, no button that does anything. */
const PAGE = `<!doctype html><html lang="{{ language }}" dir="{{ dir }}"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
<body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:{{ height }};color:#0b0c0c">
<p>{{ greeting }}</p>{% if lead %}<p>{{ lead }}</p>{% endif %}
{% for one in items %}<p style="border-inline-start:4px solid #0f5c45;padding-inline-start:12px"><strong>{{ one.title }}</strong><br>{{ one.about }}<br>
<a href="{{ one.href }}" dir="ltr">{{ one.href }}</a></p>{% endfor %}
<p style="font-size:14px;color:#484949">{{ foot }}<br><a href="{{ wishes }}" dir="ltr">{{ wishes }}</a></p><p>{{ end }}</p></body></html>
`;
const templates = new nunjucks.Environment(null, { autoescape: true });

export interface MailWords extends NoticeWords {
  /** Where people reach the service. */
  readonly url: string;
}

/** One mail about one notice or several. Its links show; none of them does anything, for scanners of mails follow links. */
export function noticeMail({ url, ...words }: MailWords, account: Account, notices: readonly Notice[]): Mail {
  const { language } = account;
  const say = (name: string, values = {}): string => words.messages.text(language, `notices.mail.${name}`, values);
  const items = notices.map((notice) => {
    const { reference, data } = notice;
    const title = typeof data['title'] === 'string' ? data['title'] : '';
    const about = title === '' ? say('about', { reference }) : say('aboutTitled', { reference, title });
    return { title: titleOf(words, language, notice), about, href: `${url}/cases/${notice.case}` };
  });
  const [first] = items;
  const subject =
    first && items.length === 1 ? `${first.title} (${notices[0]?.reference})` : say('bundle', { count: items.length });
  const [greeting, foot, end] = [say('greeting', { name: account.name }), say('foot'), say('end')];
  const lead = items.length === 1 ? '' : say('bundleLead');
  const wishes = `${url}/notices/preferences`;
  // A link stands on a line of its own: what surrounds a value in a text that runs from right to left would become part of it.
  const blocks = items.map(({ title, about, href }) => `${title}\n${about}\n${href}`);
  const text = [greeting, ...(lead === '' ? [] : [lead]), ...blocks, `${foot}\n${wishes}`, end].join('\n\n');
  const dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  const height = dir === 'rtl' ? 2 : 1.5;
  const model = { language, dir, height, subject, greeting, lead, items, foot, wishes, end };
  const html = templates.renderString(PAGE, model);
  const id = sha256(
    notices
      .map((notice) => notice.id)
      .sort()
      .join(' '),
  ).slice(0, 32);
  return { to: account.email, subject, text: `${text}\n`, html, messageId: `<${id}@${new URL(url).hostname}>` };
}

/** The same in the few signs of an SMS. */
export function noticeSms(words: MailWords, { language }: Account, notice: Notice): string {
  const title = titleOf(words, language, notice);
  return words.messages.text(language, 'notices.sms', { title, reference: notice.reference });
}
