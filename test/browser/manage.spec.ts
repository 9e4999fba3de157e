import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { deliveredUpTo } from '../../src/notices/delivery.js';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { officeAtWork } from '../support/office-at-work.js';
import { choose, closeShown, shownIn } from './alarmed.js';
import { signIn, visiting, type OpenOptions } from './browser.js';
import { complaintsOf, flawsOfShown } from './soundness.js';

const visit = visiting({}, { whole: true });
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

describe('a browser that alarms', () => {
  const START = '在此浏览器中提醒我';

  const newest = async (): Promise<string> =>
    String((await visit.service.ask('manager.secp', 'GET', '/api/escalations?limit=1')).body.items[0]?.['id']);
  /** Moves on, rung by rung, until one alarms the manager. */
  const climb = async (): Promise<void> => {
    const sql = `select min(d.due_at) as due from deadlines d join cases c on c.id = d.case_id
      where c.agency = 'secp' and d.source = 'ladder' and d.status = 'armed'`;
    for (const before = await newest(); (await newest()) === before;) {
      const [next] = await read<{ due: number }>(visit.service.service.database, sql, []);
      await moveTo(new Date(Number(next?.due)).toISOString());
    }
  };
  /** Whether people have been told all that has happened. */
  const isTold = async (): Promise<boolean> => {
    const { database } = visit.service.service;
    const sql = 'select max(position) as last, count(*) - count(position) as waiting from outbox';
    const [row] = await read<{ last: number; waiting: number }>(database, sql, []);
    return Number(row?.waiting) === 0 && (await deliveredUpTo(database)) >= Number(row?.last);
  };
  const moveTo = async (to: string): Promise<void> => {
    expect((await visit.service.ask(null, 'POST', '/api/clock', { body: { to } })).status).toBe(200);
  };

  it('is allowed to by a click only, and tells each escalation once, however many pages are open', async () => {
    const page = await goAs('manager.secp', '/notices/preferences', { language: 'zh' });
    const context = page.context();
    const complaints = complaintsOf(page);
    await context.grantPermissions(['notifications'], { origin: visit.url });
    const others = await Promise.all(
      ['/manage', '/work'].map(async (path) => {
        const other = await context.newPage();
        await other.goto(`${visit.url}${path}`);
        return other;
      }),
    );
    expect(context.serviceWorkers()).toEqual([]);
    await page.getByRole('button', { name: START }).click();
    await page.getByText('此浏览器会提醒您。').waitFor();
    await Promise.all(others.map((other) => other.reload()));
    expect(await shownIn(page)).toEqual([]);

    await officeAtWork(visit.service, 'secp');
    await climb();
    await eventually('the browser tells it', async () => (await shownIn(page)).length > 0);
    const [told] = await shownIn(page);
    const { body } = await visit.service.ask('manager.secp', 'GET', '/api/escalations?limit=1');
    expect(told).toEqual([
      expect.stringMatching(/^升级至您/),
      `案件 ${String(body.items[0]?.['reference'])}`,
      `/manage/escalations/${String(body.items[0]?.['id'])}`,
    ]);
    expect(complaints).toEqual([]);
    // What comes while no page is open is told by the next one, in one sentence; what was shown is not shown again.
    await closeShown(page);
    await Promise.all([page, ...others].map((open) => open.close()));
    await moveTo('2027-04-20T04:00:00Z');
    await eventually('people are told all', isTold);
    const next = await context.newPage();
    await next.goto(`${visit.url}/manage`);
    await eventually('what came together is told', async () => (await shownIn(next)).length > 0);
    expect(await shownIn(next)).toEqual([['有多项任务已升级至您', '查看详情', '/manage']]);
  });

  it('leads to the page when somebody chooses what it told', async () => {
    const page = await goAs('manager.secp', '/notices/preferences');
    await page.context().grantPermissions(['notifications'], { origin: visit.url });
    await page.getByRole('button', { name: 'Alarm me in this browser' }).click();
    await page.getByText('This browser alarms you.').waitFor();
    const opened = await choose(page, '/manage/escalations/1');
    expect(opened).toEqual({ to: ['/manage/escalations/1'], left: 0 });
  });

  it('alarms nobody who has not asked, and no more who no longer wants it', async () => {
    const page = await goAs('manager.secp', '/notices/preferences');
    await page.getByRole('button', { name: 'Alarm me in this browser' }).click();
    await page.getByText('The browser does not allow it.').waitFor();
    await page.context().grantPermissions(['notifications'], { origin: visit.url });
    await page.getByRole('button', { name: 'Alarm me in this browser' }).click();
    await page.getByRole('button', { name: 'Alarm me no more in this browser' }).click();
    await page.getByText('This browser alarms you no more.').waitFor();
    await page.reload();
    expect(await page.getByRole('button', { name: 'Alarm me in this browser' }).count()).toBe(1);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'localStorage')['ijazat-alarms'])).toBe('{}');
  });

  it('is asked only of those who work for the state', async () => {
    const page = await goAs('investor', '/notices/preferences');
    expect(await page.locator('[data-alarms], [data-alarm-panel]').count()).toBe(0);
  });
});
