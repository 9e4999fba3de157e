import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MILL } from '../support/applications.js';
import { officeAtWork } from '../support/office-at-work.js';
import { DESK, PHONE, signIn, visiting, type OpenOptions } from './browser.js';
import { complaintsOf, flawsOfShown, flawsOnPage } from './soundness.js';
import { WATCH } from './weights.js';

const visit = visiting();
beforeAll(async () => {
  await officeAtWork(visit.service, 'secp', 3);
}, 60_000);

const goAs = async (who: string, path: string, options?: OpenOptions): Promise<Page> => {
  const page = await visit.open(`/sign-in?to=${encodeURIComponent(path)}`, options);
  await signIn(page, who);
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  return page;
};
const heading = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
const rows = (page: Page): Promise<string[]> =>
  page.locator('.app-worklist__row .app-worklist__task').allTextContents();
const countOf = (page: Page, view: string): Promise<string | null> =>
  page
    .getByRole('link', { name: new RegExp(`^${view}`) })
    .locator('.app-views__count')
    .textContent();

describe('what is drawn', () => {
  it.each(['waiting', 'agency'])('does not move by itself afterwards: %s', async (view) => {
    const page = await goAs('officer.secp', '/work?view=mine');
    await page.addInitScript(WATCH);
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      await page.goto(`${visit.url}/work?view=${view}`, { waitUntil: 'load' });
      await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))');
      expect(await page.locator('.app-keys').isVisible()).toBe(true);
      expect(await page.evaluate('window.shift')).toBe(0);
    }
  });
});

describe('after signing in', () => {
  it.each([
    ['officer.secp', '/work'],
    ['manager.secp', '/manage'],
    ['member1', '/work'],
    ['investor', '/cases'],
    ['auditor', '/cases'],
  ])('%s begins at %s', async (who, place) => {
    const page = await visit.open('/sign-in', { script: false });
    await signIn(page, who);
    expect(new URL(page.url()).pathname).toBe(place);
  });
});

