import { jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findOrInstallChromium } from '../../src/bootstrap/chromium-program.mjs';
import { startService, type TestService } from '../support/service.js';

/** Where there is no browser yet, one is fetched and installed. */
const START_MS = 300_000;
const STEP_MS = 30_000;
/** Pages are looked at on machines that have other work to do. */
const TEST_MS = 150_000;

/** In a bare environment the browser gives files no names but those in Latin letters. */
const IN_UNICODE = { ...process.env, LC_ALL: 'C.UTF-8' };

/** A service and a browser for the tests of one file; both are gone after them. */
export interface Visit {
  readonly url: string;
  readonly service: TestService;
  readonly browser: Browser;
  /** A page in a window of its own, with cookies of its own; nothing is in it yet. */
  readonly blank: (options?: OpenOptions) => Promise<Page>;
  /** The same, with a page of the service in it. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Page>;
}

export interface OpenOptions {
  readonly language?: string;
  readonly phone?: boolean;
  readonly script?: boolean;
}

/** Signs a demonstration account in, and goes where it wanted to go. */
export async function signIn(page: Page, who: string): Promise<void> {
  await page.locator('#email').fill(`${who}@demo.test`);
  await page.locator('#password').fill('secret');
  await page.locator('main form button').click();
}

/** A cheap phone, and a desk. */
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/**
 * Call it at the top of the file; what it gives can be used once the tests run. `whole`: in a browser that has all that a window has, such as
 * notifications, and takes twice the processor time.
 */
export function visiting(variables: { [name: string]: string } = {}, { whole = false } = {}): Visit {
  jest.setTimeout(TEST_MS);
  const parts: { service?: TestService; browser?: Browser; url?: string } = {};
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const log = (line: string): boolean => process.stderr.write(line);
    const executablePath = await findOrInstallChromium({ env: process.env, log, whole });
    parts.browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], env: IN_UNICODE });
    parts.service = await startService('sqlite', variables);
    parts.url = await parts.service.app.getUrl();
  }, START_MS);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await parts.browser?.close();
    await parts.service?.close();
  });
  const given = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the browser has not been started');
    return part;
  };
  const blank = async ({ language = 'en', phone = false, script = true }: OpenOptions = {}): Promise<Page> => {
    const viewport = phone ? PHONE : DESK;
    const context = await given(parts.browser).newContext({ locale: language, viewport, javaScriptEnabled: script });
    contexts.push(context);
    // A step that cannot be done is told by its own name, before the test runs out of time.
    context.setDefaultTimeout(STEP_MS);
    return context.newPage();
  };
  return {
    get url() {
      return given(parts.url);
    },
    get service() {
      return given(parts.service);
    },
    get browser() {
      return given(parts.browser);
    },
    blank,
    open: async (path, options) => {
      const page = await blank(options);
      await page.goto(`${given(parts.url)}${path}`);
      return page;
    },
  };
}
