import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { DESK, PHONE, type Visit } from './browser.js';

const LANGUAGES = ['en', 'ur', 'zh'];
const DIRECTIONS: { readonly [language: string]: string } = { en: 'ltr', ur: 'rtl', zh: 'ltr' };

/** What axe finds by where things are drawn; all else is the same at every width. */
const WIDTH_MATTERS = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus'];

/** What axe finds in the make of a page is the same in every language; what depends on how it is drawn is looked for in each. */
const rulesFor = (language: string): readonly string[] | undefined => (language === 'en' ? undefined : WIDTH_MATTERS);

/**
 * Opens a page in every language, on a desk and on a phone, and gives everything that is wrong with it: what axe finds, what overflows, what
 * the browser complains of. An empty list is what a test expects.
 */
export async function flawsOf(visit: Visit, path: string): Promise<string[]> {
  const found = await Promise.all(
    LANGUAGES.map(async (language) => {
      const page = await visit.blank({ language });
      const complaints = complaintsOf(page);
      await page.goto(`${visit.url}${path}`);
      const flaws = [...(await flawsOnPage(page, rulesFor(language))), ...(await wrongLanguage(page, language))];
      await page.setViewportSize(PHONE);
      const narrow = await flawsOnPage(page, WIDTH_MATTERS);
      return [
        ...complaints.map((flaw) => `${path} in ${language}: ${flaw}`),
        ...flaws.map((flaw) => `${path} in ${language} on a desk: ${flaw}`),
        ...narrow.map((flaw) => `${path} in ${language} on a phone: ${flaw}`),
      ];
    }),
  );
  return found.flat();
}

/** The same of the page that is open, for whoever is signed in there. */
export async function flawsOfShown(page: Page): Promise<string[]> {
  const { origin, pathname, search } = new URL(page.url());
  const found: string[] = [];
  for (const language of LANGUAGES) {
    const chosen = new URLSearchParams(search);
    chosen.set('lang', language);
    await page.setViewportSize(DESK);
    await page.goto(`${origin}${pathname}?${chosen.toString()}`);
    const flaws = [...(await flawsOnPage(page, rulesFor(language))), ...(await wrongLanguage(page, language))];
    await page.setViewportSize(PHONE);
    const narrow = await flawsOnPage(page, WIDTH_MATTERS);
    found.push(
      ...flaws.map((flaw) => `${pathname} in ${language} on a desk: ${flaw}`),
      ...narrow.map((flaw) => `${pathname} in ${language} on a phone: ${flaw}`),
    );
  }
  return found;
}

/** Everything wrong with the page as it is shown now. */
export async function flawsOnPage(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) };
  const results = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  const violations = results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
  return [...violations, ...(await overflows(page))];
}

async function overflows(page: Page): Promise<string[]> {
  const [needed, had] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number];
  return needed > had ? [`it is ${needed} pixels wide on ${had}`] : [];
}

async function wrongLanguage(page: Page, language: string): Promise<string[]> {
  const [tag, dir] = (await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')) as [
    string,
    string,
  ];
  return tag.startsWith(language) && dir === DIRECTIONS[language] ? [] : [`it is marked as ${tag}, ${dir}`];
}

/** What the browser says while the page loads: errors of script, files that are missing, policies that are broken. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // What could not be loaded is told below, with its address; that a page is a refusal is for the test to say.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script failed: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`could not load ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document')
      complaints.push(`${response.status()} for ${response.url()}`);
  });
  return complaints;
}
