import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../setup/eventually.js';
import { MILL } from '../support/applications.js';
import { signIn, visiting } from './browser.js';
import { flawsOnPage } from './soundness.js';
import { missing } from '../support/missing.js';

const visit = visiting();

beforeAll(async () => {
  const { ask, service } = visit.service;
  const made = await ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data: MILL } });
  const apply = (who: string, type: string, data: object): Promise<unknown> =>
    ask(who, 'POST', `/api/cases/${made.body.id}/events`, { body: { type, data } });
  await apply('investor', 'submit', {});
  await apply('officer.sifc', 'declareIncomplete', missing('Feasibility study'));
  await eventually('it is told', async () => (await service.notices.inbox.unread('investor@demo.test')) > 0);
});

describe('the notices of somebody', () => {
  it('are counted on every page, lead to their case, and are read when their reader says so (without script)', async () => {
    const page = await visit.open('/sign-in?to=/cases', { script: false, phone: true });
    await signIn(page, 'investor');
    await page.getByRole('link', { name: 'Notices (1)' }).click();
    const told = page.getByRole('link', { name: 'Papers are missing: please supply them' });
    await told.click();
    expect(page.url()).toContain('/cases/');
    await page.getByRole('link', { name: 'Notices (1)' }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    expect(await page.getByRole('link', { name: 'Notices', exact: true }).count()).toBe(1);
    expect(await told.count()).toBe(1);
  });

  it('come as their reader wishes', async () => {
    const page = await visit.open('/sign-in?to=/notices/preferences', { script: false });
    await signIn(page, 'investor');
    await page.getByLabel('One mail in the morning').check();
    await page.getByLabel('What is escalated to me').check();
    await page.getByLabel('From').fill('nine');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('.govuk-error-summary a').allTextContents()).toEqual([
      'Enter a mobile number in international form, such as +92 300 1234567',
      'Enter both times as hours and minutes, such as 21:00, or neither',
    ]);
    await page.getByLabel('Mobile number').fill('+92 300 123-4567');
    await page.getByLabel('From').fill('9.30');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('main').textContent()).toContain('Your choices were saved');
    await page.goto(`${visit.url}/notices/preferences`);
    expect(await page.getByLabel('One mail in the morning').isChecked()).toBe(true);
    expect(await page.getByLabel('From').inputValue()).toBe('09:30');
    expect(await page.getByLabel('Mobile number').inputValue()).toBe('+923001234567');
  });

  it('are told to systems of their own too, at addresses that can be reached', async () => {
    const page = await visit.open('/sign-in?to=/account/webhooks', { script: false });
    await signIn(page, 'investor');
    await page.getByLabel('Address of your system').fill('ftp://example.com');
    await page.getByRole('button', { name: 'Add' }).click();
    expect(await page.getByRole('link', { name: /^Enter an address that begins with https/ }).count()).toBe(1);
    await page.getByLabel('Address of your system').fill('https://receiver.example/in');
    await page.getByRole('button', { name: 'Add' }).click();
    expect(await page.locator('main').textContent()).toMatch(/whsec_[\w+/=]{44}/);
    await page.goto(`${visit.url}/account/webhooks`);
    expect(await page.locator('main').textContent()).not.toContain('whsec_');
    await page.getByRole('button', { name: /receiver\.example/ }).click();
    expect(await page.getByRole('button', { name: /receiver\.example/ }).count()).toBe(0);
  });

  it('are on pages that are sound in three languages', async () => {
    const page = await visit.open('/sign-in', { phone: true });
    await signIn(page, 'investor');
    for (const path of ['/notices', '/notices/preferences', '/account/webhooks'])
      for (const language of ['en', 'ur', 'zh']) {
        await page.goto(`${visit.url}${path}?lang=${language}`);
        expect([path, language, await flawsOnPage(page)]).toEqual([path, language, []]);
      }
  });

  it('lead to the letter that asks, and to an answer that changes nothing but what is changed in it', async () => {
    const page = await visit.open('/sign-in?to=/notices', { phone: true });
    await signIn(page, 'investor');
    await page.getByRole('link', { name: 'Papers are missing: please supply them' }).click();
    expect(await page.locator('.app-letter').textContent()).toMatch(/The file is not complete.*Feasibility study/s);
    await page.locator('.app-turn').getByRole('button', { name: 'Supply what is missing' }).click();
    await page.waitForURL(/do\/supply/);
    expect(await page.locator('.app-letter').textContent()).toContain('Feasibility study');
    expect(await flawsOnPage(page)).toEqual([]);
    await page.getByLabel('Text', { exact: true }).fill('Here it is; and we have counted again.');
    await page.getByText('Change what the application states').click();
    await page.locator('#f-application-workers').fill('950');
    await page.getByRole('button', { name: 'Supply what is missing' }).click();
    await page.waitForURL(/done=supply/);
    const id = /\/cases\/([\w-]+)/.exec(page.url())?.[1] ?? '';
    const { body } = await visit.service.ask('investor', 'GET', `/api/cases/${id}/history`);
    const last = body.items.at(-1) ?? {};
    expect(last).toMatchObject({ type: 'supply', data: { application: { workers: 950 } } });
    expect(JSON.stringify(last['data'])).not.toContain('"builds"');

    await visit.service.ask('officer.sifc', 'POST', `/api/cases/${id}/events`, {
      body: { type: 'declareComplete', data: {} },
    });
    await page.goto(`${visit.url}/cases/${id}`);
    expect(await page.locator('.app-turn').textContent()).toMatch(
      /It is your turn.*Company incorporation.*Lodge the filing/s,
    );
    expect(await flawsOnPage(page)).toEqual([]);
    const officer = await visit.open(`/sign-in?to=/cases/${id}`, { script: false });
    await signIn(officer, 'officer.sifc');
    expect(await officer.locator('#turn').textContent()).toBe('Waiting for: the investor');
    await page.goto(`${visit.url}/cases`);
    expect(await page.locator('main').textContent()).toMatch(/\d things? for you to do/);
  });
});
