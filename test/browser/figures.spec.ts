import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { JsonObject } from '../../src/engine/index.js';
import { fill } from '../../src/walkthrough/fill.js';
import { eventually } from '../setup/eventually.js';
import { pdf } from '../documents/sending.js';
import { officeAtWork } from '../support/office-at-work.js';
import { signIn, visiting, type OpenOptions } from './browser.js';
import { complaintsOf, flawsOf, flawsOfShown } from './soundness.js';

const visit = visiting();
const LATER = '2027-01-20T04:00:00Z';

const act = async (who: string, id: string, type: string): Promise<void> => {
  const { body } = await visit.service.ask(who, 'GET', `/api/cases/${id}`);
  const { schema = {} } = body.actions.find(({ event }) => event === type) ?? {};
  const data = fill(schema as JsonObject, '2026-11-23');
  const { status } = await visit.service.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
  if (status !== 200) throw new Error(`${type}: ${status}`);
};

beforeAll(async () => {
  const { permits, applications } = await officeAtWork(visit.service, 'secp', 3);
  await act('officer.secp', String(permits[0]), 'register');
  const { status } = await visit.service.ask(null, 'POST', '/api/clock', { body: { to: LATER } });
  expect(status).toBe(200);
  await act('investor', String(applications[1]?.id), 'withdraw');
}, 60_000);

const goAs = async (who: string, path: string, options?: OpenOptions): Promise<Page> => {
  const page = await visit.open(`/sign-in?to=${encodeURIComponent(path)}`, options);
  await signIn(page, who);
  return page;
};
const told = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

