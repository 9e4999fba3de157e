import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visiting } from './browser.js';
import { flawsOf, flawsOnPage } from './soundness.js';

const visit = visiting();

const MILL = [
  'foreign=yes&entry=company&incorporated=no&visaYears=5&foreignDirectors=yes',
  'sector=textiles&investmentUsd=42000000&province=punjab&district=Lahore&zone=sez',
  'builds=yes&environmentalSchedule=IEE&manufactures=yes&workers=900&powerKw=2500',
].join('&');

const heading = (page: Page): Promise<string | null> => page.getByRole('heading', { level: 1 }).textContent();

describe('finding the approvals that a project needs', () => {
  it.each([false, true])('leads from question to question to a list (script: %s)', async (script) => {
    const page = await visit.open('/', { script, phone: true });
    await page.getByRole('button', { name: 'Find the approvals you need' }).click();
    const choose = async (...names: string[]): Promise<void> => {
      for (const name of names) await page.getByLabel(name, { exact: true }).check();
      await page.getByRole('button', { name: 'Continue' }).click();
    };
    await choose('No');
    await choose('As a company formed in Pakistan', 'Yes');
    await page.getByLabel('How much will be invested', { exact: false }).fill('42,000,000');
    await choose('Textiles');
    await choose('Punjab', 'Elsewhere');
    await choose('Build something');
    await choose('An initial environmental examination (IEE)');
    await page.getByLabel('How many people will work there?').fill('12');
    await choose('Goods are made');
    expect(await heading(page)).toMatch(/^Your project needs \d+ approvals$/);
    const names = await page.locator('.app-board__row h3').allTextContents();
    expect(names).toContain('Initial Environmental Examination approval');
    expect(names).not.toContain('Company incorporation (name, registration, CEO notice in one filing)');
  });

  it('says what is wrong with an answer, keeps it, and leads to its field', async () => {
    const page = await visit.open('/find/sector?foreign=no');
    await page.getByLabel('How much will be invested', { exact: false }).fill('a lot');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.title()).toMatch(/^Error:/);
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary');
    expect(await flawsOnPage(page)).toEqual([]);
    await page.getByRole('link', { name: 'Use digits only' }).click();
    expect(await page.evaluate('document.activeElement.value')).toBe('a lot');
  });

  it('changes one answer and comes back with the others', async () => {
    const page = await visit.open(`/find/result?${MILL}`);
    const before = await heading(page);
    await page.getByRole('link', { name: 'Change Where the project is' }).click();
    await page.getByLabel('Sindh', { exact: true }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(page.url()).toContain('/find/building');
    await page.getByLabel('Category II', { exact: true }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('An initial environmental examination (IEE)', { exact: true }).isChecked();
    await page.goto(`${visit.url}/find/result?${page.url().split('?')[1]}`);
    expect(await heading(page)).toBe(before);
    expect(await page.locator('#environmental-iee').textContent()).toContain('Environmental Protection Agency, Sindh');
  });

  it('has an answer for whoever knows nothing yet of an address or a step', async () => {
    const page = await visit.open('/find/result');
    expect(page.url()).toBe(`${visit.url}/find/investor`);
    expect((await page.goto(`${visit.url}/find/nothing`))?.status()).toBe(404);
    expect((await page.goto(`${visit.url}/find/sector?sector=arms&sector=mining&x=1`))?.status()).toBe(200);
  });

  it.each(['/find/investor', '/find/place', '/find/people?foreign=yes', '/find/production', `/find/result?${MILL}`])(
    'is sound at %s',
    async (path) => {
      expect(await flawsOf(visit, path)).toEqual([]);
    },
  );
});
