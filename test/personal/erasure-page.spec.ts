import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MILL } from '../support/applications.js';
import { startService, tokenOf, type TestService } from '../support/service.js';
import { FIRST, MEMBERS, REASONS, SECOND } from './ordering.js';

/* The page on which one manager orders an erasure and another one confirms it. */

interface Page {
  readonly status: number;
  readonly text: string;
  readonly to: string | null;
}

const SAID = {
  '/code': 'order-of-court',
  '/basis': REASONS.basis,
  '/text': REASONS.text,
  '/requestedBy': 'court',
  '/requestedOn#day': '20',
  '/requestedOn#month': '11',
  '/requestedOn#year': '2026',
  '/register': 'Diary 19',
};

describe('the page of erasure', () => {
  let site: TestService;
  let id = '';
  const here = (rest = ''): string => `/cases/${id}/erasure${rest}`;
  const open = async (who: string, path: string, form?: object, language = 'en'): Promise<Page> => {
    const authorization = `Bearer ${await tokenOf(site.service, who)}`;
    const headers = { authorization, accept: 'text/html', 'accept-language': language };
    const sent = form ? { method: 'POST', body: new URLSearchParams({ ...form }) } : {};
    const answer = await fetch(`${await site.app.getUrl()}${path}`, { ...sent, headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
  };
  const digestOf = (text: string, page: Page): string => {
    const [before = ''] = page.text.split(`<bdi>${text}</bdi>`);
    return [...before.matchAll(/value="([0-9a-f]{64})"/g)].at(-1)?.[1] ?? '';
  };

  beforeAll(async () => {
    site = await startService('sqlite');
    const body = { workflow: 'investor-approval', data: { ...MILL, consortium: MEMBERS } };
    id = (await site.ask('investor', 'POST', '/api/cases', { body })).body.id;
  });
  afterAll(() => site.close());

  it('is for managers of the case', async () => {
    const seen = await Promise.all(['investor', 'officer.sifc', 'manager.fbr'].map((who) => open(who, here())));
    expect(seen.map(({ status }) => status)).toEqual([403, 403, 404]);
    expect((await open('manager.sifc', `/cases/${id}`)).text).toContain(`href="${here()}"`);
  });

  it('shows what would be gone before anything is ordered, and erases when another one confirms', async () => {
    const page = await open('manager.sifc', here());
    const digest = digestOf(FIRST, page);
    expect(digest).not.toBe('');
    const blank = await open('manager.sifc', here(), SAID);
    expect([blank.status, blank.text]).toEqual([422, expect.stringContaining('Choose what is to be erased')]);
    const early = await open('manager.sifc', here(), { ...SAID, digest, '/requestedOn#year': '2027', _sure: 'yes' });
    expect(early.status).toBe(422);
    const sure = await open('manager.sifc', here(), { ...SAID, digest });
    expect([sure.status, sure.text.includes(FIRST), sure.text.includes(SECOND)]).toEqual([200, true, false]);
    expect((await open('manager.sifc', here())).text).not.toContain('/confirm"');
    const ordered = await open('manager.sifc', here(), { ...SAID, digest, _sure: 'yes' });
    expect([ordered.status, ordered.to]).toEqual([303, here('?told=ordered')]);
    const waiting = (await open('manager', here())).text;
    const [, seq = ''] = /erasure\/(\d+)\/confirm"/.exec(waiting) ?? [];
    expect(waiting).toContain(REASONS.text);
    expect((await open('manager.sifc', here())).text).not.toContain('/confirm"');
    expect((await open('manager.sifc', here(`/${seq}/confirm`), {})).status).toBe(403);
    expect((await open('manager', here(`/${seq}/dismiss`), { text: ' ' })).to).toBe(here('?told=why'));
    const confirmed = await open('manager', here(`/${seq}/confirm`), {});
    expect([confirmed.status, confirmed.to]).toEqual([303, here('?told=erased')]);
    expect((await open('manager', here(`/${seq}/confirm`), {})).status).toBe(409);
  });

  it.each([
    ['en', `[erased on 23 November 2026: ${REASONS.basis}]`],
    ['ur', 'کو مٹا دیا گیا:'],
    ['zh', '［已于'],
  ])('is followed by words of the reader in the place of the text, in %s', async (language, words) => {
    const { status, text } = await open('manager.sifc', `/cases/${id}`, undefined, language);
    expect([status, text.includes(words)]).toEqual([200, true]);
    expect(text).not.toContain(FIRST);
    expect(text).not.toContain('personal:erased');
  });
});
