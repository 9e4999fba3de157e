import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { officeAtWork } from '../support/office-at-work.js';
import { signIn, visiting, type OpenOptions } from './browser.js';
import { complaintsOf, flawsOfShown, flawsOnPage } from './soundness.js';

const visit = visiting();
const permits: string[] = [];
beforeAll(async () => {
  permits.push(...(await officeAtWork(visit.service, 'mofa', 3)).permits);
}, 60_000);

const goAs = async (who: string, path: string, options?: OpenOptions): Promise<Page> => {
  const page = await visit.open(`/sign-in?to=${encodeURIComponent(path)}`, options);
  await signIn(page, who);
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  return page;
};
const heading = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
const text = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
const act = async (who: string, id: string, type: string, data: object = {}): Promise<number> =>
  (await visit.service.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } })).status;

/** Goes by keyboard alone to what has this name, and presses a key on it. */
async function press(page: Page, name: RegExp, key = 'Enter', kind = '*'): Promise<void> {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(
      `document.activeElement.matches('${kind}') && (document.activeElement.labels?.[0] ?? document.activeElement).textContent.replace(/\\s+/g, ' ').trim()`,
    );
    if (name.test(String(reached))) return page.keyboard.press(key);
  }
  throw new Error(`no way by keyboard to ${name.source} on ${page.url()}`);
}

/** The same, and waits for the page to which it leads. */
async function follow(page: Page, name: RegExp, key = 'Enter', kind = '*'): Promise<void> {
  const loaded = page.waitForEvent('load');
  await press(page, name, key, kind);
  await loaded;
}

