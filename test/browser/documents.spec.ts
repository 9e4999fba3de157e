import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sha256 } from '../../src/engine/index.js';
import { pdf } from '../documents/sending.js';
import { MILL } from '../support/applications.js';
import { signIn, visiting } from './browser.js';
import { complaintsOf, flawsOfShown, flawsOnPage } from './soundness.js';

const visit = visiting();

const LAHORE = { ...MILL, zone: 'none', province: 'punjab', district: 'lahore', incorporated: true };
const NAME = 'نقشہ 1.pdf';
const DRAWINGS = 'Site plan, architectural and structural drawings';

/** An application that was submitted and found complete, with its registration for tax lodged. */
async function application(): Promise<{ readonly id: string; readonly ntn: string }> {
  const { ask } = visit.service;
  const data = { ...LAHORE, title: 'Mill in Lahore', foreign: false, entry: 'company' };
  const { id } = (await ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } })).body;
  const act = (who: string, of: string, type: string): Promise<unknown> =>
    ask(who, 'POST', `/api/cases/${of}/events`, { body: { type, data: {} } });
  await act('investor', id, 'submit');
  await act('officer.sifc', id, 'declareComplete');
  const { children } = (await ask('investor', 'GET', `/api/cases/${id}`)).body;
  const ntn = children.find(({ key }) => key === 'fbr-ntn')?.id ?? '';
  await act('investor', ntn, 'lodge');
  return { id, ntn };
}

const enter = async (page: Page, who: string, path: string): Promise<void> => {
  await page.goto(`${visit.url}${path}`);
  await signIn(page, who);
};
const choose = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
const submit = (page: Page): Promise<void> => page.locator('#submit').click();
const errors = (page: Page): Promise<string[]> => page.locator('.govuk-error-summary a').allTextContents();
const told = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

async function downloaded(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).first().click();
  const download = await waiting;
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}

describe('documents', () => {
  it.each([true, false])('are given, refused and replaced by an investor (script: %s)', async (script) => {
    const { id } = await application();
    const page = await visit.blank({ script, phone: true });
    const complaints = complaintsOf(page);
    await enter(page, 'investor', `/cases/${id}`);
    await page.getByRole('link', { name: 'All documents of the case' }).click();
    expect(await told(page)).toMatch(/0 of \d+ papers that are asked for have been given/);

    await page.getByRole('link', { name: new RegExp(`^Give this paper ?: ${DRAWINGS}`) }).click();
    await submit(page);
    expect(await errors(page)).toEqual(['Choose a file']);
    await choose(page, 'plan.pdf', Buffer.from('<html><script>alert(1)</script></html>'));
    await submit(page);
    expect(await errors(page)).toEqual([expect.stringContaining('of a kind that is not taken: choose one of PDF')]);
    await choose(page, NAME, pdf('first'));
    await submit(page);
    expect(await told(page)).toContain(`${NAME} was given.`);
    expect(await told(page)).toMatch(/1 of \d+ papers/);
    expect(await downloaded(page, NAME)).toEqual({ name: NAME, bytes: pdf('first') });

    await page.getByRole('link', { name: new RegExp(`^Give a newer one ?: ${DRAWINGS}`) }).click();
    expect(await told(page)).toContain(`It takes the place of ${NAME}`);
    await choose(page, 'plan 2.pdf', pdf('second'));
    await submit(page);
    expect(await told(page)).toContain('version 2');
    expect(await told(page)).toContain('Earlier versions');

    await page.getByRole('link', { name: /^Give this paper ?: Identity cards/ }).click();
    await choose(page, 'passport.pdf', pdf('passport'));
    await submit(page);
    expect(await errors(page)).toEqual([expect.stringContaining('The last day on which it holds')]);
    await fillDate(page, '2020');
    await choose(page, 'passport.pdf', pdf('passport'));
    await submit(page);
    expect(await errors(page)).toEqual(['This day is over: give a document that still holds']);
    expect(await page.getByLabel('Year').inputValue()).toBe('2020');
    await fillDate(page, '2030');
    await choose(page, 'passport.pdf', pdf('passport'));
    await submit(page);
    expect(await told(page)).toContain('holds until 31 December 2030');
    expect(complaints).toEqual([]);
  });

  it('lie beside the decision, whose signed order an officer attaches for the investor and the public', async () => {
    const { id, ntn } = await application();
    const officer = await visit.blank();
    const complaints = complaintsOf(officer);
    await enter(officer, 'officer.fbr', `/cases/${ntn}/documents/give`);
    await choose(officer, 'letter.pdf', pdf('letter'));
    await submit(officer);
    await officer.goto(`${visit.url}/cases/${ntn}/do/register`);
    expect(await officer.locator('aside').textContent()).toContain('letter.pdf');
    const body = { type: 'register', data: { basis: 'Ordinance', text: 'Registered.' } };
    await visit.service.ask('officer.fbr', 'POST', `/api/cases/${ntn}/events`, { body });
    await officer.goto(`${visit.url}/cases/${ntn}`);
    await officer.getByRole('link', { name: /^Attach the signed order/ }).click();
    await submit(officer);
    expect(await errors(officer)).toEqual(['Choose a file']);
    expect(await flawsOnPage(officer)).toEqual([]);
    await choose(officer, 'order.pdf', pdf('signed'));
    await submit(officer);
    expect(await told(officer)).toContain('order.pdf was attached as the signed order.');

    const investor = await visit.blank();
    await enter(investor, 'investor', `/cases/${ntn}`);
    expect(await told(investor)).toContain('What the officer signed is what binds.');
    expect((await downloaded(investor, 'order.pdf')).bytes).toEqual(pdf('signed'));
    const { items } = (await visit.service.ask('investor', 'GET', `/api/cases/${ntn}/certificates`)).body;
    const { reference } = items.find(({ kind }) => kind === 'grant') as unknown as { readonly reference: string };
    const anyone = await visit.open(`/verify/${reference}`);
    expect(await told(anyone)).toContain(sha256(pdf('signed').toString()));
    expect(complaints).toEqual([]);
    expect((await investor.request.get(`${visit.url}/cases/${id}/documents/none`)).status()).toBe(404);
  });

  it('are sound pages in three languages', async () => {
    const { id, ntn } = await application();
    const page = await visit.blank();
    await enter(page, 'investor', `/cases/${id}/documents/give?paper=identity`);
    await fillDate(page, '2030');
    await choose(page, 'passport.pdf', pdf('passport'));
    await submit(page);
    const flaws = await flawsOfShown(page);
    for (const path of [`/cases/${id}/documents/give?paper=identity`, `/cases/${ntn}`]) {
      await page.goto(`${visit.url}${path}`);
      flaws.push(...(await flawsOfShown(page)));
    }
    expect(flaws).toEqual([]);
  });
});

async function fillDate(page: Page, year: string): Promise<void> {
  await page.getByLabel('Day', { exact: true }).fill('31');
  await page.getByLabel('Month', { exact: true }).fill('12');
  await page.getByLabel('Year', { exact: true }).fill(year);
}
