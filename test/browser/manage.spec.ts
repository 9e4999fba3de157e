import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { officeAtWork } from '../support/office-at-work.js';
import { signIn, visiting, type OpenOptions } from './browser.js';
import { complaintsOf, flawsOfShown } from './soundness.js';

const visit = visiting();
/** Every target of the permits has passed by then, and three rungs are climbed. */
const LATER = '2027-01-20T04:00:00Z';

beforeAll(async () => {
  await officeAtWork(visit.service, 'secp', 3);
  const { status } = await visit.service.ask(null, 'POST', '/api/clock', { body: { to: LATER } });
  expect(status).toBe(200);
}, 60_000);

const goAs = async (who: string, path: string, options?: OpenOptions): Promise<Page> => {
  const page = await visit.open(`/sign-in?to=${encodeURIComponent(path)}`, options);
  await signIn(page, who);
  return page;
};
const alarms = (page: Page) => page.locator('.app-alarm');
const told = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

describe('the inbox of escalations', () => {
  it.each([true, false])('is acknowledged one by one, and by rung (script: %s)', async (script) => {
    const { body } = await visit.service.ask('manager.secp', 'GET', '/api/escalations?limit=100');
    const rung = Math.max(...body.items.map((one) => Number(one['rung'])));
    const page = await goAs('manager.secp', `/manage?rung=${rung}`, { script, phone: true });
    const before = await alarms(page).count();
    expect(before).toBeGreaterThan(0);
    expect(await alarms(page).first().textContent()).toContain(`Rung ${rung + 1}`);
    await page
      .getByRole('button', { name: /^Acknowledge/ })
      .first()
      .click();
    await page.waitForURL(/rung=/);
    expect(await alarms(page).count()).toBe(before - 1);
  });

  it('is made anew when somebody else has acknowledged', async () => {
    const page = await goAs('manager.secp', '/manage');
    const [first] = (await visit.service.ask('manager.secp', 'GET', '/api/escalations')).body.items;
    const link = page.locator(`a[href="/manage/escalations/${String(first?.['id'])}"]`);
    expect(await link.count()).toBe(1);
    await visit.service.ask('manager.secp', 'POST', `/api/escalations/${String(first?.['id'])}/acknowledge`);
    await link.waitFor({ state: 'detached' });
    expect(await page.getByRole('status').textContent()).toBe('The list has changed.');
  });

  it.each([true, false])('leads to what can be done: remind, call a meeting, give (script: %s)', async (script) => {
    const page = await goAs('manager.secp', '/manage', { script });
    const complaints = complaintsOf(page);
    await alarms(page).first().getByRole('link').first().click();
    await page.getByText('Remind whoever is to do it').first().click();
    await page.getByRole('button', { name: 'Remind whoever is to do it' }).click();
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Say something: What you tell them');
    await page.getByLabel('What you tell them').fill('Today, please');
    await page.getByRole('button', { name: 'Remind whoever is to do it' }).click();
    expect(await told(page)).toContain('The reminder is on the record');

    await page.getByText('Call a meeting').first().click();
    await page.getByLabel('Day').fill('2027-01-21');
    await page.getByLabel('Time', { exact: true }).fill('14:30');
    await page.getByLabel('Place').fill('Committee room');
    await page.getByLabel('What it is about').fill('What is missing');
    await page.getByRole('button', { name: 'Call a meeting' }).click();
    expect(await told(page)).toContain('The meeting is on the record');

    await page.getByText('Give the task to somebody').first().click();
    await page.getByLabel('Give to').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Give the task to somebody' }).click();
    expect(await told(page)).toContain('The task is with that person now.');

    await page.getByRole('link', { name: 'See the case' }).click();
    await page
      .getByRole('link', { name: /history/i })
      .first()
      .click();
    expect(await told(page)).toContain('A manager called a meeting');
    // To leave the page ends what it listened to.
    expect(complaints.filter((one) => !one.includes('/api/stream'))).toEqual([]);
  });

  it.each(['/manage', 'an escalation'])('%s is sound in three languages, on a desk and on a phone', async (path) => {
    const page = await goAs('manager.secp', '/manage?all=yes');
    if (path !== '/manage') await alarms(page).first().getByRole('link').first().click();
    expect(await flawsOfShown(page)).toEqual([]);
  });

  it('is for managers', async () => {
    expect((await visit.service.ask('officer.secp', 'GET', '/manage')).status).toBe(403);
    const { body } = await visit.service.ask('manager.secp', 'GET', '/api/escalations');
    const path = `/manage/escalations/${String(body.items[0]?.['id'])}`;
    expect((await visit.service.ask('manager.epa-punjab', 'GET', path)).status).toBe(404);
  });

  it('has one row for each task, and acknowledges with it what is below', async () => {
    const page = await goAs('manager.secp', '/manage');
    const tasks = await page.locator('.app-alarm h2 a').allTextContents();
    expect(new Set(tasks).size).toBe(tasks.length);
    expect(tasks.length).toBeGreaterThan(0);
    const { body } = await visit.service.ask('manager.secp', 'GET', '/api/escalations?limit=100');
    // Each has climbed several rungs.
    expect(body.items.length).toBeGreaterThan(tasks.length);
    await page
      .getByRole('button', { name: /^Acknowledge/ })
      .first()
      .click();
    await page.waitForURL(/\/manage$/);
    expect(await alarms(page).count()).toBe(tasks.length - 1);
  });
});