describe('an officer’s day', () => {
  it('is done by keyboard alone: a task taken, the filing examined, a decision recommended', async () => {
    const [id] = permits;
    const page = await goAs('officer.mofa', '/work?view=unassigned');
    const complaints = complaintsOf(page);
    await follow(page, /^Take Check whether .*000001/);
    await follow(page, /^Mine/);
    await follow(page, /^Check whether the filing is complete .*000001/, 'Enter', 'a');
    expect(page.url()).toBe(`${visit.url}/cases/${id}`);
    await follow(page, /^Declare the filing complete$/, ' ');
    await follow(page, /^Declare the filing complete$/);
    expect(await text(page)).toContain('The filing is complete');
    await follow(page, /^Recommend a decision$/);
    expect(await text(page)).toContain(
      'cannot do the following on the same case: Refer back to scrutiny, Grant, Refuse',
    );
    await press(page, /^Grant$/, ' ');
    await press(page, /^Text$/, 'A');
    await page.keyboard.type('ll is in order');
    await follow(page, /^Recommend a decision$/);
    const told = await text(page);
    expect(told).toContain('Not for you: Refer back to scrutiny, Grant, Refuse, Defer the decision to a date.');
    expect(told).toContain('You did “Recommend a decision”: this needs another person.');
    expect(await page.getByRole('button', { name: 'Grant', exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('ends with a decision by another officer, without script, on a phone', async () => {
    const [id] = permits;
    const page = await goAs('officer2.mofa', `/cases/${id}`, { script: false, phone: true });
    expect(await text(page)).toContain('Grant: All is in order');
    await page.getByRole('button', { name: 'Grant', exact: true }).click();
    await page.getByLabel('Legal basis').fill('Visa policy of September 2023');
    await page.getByRole('button', { name: 'Grant', exact: true }).click();
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Enter: Text');
    await page.getByLabel('Text', { exact: true }).fill('Granted as recommended');
    await page.getByRole('button', { name: 'Grant', exact: true }).click();
    expect(await page.locator('.govuk-notification-banner').textContent()).toContain('Grant');
    expect(await text(page)).toContain('Granted as recommended');
  });

  it('asks the investor once, with what is ticked and what is typed', async () => {
    const id = permits[1] ?? '';
    await act('officer.mofa', id, 'declareComplete');
    const page = await goAs('officer.mofa', `/cases/${id}/do/query`);
    expect(await text(page)).toContain('There is one round only');
    expect(await flawsOfShown(page)).toEqual([]);
    await page.goto(`${visit.url}/cases/${id}/do/query?lang=en`);
    await page.getByLabel(/Identity cards or passports/).check();
    await page.getByLabel('Papers are incomplete').check();
    await page.getByLabel('Legal basis').fill('Visa policy');
    await page.getByLabel('Text', { exact: true }).fill('We need these to go on.');
    await page.getByLabel('Question', { exact: true }).fill('Who signs for the company?');
    await page.getByRole('button', { name: 'Put a query to the investor (one round)' }).click();
    const told = await text(page);
    expect(told).toContain('Identity cards or passports of sponsors');
    expect(told).toContain('Who signs for the company?');
    expect(await page.getByRole('button', { name: /Put a query/ }).count()).toBe(0);
    await page.goto(`${visit.url}/work?view=waiting`);
    expect(await text(page)).toContain('000002/investor-visa');
  });
});

describe('two officers on one case', () => {
  it('see each other, are told that it has changed, and never overwrite', async () => {
    const id = permits[2] ?? '';
    await act('officer.mofa', id, 'declareComplete');
    const one = await goAs('officer.mofa', `/cases/${id}/do/recommend`);
    const two = await goAs('officer2.mofa', `/cases/${id}`);
    expect(await text(two)).toContain(
      'Case officer, Pakistan missions abroad (with Ministry of Interior) is filling in a form',
    );
    await one.getByLabel('Grant', { exact: true }).check();
    await one.getByLabel('Text', { exact: true }).fill('My own words, long in the making');
    await act('officer2.mofa', id, 'query', {
      ground: 'clarification',
      basis: 'Visa policy',
      text: 'One thing first',
      items: ['Since when?'],
    });
    await one.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await one.getByText('This case has changed since you opened the page').waitFor();
    const answer = one.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/do/recommend'),
    );
    await one.getByRole('button', { name: 'Recommend a decision' }).click();
    expect((await answer).status()).toBe(412);
    expect(await one.getByRole('alert').textContent()).toContain('Put a query to the investor');
    expect(await flawsOnPage(one)).toEqual([]);
    expect(await one.getByLabel('Text', { exact: true }).inputValue()).toBe('My own words, long in the making');
    await one.getByRole('button', { name: 'Recommend a decision' }).click();
    expect(await text(one)).toContain('This can no longer be done');
    expect(await one.getByLabel('Text', { exact: true }).inputValue()).toBe('My own words, long in the making');
    expect(await one.getByRole('button', { name: 'Recommend a decision' }).count()).toBe(0);
  });

  it('are seen by nobody but those who work on it', async () => {
    const [id] = permits;
    const page = await goAs('investor', `/cases/${id}`);
    expect(await page.locator('[data-presence]').count()).toBe(0);
    expect((await visit.service.ask('investor', 'POST', `/cases/${id}/presence`)).status).toBe(403);
    expect((await visit.service.ask('officer.fbr', 'POST', `/cases/${id}/presence`)).status).toBe(404);
  });
});

/** Records an answer that came on paper, after some mistakes; then a second officer looks at the case. */
async function answerOnPaper(id: string, script: boolean): Promise<Page> {
  const page = await goAs('officer.mofa', `/cases/${id}/paper`, { script });
  await page.getByRole('link', { name: 'Answer the query' }).click();
  await page.getByLabel('Year').fill('2031');
  await page.getByLabel('Text', { exact: true }).fill('The managing director signs');
  await page.getByRole('button', { name: 'Record for a second signature' }).click();
  expect(await page.locator('.govuk-error-summary').textContent()).toContain('Enter the document that shows it');
  await page.getByLabel('Document', { exact: true }).fill('Letter of 23 November 2026');
  await page.getByLabel('Number in the register').fill('D-17');
  await page.getByRole('button', { name: 'Record for a second signature' }).click();
  expect(await page.locator('.govuk-error-summary').textContent()).toContain('Enter a time that is over');
  await page.getByLabel('Year').fill('2026');
  await page.getByRole('button', { name: 'Record for a second signature' }).click();
  expect(await text(page)).toContain('You recorded this: another person has to sign it.');
  const second = await goAs('officer2.mofa', `/cases/${id}`, { script });
  expect(await text(second)).toContain('Letter of 23 November 2026');
  return second;
}

describe('what a desk records from paper', () => {
  it('is dismissed by a second person who knows better', async () => {
    const second = await answerOnPaper(permits[1] ?? '', true);
    await second.locator('summary', { hasText: 'Say that it is not so' }).click();
    await second.getByLabel('Why it is not so').fill('It is another company’s letter');
    await second.getByRole('button', { name: 'Say that it is not so' }).click();
    expect(await text(second)).toContain('Dismissed.');
  });

  it('is signed by a second person and counts, without script too', async () => {
    const second = await answerOnPaper(permits[1] ?? '', false);
    await second.getByRole('button', { name: 'Sign that it happened' }).click();
    expect(await text(second)).toContain('Signed. It counts from when it happened.');
    expect(await text(second)).toContain('The managing director signs');
  });
});

describe('keyboard shortcuts', () => {
  it('are off, are turned on where they are told, and never work while somebody types', async () => {
    const page = await goAs('officer.mofa', `/cases/${permits[0]}`);
    await page.keyboard.press('h');
    expect(page.url()).not.toContain('history');
    await page.getByRole('button', { name: 'Use keyboard shortcuts' }).click();
    expect(await page.getByRole('link', { name: 'Whole history' }).getAttribute('aria-keyshortcuts')).toBe('h');
    await page.keyboard.press('w');
    await page.waitForURL('**/work');
    await page.goto(`${visit.url}/work?view=waiting`);
    await page.keyboard.press('/');
    await page.keyboard.type('jkw');
    expect(await page.getByRole('textbox', { name: 'Search' }).inputValue()).toBe('jkw');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.className')).toContain('app-worklist__task');
    await page.getByRole('button', { name: 'Use keyboard shortcuts' }).click();
    expect(await page.locator('[aria-keyshortcuts]').count()).toBe(0);
  });
});

describe('every page of an officer', () => {
  it.each([
    ['officer.mofa', '/cases/:id'],
    ['officer2.mofa', '/cases/:id/paper'],
    ['officer.mofa', '/cases/:id/paper/withdraw'],
    ['officer.mofa', '/cases/:id/do/stay'],
    ['officer.mofa', '/cases/:id/history'],
    ['officer.mofa', '/cases/:id/picture'],
    ['officer.sifc', '/cases'],
    ['auditor', '/cases/:id'],
  ])('is sound: %s at %s', async (who, path) => {
    const page = await goAs(who, path.replace(':id', permits[2] ?? ''));
    const complaints = complaintsOf(page);
    expect(await heading(page)).not.toMatch(/not found|Sorry|not for you|before you/);
    expect(await flawsOfShown(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
