import type { Page } from 'playwright-core';
import type { Visit } from './browser.js';

/** What it costs to open a page for the first time. */
export interface Weight {
  readonly path: string;
  /** Bytes that came over the line, headers included: the page and all that it loads. */
  readonly bytes: number;
  readonly requests: number;
  /** Cumulative layout shift, as Chromium measures it. */
  readonly shift: number;
}

/** Runs in a page before anything else; `window.shift` says how much of it moved by itself. */
export const WATCH = `window.shift = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

/** Opens a page in a window that has nothing of the service yet, on a phone. */
export async function weightOf(visit: Visit, path: string, language: string): Promise<Weight> {
  const page: Page = await visit.blank({ phone: true, language });
  await page.addInitScript(WATCH);
  const session = await page.context().newCDPSession(page);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send('Network.enable');
  await page.goto(`${visit.url}${path}`, { waitUntil: 'networkidle' });
  await page.evaluate('document.fonts.ready.then(() => null)');
  const shift = Number(await page.evaluate('window.shift'));
  return { path: `${path} (${language})`, bytes, requests, shift };
}