describe('a worklist', () => {
  it.each([true, false])('is searched, and a task is taken and given back (script: %s)', async (script) => {
    const page = await goAs('officer.secp', '/work?view=unassigned', { script, phone: true });
    expect(await rows(page)).toHaveLength(3);
    await page.getByRole('textbox', { name: 'Search' }).fill('ravi');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await rows(page)).toHaveLength(1);
    await page.getByRole('button', { name: /^Take Check whether the filing is complete/ }).click();
    expect(await page.locator('main').textContent()).toContain('Nothing fits this search.');
    expect(await countOf(page, 'Mine')).toBe('1');
    await page.getByRole('link', { name: /^Mine/ }).click();
    await page.getByRole('button', { name: /^Give back Check/ }).click();
    expect(await countOf(page, 'Mine')).toBe('0');
  });

  it('does one thing with many tasks, and says of each what became of it', async () => {
    const page = await goAs('officer2.secp', '/work?view=agency');
    await page.getByRole('button', { name: /^Take .*000003/ }).click();
    const other = await goAs('officer.secp', '/work?view=agency');
    await other.getByLabel('Select all tasks on this page').press('Space');
    await other.getByRole('button', { name: 'Take', exact: true }).click();
    expect(await heading(other)).toBe('2 tasks done, 1 refused');
    const told = await other.locator('.app-tasks__task').allTextContents();
    expect(told.filter((text) => text.includes('It is with you now'))).toHaveLength(2);
    expect(told.find((text) => text.includes('000003'))).toContain('Refused');
    expect(await flawsOnPage(other)).toEqual([]);
    await other.setViewportSize(PHONE);
    expect(await flawsOnPage(other)).toEqual([]);
    await other.getByRole('link', { name: 'Back to the worklist' }).first().click();
    expect(await countOf(other, 'Mine')).toBe('2');
  });

  it('lets a manager give tasks, to whom one chooses or whoever has the fewest', async () => {
    const page = await goAs('manager.secp', '/work?view=agency');
    await page.getByLabel(/000003/).check();
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Choose to whom');
    await page.getByLabel(/000003/).check();
    await page
      .getByLabel('Give to', { exact: true })
      .selectOption({ label: 'Case officer, Securities and Exchange Commission of Pakistan' });
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    expect(await page.locator('.app-worklist__row', { hasText: '000003' }).textContent()).toContain(
      'Case officer, Securities',
    );
    await page.getByLabel(/000003/).check();
    await page.getByRole('button', { name: 'Give back', exact: true }).click();
    await page.getByLabel(/000003/).check();
    await page.getByRole('button', { name: 'Give to whoever has the fewest' }).click();
    expect(await page.locator('.app-worklist__row', { hasText: '000003' }).textContent()).not.toContain('Nobody');
  });

  it('is kept under a name, for its owner, until it is removed', async () => {
    const page = await goAs('officer.secp', '/work?view=agency&q=chenab');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Enter a name');
    await page.getByLabel('Keep this view under a name').fill('Chenab’s');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.goto(`${visit.url}/work`);
    await page.getByRole('link', { name: 'Chenab’s' }).click();
    expect(page.url()).toContain('view=agency&q=chenab');
    expect(await rows(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'Remove Chenab’s' }).click();
    expect(await page.getByRole('link', { name: 'Chenab’s' }).count()).toBe(0);
  });

  it('is for those who work in an agency', async () => {
    const page = await goAs('investor', '/work');
    expect(await heading(page)).toBe('This page is not for you');
    const auditor = await goAs('auditor', '/cases');
    expect(await auditor.getByRole('link', { name: 'Work', exact: true }).count()).toBe(0);
    const odd = await goAs('officer.secp', '/work?view=nothing&agency=%2A%27&cursor=');
    expect(await heading(odd)).toBe('Work');
    expect((await odd.goto(`${visit.url}/work?cursor=zzz`))?.status()).toBe(422);
  });

  it.each([
    ['officer.secp', '/work?view=agency'],
    ['manager.secp', '/work?view=agency&mistake=none'],
    ['officer.sifc', '/work?view=agency&agency=*'],
    ['officer.mofa', '/work?view=waiting'],
  ])('is sound for %s at %s', async (who, path) => {
    const page = await goAs(who, path);
    const complaints = complaintsOf(page);
    expect(await rows(page)).not.toEqual([]);
    expect(await flawsOfShown(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('a holiday announced late', () => {
  it('is looked at before it is ordered, without script, and moves the dates that were shown', async () => {
    const { ask } = visit.service;
    for (const title of ['First mill', 'Second mill']) {
      const body = { workflow: 'investor-approval', data: { ...MILL, title } };
      const { id } = (await ask('investor', 'POST', '/api/cases', { body })).body;
      await ask('investor', 'POST', `/api/cases/${id}/events`, { body: { type: 'submit', data: {} } });
    }
    const page = await goAs('manager', '/office', { script: false, phone: true });
    await page.getByRole('link', { name: 'Calendars and holidays' }).click();
    await page.getByRole('link', { name: 'Federal offices' }).click();
    await page.getByRole('button', { name: 'Show what would move' }).click();
    expect(await page.locator('.govuk-error-summary a').textContent()).toContain('Enter');
    await page.getByLabel('Day', { exact: true }).fill('2026-12-25');
    await page.getByLabel('What it is called').fill('Day of mourning');
    await page.getByLabel('Order it rests on').fill('Notification 12/2026');
    await page.getByRole('button', { name: 'Show what would move' }).click();
    expect(await page.locator('.govuk-error-summary a').textContent()).toBe('This day is a holiday already');
    await page.getByLabel('Day', { exact: true }).fill('2026-11-25');
    await page.getByRole('button', { name: 'Show what would move' }).click();
    expect(await page.locator('#count').textContent()).toContain('2 due dates of 2 cases would move.');
    const first = page.locator('.app-move').first();
    expect(await first.textContent()).toMatch(/from \d+ \w+ 2026 to \d+ \w+ 2026/);
    const address = page.url();
    await page.getByRole('button', { name: 'Put this on the record and move the dates' }).click();
    expect(await page.locator('.govuk-notification-banner').textContent()).toContain('The order is on the record');
    await visit.service.service.holidays.counted();
    const back = address.slice(address.indexOf('/office')).replace('closes=yes', 'closes=no');
    const sound = await goAs('manager', back);
    expect(await sound.locator('#count').textContent()).toContain('2 due dates');
    for (const path of [back, '/office', '/office/calendars', '/office/calendars/federal']) {
      await sound.goto(`${visit.url}${path}`);
      expect(await flawsOfShown(sound)).toEqual([]);
    }
  });

  it('is for the lead agency to order, and for all who work to see', async () => {
    const page = await goAs('manager.secp', '/office/calendars/federal');
    expect(await page.locator('#order').count()).toBe(0);
    const query = 'date=2026-11-30&closes=yes&name=x&ground=y';
    expect((await visit.service.ask('manager.secp', 'GET', `/office/calendars/federal/preview?${query}`)).status).toBe(
      403,
    );
    expect((await visit.service.ask('officer.secp', 'GET', '/office/calendars/federal')).status).toBe(200);
    expect((await visit.service.ask('manager', 'GET', '/office/calendars/lunar')).status).toBe(404);
  });
});

describe('posts', () => {
  it('change hands by orders of the manager, and who is away is stood in for (without script)', async () => {
    const page = await goAs('manager.secp', '/office/posts', { script: false, phone: true });
    await page.getByRole('link', { name: 'Case officer' }).click();
    await page.getByRole('button', { name: 'Give the post to somebody' }).click();
    expect(await page.locator('.govuk-error-summary a').allTextContents()).toEqual([
      'Enter the account',
      'Enter the order it rests on, or the reason',
    ]);
    await page.getByLabel('Account (e-mail address)').fill('nobody@demo.test');
    await page.locator('#ground').fill('Order 7/2026');
    await page.getByRole('button', { name: 'Give the post to somebody' }).click();
    expect(await page.locator('.govuk-error-summary a').textContent()).toBe('There is no such account');
    await page.getByLabel('Account (e-mail address)').fill('officer.fbr@demo.test');
    await page.getByLabel('Additional charge, beside').check();
    await page.getByRole('button', { name: 'Give the post to somebody' }).click();
    expect(await page.locator('main').textContent()).toContain('The appointment is on the record.');
    expect(await page.locator('main').textContent()).toContain('(additional charge)');
    await page.locator('summary', { hasText: 'Federal Board of Revenue' }).click();
    const details = page.locator('details[open]');
    await details.getByLabel('Order it rests on').fill('Order 8/2026');
    await details.getByRole('button', { name: 'End this holding' }).click();
    expect(await page.locator('main').textContent()).toContain('The end of the holding is on the record.');

    await page.goto(`${visit.url}/office/absences`);
    await page.getByLabel('Who is away').selectOption('officer.secp@demo.test');
    await page.getByLabel('Who stands in').selectOption('officer2.secp@demo.test');
    await page.getByLabel('Last day of absence').fill('2026-12-04');
    await page.getByLabel('Order, or reason').fill('Leave');
    await page.getByRole('button', { name: 'Record an absence' }).click();
    expect(await page.locator('main').textContent()).toContain('The absence is on the record.');
    await page.getByText('End it now').first().click();
    await page.getByLabel('Why it ends').fill('Back early');
    await page.getByRole('button', { name: 'End it now' }).click();
    expect(await page.locator('main').textContent()).toContain('The absence has ended.');

    const sound = await goAs('manager.secp', '/office/posts');
    for (const path of ['/office/posts', '/office/posts/officer.secp', '/office/absences']) {
      await sound.goto(`${visit.url}${path}`);
      expect(await flawsOfShown(sound)).toEqual([]);
    }
  });

  it('of other agencies are seen and not filled', async () => {
    const page = await goAs('manager.secp', '/office/posts/officer.fbr', { script: false });
    expect(await page.getByRole('button', { name: 'Give the post to somebody' }).count()).toBe(0);
    expect((await visit.service.ask('manager.secp', 'GET', '/office/posts/no-such-post')).status).toBe(404);
    expect((await visit.service.ask('officer.secp', 'GET', '/office/posts/officer.secp')).status).toBe(403);
  });
});
