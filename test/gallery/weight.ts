import type { Page } from 'playwright-core';

/** What a page brings when nothing of it is kept yet. */
export interface Weight {
  readonly kilobytes: number;
  /** Cumulative layout shift, as the browser counts it. */
  readonly shift: number;
  readonly text: string;
}

const SHIFT = `new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => told(sum), 300);
})`;

/** Opens a page with an empty cache, and weighs all that came over the wire, compressed. */
export async function weigh(page: Page, name: string, address: string): Promise<Weight> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address, { waitUntil: 'load' });
  const shift = Number(await page.evaluate(SHIFT));
  await page.context().close();
  const kilobytes = bytes / 1000;
  return {
    kilobytes,
    shift,
    text: `${name.padEnd(32)} ${kilobytes.toFixed(0).padStart(4)} KB   shift ${shift.toFixed(3)}`,
  };
}
