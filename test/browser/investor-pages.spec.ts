import { beforeAll, describe, expect, it } from '@jest/globals';
import { Throttle, TooOften } from '../../src/identity/throttle.js';
import { NotTracked, Tracking } from '../../src/tracking/tracking.js';
import { MILL } from '../support/applications.js';
import { officeAtWork } from '../support/office-at-work.js';
import { PHONE, signIn, visiting } from './browser.js';
import { complaintsOf, flawsOfShown, flawsOnPage } from './soundness.js';

const visit = visiting();
const ids: { [name: string]: string } = {};
beforeAll(async () => {
  const { applications, permits } = await officeAtWork(visit.service, 'mofa', 1);
  const { body } = await visit.service.ask('investor', 'POST', '/api/cases', {
    body: { workflow: 'investor-approval', data: MILL },
  });
  Object.assign(ids, { application: applications[0]?.id, permit: permits[0], draft: body.id });
}, 60_000);

describe('every page of an investor', () => {
  it.each([
    '/cases',
    '/apply',
    '/cases/:draft',
    '/cases/:draft/application/production',
    '/cases/:draft/application/sites',
    '/cases/:draft/check',
    '/cases/:application',
    '/cases/:application/acknowledgement',
    '/cases/:application/history',
    '/cases/:application/picture',
    '/cases/:permit',
    '/cases/:permit/do/withdraw',
  ])('is sound at %s', async (path) => {
    const address = path.replace(/:(\w+)/, (_, name: string) => ids[name] ?? '');
    const page = await visit.open(`/sign-in?to=${encodeURIComponent(address)}`);
    await signIn(page, 'investor');
    await page.waitForURL(({ pathname }) => pathname === address);
    const complaints = complaintsOf(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toMatch(/not found|Sorry|not for you/);
    expect(await flawsOfShown(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('an application', () => {
  it('is followed by whoever has its reference and its code, without an account, and shows nothing personal', async () => {
    const own = await visit.open(`/sign-in?to=/cases/${ids['application']}/acknowledgement`, { script: false });
    await signIn(own, 'investor');
    const read = (): Promise<string | null> => own.locator('#tracking ~ p .app-code').textContent();
    const code = (await read()) ?? '';
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const reference = 'IJZ-2026-000001';
    const track = async (given: string, secret: string, language = 'en') => {
      const page = await visit.open('/track', { script: false, language });
      await page.locator('#reference').fill(given);
      await page.locator('#code').fill(secret);
      await page.locator('main form button').click();
      return page;
    };
    for (const language of ['en', 'ur', 'zh']) {
      const page = await track(reference.toLowerCase(), ` ${code.replaceAll('-', '').toLowerCase()}`, language);
      const told = (await page.locator('main').textContent()) ?? '';
      expect(told).toContain(reference);
      for (const personal of ['Chenab', 'mill', MILL.company, ids['application'] ?? ''])
        expect(told).not.toContain(personal);
      expect(await page.locator('main .govuk-summary-list__row').count()).toBeGreaterThan(5);
      expect(await page.locator('main a[href^="/cases"]').count()).toBe(0);
    }
    const sound = await visit.open('/track', { language: 'ur' });
    await sound.locator('#reference').fill(reference);
    await sound.locator('#code').fill(code);
    await sound.locator('main form button').click();
    expect(await flawsOnPage(sound)).toEqual([]);
    await sound.setViewportSize(PHONE);
    expect(await flawsOnPage(sound)).toEqual([]);

    const wrongCode = await track(reference, '0000-0000-0000-0000');
    const wrongReference = await track('IJZ-2026-999999', code);
    const told = async (page: typeof own): Promise<string> =>
      ((await page.locator('main').innerHTML()) ?? '').replaceAll(/value="[^"]*"/g, '');
    expect(await told(wrongCode)).toBe(await told(wrongReference));
    expect(await told(wrongCode)).toContain('No application has this reference together with this code');

    await own.getByRole('button', { name: 'Make another code' }).click();
    expect(await read()).not.toBe(code);
    expect(await told(await track(reference, code))).toBe(await told(wrongCode));
    expect(await (await track(reference, (await read()) ?? '')).locator('h1').textContent()).toBe(
      'Where the application stands',
    );
  });

  it('keeps its code to those whose it is, and nowhere in the database', async () => {
    const path = `/cases/${ids['application']}`;
    expect((await visit.service.ask('officer.sifc', 'POST', `${path}/tracking`)).status).toBe(403);
    expect((await visit.service.ask('investor2', 'POST', `${path}/tracking`)).status).toBe(404);
    const { body } = await visit.service.ask('officer.sifc', 'GET', `${path}/acknowledgement`);
    expect(body as unknown).not.toContain('id="tracking"');
    const rows = await visit.service.service.database.reader.query('select * from tracking');
    expect(rows).toEqual([{ case_id: ids['application'], renewals: 1 }]);
  });

  it('is not guessed: too many mistakes from one address are answered no more, right ones are not counted', async () => {
    const { database, identity } = visit.service.service;
    const throttle = new Throttle({ name: 'tracking', times: 2, seconds: 900 }, null);
    const tracking = new Tracking({ database, keys: identity.keys, throttle });
    const code = await tracking.codeOf(ids['application'] ?? '');
    for (let turn = 0; turn < 4; turn += 1)
      expect(await tracking.find('IJZ-2026-000001', code, '192.0.2.1')).toMatchObject({ id: ids['application'] });
    for (const wrong of ['', code.slice(1)])
      await expect(tracking.find('IJZ-2026-000001', wrong, '192.0.2.1')).rejects.toThrow(NotTracked);
    await expect(tracking.find('IJZ-2026-000001', code, '192.0.2.1')).rejects.toThrow(TooOften);
    await expect(tracking.find('IJZ-2026-000001', `${code}0`, '192.0.2.2')).rejects.toThrow(NotTracked);
  });
});