describe('the rulesets', () => {
  it.each([true, false])('are read, to the source of each figure (script: %s)', async (script) => {
    const page = await goAs('manager.sifc', '/office', { script, phone: true });
    await page.getByRole('link', { name: 'Rulesets' }).click();
    expect(await told(page)).toMatch(/In force.*pk-2026-11/s);
    await page.getByRole('link', { name: 'Pakistan, as compiled in November 2026' }).click();
    expect(await told(page)).toContain('A figure changes by a published next ruleset and in no other way.');
    expect(await told(page)).toContain('Special Economic Zone Committee');
    await page.getByRole('link', { name: /^Not confirmed/ }).click();
    expect(await told(page)).toContain('Approvals Committee of the facilitation council');
    expect(await told(page)).not.toContain('Special Economic Zone Committee');
    await page.getByRole('link', { name: 'Initial Environmental Examination approval' }).click();
    const figures = page.locator('.app-figure-list__one');
    expect(await figures.count()).toBe(6);
    for (const text of await figures.allTextContents()) expect(text).toContain('Not confirmed');
    await page.getByRole('link', { name: /^All figures/ }).click();
    const decision = page.locator('[id="approvals.environmental-iee.variants.punjab-2022.clocks.decision"]');
    expect(await decision.textContent()).toMatch(/30 days.*Limit.*Confirmed.*Source: Dawn/s);
    await decision.getByText('How it is counted').click();
    expect(await decision.textContent()).toContain('Stay by a court: order of a court');
    expect(await told(page)).toContain('Environmental schedule: An initial environmental examination (IEE)');
    expect(await told(page)).toContain('Holds where: Province: Punjab');
    await page.getByRole('link', { name: /service standard$/ }).click();
    expect(new URL(page.url()).hash).toBe('#environmental-iee');
    await page.getByRole('link', { name: /^The ruleset behind it/ }).click();
    expect(new URL(page.url()).pathname).toBe('/manage/rulesets/pk-2026-11');
  });

  it.each([
    '/manage/rulesets',
    '/manage/rulesets/pk-2026-11',
    '/manage/rulesets/pk-2026-11/approvals/electricity-connection',
  ])('%s is sound in three languages, on a desk and on a phone', async (path) => {
    const page = await goAs('manager.sifc', path);
    await page.waitForURL(/rulesets/);
    expect(await flawsOfShown(page)).toEqual([]);
  });

  it('are for those who work here, and say where there is none', async () => {
    expect((await visit.service.ask('investor', 'GET', '/manage/rulesets')).status).toBe(403);
    for (const path of ['/manage/rulesets/none', '/manage/rulesets/pk-2026-11/approvals/none'])
      expect((await visit.service.ask('auditor', 'GET', path)).status).toBe(404);
    const page = await visit.open('/standard');
    expect(await page.getByRole('link', { name: /^The ruleset behind it/ }).count()).toBe(0);
  });
});
