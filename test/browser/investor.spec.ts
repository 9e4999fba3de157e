import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signIn, visiting } from './browser.js';
import { complaintsOf } from './soundness.js';

const visit = visiting();

const ANSWERS =
  'foreign=no&entry=company&incorporated=no&sector=textiles&province=punjab&zone=sez&environmentalSchedule=IEE';

const heading = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';

describe('an investor', () => {
  it.each([true, false])('finds, applies, saves, comes back, checks and submits (script: %s)', async (script) => {
    const page = await visit.blank({ script, phone: true });
    const complaints = complaintsOf(page);
    await page.goto(`${visit.url}/find/result?${ANSWERS}&builds=yes&workers=900`);
    await page.getByRole('button', { name: 'Start an application with these answers' }).click();
    await signIn(page, 'investor');
    await page.getByLabel('Title of the project').fill('Spinning mill');
    await page.getByLabel('Company, or the consortium').fill('Chenab Textiles');
    expect(await page.getByLabel('Sector').inputValue()).toBe('textiles');
    expect(await page.getByLabel('Punjab').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await heading(page)).toBe('Spinning mill');

    await page.getByRole('link', { name: 'Production, utilities and people' }).click();
    expect(await page.getByLabel('Workers').inputValue()).toBe('900');
    await page.getByLabel('Workers').fill('many');
    await page.getByRole('button', { name: 'Save and go back' }).click();
    expect(await page.getByRole('link', { name: 'Use digits only: Workers' }).count()).toBe(1);
    await page.getByLabel('Workers').fill('1,200');
    await page.getByLabel('Electric load in kW').fill('2500');
    await page.getByRole('button', { name: 'Save and go back' }).click();
    const sections = page.locator('.govuk-task-list__item');
    expect(await sections.filter({ hasText: 'Production' }).textContent()).toContain('Saved');

    // Places are written as people write them, and kept as the law's conditions name them.
    await page.getByRole('link', { name: 'Place', exact: true }).click();
    await page.getByLabel('District').fill('Lahore');
    await page.getByLabel('Name of the zone or estate').fill('Quaid-e-Azam  Business Park');
    await page.getByRole('button', { name: 'Save and go back' }).click();
    const { body } = await visit.service.ask('investor', 'GET', `/api/cases/${page.url().split('/').at(-1)}`);
    expect(body).toMatchObject({
      data: { application: { district: 'lahore', zoneName: 'quaid-e-azam-business-park' } },
    });

    await page.getByRole('link', { name: 'Approvals you hold already' }).click();
    expect(await page.getByLabel('Approval', { exact: true }).locator('option').allTextContents()).toContain(
      'Initial Environmental Examination approval',
    );
    await page.goBack();

    await page.getByRole('link', { name: 'Consortium' }).click();
    await page.getByLabel('Name').fill('Chenab Holdings');
    await page.getByLabel('Share in percent').fill('60');
    await page.getByRole('button', { name: 'Add another' }).click();
    expect(await page.getByLabel('Name').count()).toBe(2);
    await page.getByLabel('Name').nth(1).fill('Ravi Capital');
    await page.getByLabel('Share in percent').nth(1).fill('40');
    await page.getByLabel('Acts for all').nth(0).check();
    await page.getByRole('button', { name: 'Save and go back' }).click();
    expect(await page.locator('.govuk-error-summary').count()).toBe(0);

    await page.getByRole('button', { name: 'Check your answers and submit' }).click();
    expect(await page.locator('main').textContent()).toMatch(/1,200.*0 of \d+ papers/s);
    expect(await page.getByText('Quaid E Azam Business Park').count()).toBe(1);
    await page.getByRole('button', { name: 'Submit the application' }).click();
    expect(await page.getByRole('heading', { level: 2, name: /^Waiting for/ }).textContent()).toContain(
      'Special Investment Facilitation Council',
    );

    await page.getByRole('link', { name: /^Acknowledgement, with/ }).click();
    const told = (await page.locator('main').textContent()) ?? '';
    expect(told).toMatch(/IJZ-2026-0000\d\d/);
    expect(told).toContain('Environmental Protection Agency, Punjab');
    expect(told).toMatch(/expected by \d+ \w+ 202\d/);
    expect(complaints).toEqual([]);
  });
});