describe('figures', () => {
  it.each([true, false])('lead to their cases, and back (script: %s)', async (script) => {
    const page = await goAs('manager.secp', '/manage/figures', { script });
    const complaints = complaintsOf(page);
    const tile = page.locator('.app-tiles__one--overdue');
    const overdue = Number(await tile.locator('.app-tiles__number').textContent());
    expect(overdue).toBeGreaterThan(0);
    await tile.getByRole('link').click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Overdue tasks');
    expect(await page.locator('tbody tr').count()).toBe(overdue);
    await page.getByRole('link', { name: 'Figures' }).first().click();
    await page.locator('#promises tbody a').first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Approvals that were decided');
    // To leave the page ends what it listened to.
    expect(complaints.filter((one) => !one.includes('/api/stream'))).toEqual([]);
  });

  it('are counted again when something happens, and stay under the hand of whoever reads them', async () => {
    const page = await visit.open('/sign-in?to=/manage/figures');
    await page.clock.install();
    await signIn(page, 'manager.secp');
    const complaints = complaintsOf(page);
    const open = page.locator('.app-tiles__one--open');
    const [before, focused] = [Number(await open.locator('.app-tiles__number').textContent()), open.getByRole('link')];
    await focused.focus();
    await officeAtWork(visit.service, 'secp');
    await eventually('it is counted again', async () => {
      await page.clock.runFor(25_000);
      return Number(await open.locator('.app-tiles__number').textContent()) > before;
    });
    expect(await focused.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    expect(await page.getByRole('status').textContent()).toContain(`${before + 1} open`);
    const shown = page.locator('#work-by-agency tbody td').last();
    expect(Number.parseInt((await shown.textContent()) ?? '', 10)).toBe(before + 1);
    await page.getByRole('link', { name: 'Count again' }).click();
    expect(complaints.filter((one) => !one.includes('/api/stream'))).toEqual([]);
  });

  it('can be taken along as sheets, with words and numbers', async () => {
    const page = await goAs('manager.secp', '/manage/figures', { language: 'zh' });
    const link = page.locator('#promises').getByRole('link', { name: /^CSV/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('promises.csv');
    const response = await page.request.get(`${visit.url}/manage/figures/tables/promises?format=xlsx`);
    expect(response.headers()['content-type']).toContain('spreadsheetml');
    expect((await response.body()).subarray(0, 2).toString()).toBe('PK');
    const cases = await page.request.get(`${visit.url}/manage/figures/cases/sheet?figure=work&view=overdue`, {
      headers: { 'accept-language': 'zh' },
    });
    expect(await cases.text()).toMatch(/^\uFEFF编号,.*\r\nIJZ-2026-/);
  });

  it('are sound in three languages, on a desk and on a phone', async () => {
    const page = await goAs('manager', '/manage/figures');
    expect(await flawsOfShown(page)).toEqual([]);
    await page.goto(`${visit.url}/manage/figures/cases?figure=work&view=overdue`);
    expect(await flawsOfShown(page)).toEqual([]);
  });

  it('are for those who oversee', async () => {
    const status = async (who: string): Promise<number> =>
      (await visit.service.ask(who, 'GET', '/manage/figures')).status;
    expect(await Promise.all(['auditor', 'manager.secp', 'officer.secp', 'investor'].map(status))).toEqual([
      200, 200, 403, 403,
    ]);
  });
});

describe('the public service standard', () => {
  it('is sound beside what really happened', async () => {
    expect(await flawsOf(visit, '/standard')).toEqual([]);
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

describe('the proof of a figure', () => {
  const PATH = '/manage/rulesets/pk-2026-11/figures/approvals.environmental-iee.variants.sindh.clocks.decision';
  const file = { name: 'gazette.pdf', mimeType: 'application/pdf', buffer: pdf('gazette') };

  it.each([true, false])('is recorded by one, countersigned by another, and withdrawn (script: %s)', async (script) => {
    const page = await goAs('manager.sifc', '/manage/rulesets/pk-2026-11/approvals/environmental-iee', { script });
    const complaints = complaintsOf(page);
    const decision = page.locator('[id="approvals.environmental-iee.variants.sindh.clocks.decision"]');
    await decision.getByRole('link', { name: /^Proof/ }).click();
    expect(await told(page)).toContain('A proof changes no law and no running case.');
    await page.getByLabel('Title of the document').fill('Regulations of Sindh 2021');
    await page.getByLabel('Day of the document').fill('2031-01-01');
    await page.getByRole('button', { name: 'Record a proof' }).click();
    const summary = page.locator('.govuk-error-summary');
    expect(await summary.getByRole('link').allTextContents()).toEqual([
      'Enter its number and where the figure stands, in 300 characters at most',
      'Enter the day of the document, which cannot be in the future',
      'Choose what the document makes of this time',
    ]);
    expect(await page.getByLabel('Title of the document').inputValue()).toBe('Regulations of Sindh 2021');
    await page.getByLabel('Number, and where in it').fill('Sindh Gazette 2021, regulation 11');
    await page.getByLabel('Day of the document').fill('2021-08-12');
    await page.getByLabel('A limit that the law sets').check();
    await page.getByLabel('How it was verified').fill('Read in the gazette');
    await page.getByLabel('The document itself').setInputFiles(file);
    await page.getByRole('button', { name: 'Record a proof' }).click();
    expect(await told(page)).toMatch(/It waits for the countersignature.*Waits for a countersignature.*gazette\.pdf/s);
    // Whoever has recorded it does not countersign it.
    expect(await page.getByRole('button', { name: 'Countersign' }).count()).toBe(0);
    expect(complaints).toEqual([]);

    const other = await goAs('manager', PATH, { script, phone: true });
    await other.getByRole('button', { name: 'Countersign' }).click();
    expect(await told(other)).toMatch(
      /The proof is countersigned\..*Proved, for the next ruleset.*Read in the gazette/s,
    );
    expect(await told(other)).toContain('Sindh Gazette 2021, regulation 11: Regulations of Sindh 2021, 2021-08-12');
    await other.goto(`${visit.url}/manage/rulesets/pk-2026-11`);
    expect(await told(other)).toMatch(/Figures with a proof on record.*Sindh.*Proved, for the next ruleset/s);
    await other.goto(visit.url + PATH);
    await other.getByText('Withdraw this proof').first().click();
    await other.getByRole('button', { name: 'Withdraw this proof' }).click();
    expect(await summaryOf(other)).toBe('Enter why, in 2,000 characters at most');
    await other.getByLabel('Why').fill('Amended in 2026');
    await other.getByRole('button', { name: 'Withdraw this proof' }).click();
    expect(await told(other)).toMatch(/The proof is withdrawn\..*Withdrawn.*Amended in 2026/s);
  });

  it('is read by all who work here and recorded by managers of the desk; the form is sound', async () => {
    const page = await goAs('manager.sifc', PATH);
    expect(await flawsOfShown(page)).toEqual([]);
    const officer = await goAs('officer.secp', PATH);
    expect(await told(officer)).toContain('Amended in 2026');
    expect(await officer.getByRole('button', { name: 'Record a proof' }).count()).toBe(0);
    expect((await visit.service.ask('auditor', 'GET', `${PATH}x`)).status).toBe(404);
  });
});

const summaryOf = async (page: Page): Promise<string> =>
  (await page.locator('.govuk-error-summary').getByRole('link').textContent()) ?? '';
