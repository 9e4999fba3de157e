import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { eventually } from '../setup/eventually.js';
import { codeOf, OTHER_PASSWORD, PASSWORD, somebody } from '../support/people.js';
import { visiting } from './browser.js';
import { flawsOf, flawsOnPage } from './soundness.js';

/* Mails go to a real SMTP server, which this test runs; what it took is read as a person would. */

const mails: string[] = [];
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, done) => {
    let mail = '';
    stream.on('data', (part: Buffer) => (mail += part.toString('utf8')));
    stream.on('end', () => {
      mails.push(mail.replaceAll('=\r\n', '').replaceAll('=3D', '='));
      done();
    });
  },
});
const variables: { [name: string]: string } = {};
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  variables['SMTP_URL'] = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

const visit = visiting(variables);

async function linkIn(about: string): Promise<string> {
  const find = (): string | undefined => mails.find((mail) => mail.includes(about));
  await eventually('a mail arrives', () => find() !== undefined);
  const [, path = ''] = /https?:\/\/[^/]+(\/\S+)/.exec(find() ?? '') ?? [];
  mails.length = 0;
  return path;
}

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const main = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

describe('an investor', () => {
  it('makes an account by a link, signs in, and sets a forgotten password anew, all without script', async () => {
    const page = await visit.open('/apply?sector=gemstones&entry=branch', { script: false, phone: true });
    expect(await main(page)).toContain('To apply you need an account');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('button', { name: 'Send me the link' }).click();
    expect(await page.getByRole('link', { name: 'Enter your name' }).count()).toBe(1);
    await page.getByLabel('Your name').fill('Sara Malik');
    await page.getByLabel('E-mail address').fill('sara@example.com');
    await page.getByRole('button', { name: 'Send me the link' }).click();
    expect(await main(page)).toContain('Look at your mail');

    const link = await linkIn('sara@example.com');
    // A scanner of mails follows the link first: nothing is used up by that.
    await fetch(`${visit.url}${link}`);
    await page.goto(`${visit.url}${link}`);
    await page.getByLabel('New password').fill('password12345678');
    await page.getByRole('button', { name: 'Create the account' }).click();
    expect(await page.getByRole('link', { name: /^Choose a longer or a less usual password: 15/ }).count()).toBe(1);
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the account' }).click();
    expect(await main(page)).toContain('Your account was made');
    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await enter(page, 'sara@example.com', PASSWORD);
    expect(await page.getByText('Sara Malik').count()).toBe(1);
    // What was answered before there was an account is not lost.
    expect(await page.getByLabel('Sector').inputValue()).toBe('gemstones');
    await page.goto(`${visit.url}${link}`);
    await page.getByLabel('New password').fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Create the account' }).click();
    expect(await main(page)).toContain('This link no longer works');

    const other = await visit.open('/sign-in', { script: false });
    await other.getByRole('link', { name: 'I have forgotten my password' }).click();
    await other.getByLabel('E-mail address').fill('sara@example.com');
    await other.getByRole('button', { name: 'Send me the link' }).click();
    await other.goto(`${visit.url}${await linkIn('sara@example.com')}`);
    await other.getByLabel('New password').fill(OTHER_PASSWORD);
    await other.getByRole('button', { name: 'Set the password' }).click();
    expect(await main(other)).toContain('Your password was set');
    // The session that the old password had opened is over.
    await page.goto(`${visit.url}/account`);
    expect(page.url()).toContain('/sign-in');
  });

  it('sets up an authenticator, keeps codes on paper, and signs in with a code as a step of its own', async () => {
    const { email } = await somebody(visit.service.service.identity);
    const page = await visit.open('/sign-in?to=/account');
    await enter(page, email, PASSWORD);
    await page.getByRole('link', { name: 'Set up an authenticator' }).click();
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.getByRole('link', { name: 'The password or the code is wrong' }).count()).toBe(1);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    const secret = await page.locator('input[name=secret]').inputValue();
    expect(await flawsOnPage(page)).toEqual([]);
    await page.getByLabel('Code that the authenticator shows').fill('000000');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    expect(await page.locator('input[name=secret]').inputValue()).toBe(secret);
    await page.getByLabel('Code that the authenticator shows').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const paper = await page.locator('.app-paper code').allTextContents();
    expect(paper.length).toBe(10);
    expect(await flawsOnPage(page)).toEqual([]);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    expect(await main(page)).toContain('10 recovery codes are left');

    const again = await visit.open('/sign-in?to=/account', { phone: true });
    await enter(again, email, PASSWORD);
    expect(await again.getByRole('heading', { level: 1 }).textContent()).toBe('Enter a code');
    await again.getByLabel('Code from your authenticator').fill('1234');
    await again.getByRole('button', { name: 'Continue' }).click();
    expect(await again.getByRole('link', { name: /^The code is wrong/ }).count()).toBe(1);
    expect(await flawsOnPage(again)).toEqual([]);
    await again.getByLabel('Code from your authenticator').fill(paper[0] ?? '');
    await again.getByRole('button', { name: 'Continue' }).click();
    expect(await main(again)).toContain('9 recovery codes are left');
    expect(await again.locator('.app-session').count()).toBe(2);
    // The first browser ends the other.
    await page.reload();
    await page
      .getByRole('button', { name: /^End\s?: / })
      .first()
      .click();
    expect(await main(page)).toContain('The session has ended');
    await again.reload();
    expect(again.url()).toContain('/sign-in');
  });

  it('makes a token, which is shown once and opens what it may until it is ended', async () => {
    const { email } = await somebody(visit.service.service.identity);
    const page = await visit.open('/sign-in?to=/account', { script: false });
    await enter(page, email, PASSWORD);
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByLabel('What it is for').fill('Nightly export');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = (await page.locator('main code').first().textContent()) ?? '';
    const status = async (): Promise<number> =>
      (await fetch(`${visit.url}/api/cases`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await status()).toBe(200);
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByRole('button', { name: /Nightly export/ }).click();
    expect(await main(page)).toContain('The token has ended');
    expect(await status()).toBe(401);
  });

  it('finds every page of the account sound in three languages, on a desk and on a phone', async () => {
    for (const path of ['/sign-in', '/register', '/register/confirm?token=x', '/password/forgotten'])
      expect(await flawsOf(visit, path)).toEqual([]);
    const { email } = await somebody(visit.service.service.identity);
    const page = await visit.open('/sign-in', { phone: true });
    await enter(page, email, PASSWORD);
    for (const path of ['', '/password', '/authenticator', '/tokens/new'])
      for (const language of ['en', 'ur', 'zh']) {
        await page.goto(`${visit.url}/account${path}?lang=${language}`);
        expect([path, language, await flawsOnPage(page)]).toEqual([path, language, []]);
      }
  });
});
