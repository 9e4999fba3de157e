import { beforeAll, describe, expect, it } from '@jest/globals';
import { MILL } from '../support/applications.js';
import { officeAtWork } from '../support/office-at-work.js';
import { signIn, visiting } from './browser.js';
import { complaintsOf, flawsOfShown } from './soundness.js';

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
