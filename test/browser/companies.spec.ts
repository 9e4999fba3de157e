import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signIn, visiting } from './browser.js';
import { flawsOfShown } from './soundness.js';

/* A company is put in, its people and its representative change, and an agent is empowered for one application: by people, without script. */

const visit = visiting();
const LAWYER = '5a1e0b7c-0001-4000-8000-000000000001';
/** Where pages are kept as pictures, for whoever wants to look at them. */
const PICTURES = process.env['PICTURES'];

beforeAll(async () => {
  const account = { language: 'en', demo: true, posts: [{ role: 'investor' }], authenticator: false } as const;
  await visit.service.service.identity.accounts.put([
    { ...account, id: LAWYER, email: 'lawyer@demo.test', name: 'Nadia Rehman' },
  ]);
});

const main = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('link', { name }).first().click();

async function entered(who: string, to: string): Promise<Page> {
  const page = await visit.open(`/sign-in?to=${to}`, { script: false, phone: true });
  page.setDefaultTimeout(8_000);
  await signIn(page, who);
  return page;
}

/** Looks at a page as somebody else’s window shows it, which runs scripts: in all languages, on a desk and on a phone. */
async function sound(who: string, shown: Page, name: string): Promise<void> {
  const { pathname } = new URL(shown.url());
  const page = await visit.open(`/sign-in?to=${pathname}`);
  await signIn(page, who);
  if (PICTURES !== undefined) await pictures(page, name);
  expect(await flawsOfShown(page)).toEqual([]);
}

async function pictures(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES ?? '', { recursive: true });
  const { pathname, origin } = new URL(page.url());
  for (const language of ['en', 'ur', 'zh'])
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${origin}${pathname}?lang=${language}`);
      await page.screenshot({ path: `${PICTURES}/${name}-${language}-${width}.png`, fullPage: true });
    }
}

describe('an investor', () => {
  it('puts in a company, takes in a partner, and hands the representation on', async () => {
    const page = await entered('investor', '/company');
    await press(page, 'Put in a company');
    await press(page, 'Put it in');
    expect(await page.getByRole('link', { name: /^Enter what/ }).count()).toBe(2);
    await page.getByLabel('What the company is called').fill('Ravi Spinning (Private) Limited');
    await page.getByLabel('What it rests on').fill('Memorandum of 2 March 2026');
    await press(page, 'Put it in');
    expect(await main(page)).toContain('The company is in.');
    await press(page, 'Take in a person');
    await page.getByLabel('Account number').fill('nobody');
    await page.getByLabel('What it rests on').fill('Board');
    await press(page, 'Take in');
    expect(await page.getByRole('link', { name: /^Enter the account number/ }).count()).toBe(1);
    await page.getByLabel('Account number').fill('investor2@demo.test');
    await press(page, 'Take in');
    expect(await main(page)).toContain('The person was taken in.');
    await sound('investor', page, 'company');

    const partner = await entered('investor2', '/company');
    expect(await main(partner)).toContain('Whoever represents it acts.');
    expect(await partner.getByRole('button', { name: 'Take in a person' }).count()).toBe(0);
    await press(page, 'Change the representative');
    await page.locator('input[name=successor]').first().check();
    await page.getByLabel('What it rests on').fill('Resolution of 3 March 2026');
    await press(page, 'Make the representative');
    expect(await page.getByRole('button', { name: 'Take in a person' }).count()).toBe(0);
    await partner.reload();
    await follow(partner, /^Remove/);
    await partner.getByLabel('Why').fill('Sold the shares');
    await press(partner, 'End it');
    expect(await main(partner)).toContain('is one of its people no longer');
    await page.reload();
    expect(await main(page)).toContain('You belong to no company yet');
  });

  it('applies for the company, and empowers an agent whose power is withdrawn again', async () => {
    const page = await entered('investor2', '/apply');
    await sound('investor2', page, 'apply');
    await page.getByLabel('Ravi Spinning').check();
    await page.locator('input[name="/title"]').fill('Spinning mill');
    await page.locator('input[name="/company"]').fill('Ravi Spinning (Private) Limited');
    await page.locator('select[name="/sector"]').selectOption('textiles');
    await page.locator('input[name="/province"]').first().check();
    await press(page, 'Continue');
    const application = new URL(page.url()).pathname;
    await follow(page, 'Who acts in this application');
    await press(page, 'Empower an agent');
    await page.getByLabel('Account number').fill(LAWYER);
    await page.getByLabel('Until when').fill('2020-01-01');
    await page.getByLabel('What it rests on').fill('Power of attorney of 5 March 2026');
    await press(page, 'Empower');
    expect(await page.getByRole('link', { name: /^Enter a day that lies ahead/ }).count()).toBe(1);
    await sound('investor2', page, 'empower');
    await page.getByLabel('Until when').fill('2027-06-30');
    await press(page, 'Empower');
    expect(await main(page)).toMatch(/Nadia Rehman.*30 June 2027/s);
    await sound('investor2', page, 'agents');

    const agent = await entered('lawyer', application);
    expect(await main(agent)).toContain('Spinning mill');
    await follow(page, /^Withdraw/);
    await page.getByLabel('Why').fill('Another lawyer was found');
    await press(page, 'Withdraw');
    expect(await main(page)).toContain('The power was withdrawn.');
    expect((await agent.reload())?.status()).toBe(404);
  });
});
