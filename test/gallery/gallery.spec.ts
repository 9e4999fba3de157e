import { beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf } from '../../src/api/served.js';
import { isPagePath } from '../../src/web/page-requests.js';
import { visiting } from '../browser/browser.js';
import { NO_PAGES, setScenes, type Scenes } from './scenes.js';
import { Rooms, shoot } from './shots.js';
import { weightOf } from './weights.js';

/*
 * All pages there are. `npm run gallery` (GALLERY=folder) writes a picture of each; otherwise only that none is missing, and what the first pages weigh.
 */

const FOLDER = process.env['GALLERY'];
const visit = visiting();
let scenes: Scenes = {};
beforeAll(async () => {
  scenes = await setScenes(visit.service);
}, 120_000);

/** What nobody waits for on a slow line: the first page with all that it loads, in a window that has nothing yet. */
const MOST_BYTES = 100_000;
const NO_PAGE_HEADINGS = /not found|Sorry|not for you|before you|cannot be used/;

describe('the gallery', () => {
  it('has every page that the running application serves', () => {
    const routes = routesOf(visit.service.app.getHttpAdapter().getInstance());
    const pages = routes.filter(({ method, url }) => method === 'GET' && isPagePath(url) && !url.includes('*'));
    const known = [...Object.keys(scenes), ...Object.keys(NO_PAGES)];
    expect(pages.map(({ url }) => url).filter((url) => url !== '/assets' && !known.includes(url))).toEqual([]);
    expect(known.filter((url) => !pages.some((page) => page.url === url))).toEqual([]);
  });

  it('shows pages, not refusals', async () => {
    const rooms = new Rooms(visit);
    const refused: string[] = [];
    for (const scene of Object.values(scenes).flat()) {
      const page = await rooms.enter(scene);
      const heading = (await page.locator('h1').first().textContent()) ?? '';
      if (NO_PAGE_HEADINGS.test(heading) || (scene.who !== null && page.url().includes('/sign-in')))
        refused.push(`${scene.path} for ${scene.who ?? 'nobody'}: ${heading}`);
    }
    expect(refused).toEqual([]);
  });

  it('begins with pages that are light and stay where they are', async () => {
    const weights = [];
    for (const [path, language] of [
      ['/', 'en'],
      ['/', 'ur'],
      ['/', 'zh'],
      ['/find/investor', 'en'],
      ['/standard', 'en'],
      ['/track', 'ur'],
      ['/sign-in', 'en'],
    ] as const)
      weights.push(await weightOf(visit, path, language));
    process.stdout.write(`${weights.map((one) => JSON.stringify(one)).join('\n')}\n`);
    expect(weights.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
    expect(weights.filter(({ shift }) => shift > 0)).toEqual([]);
  });

  if (FOLDER !== undefined)
    it('is written down', async () => {
      const count = await shoot(visit, scenes, FOLDER);
      process.stdout.write(`${count} pages: ${FOLDER}/index.html\n`);
      expect(count).toBe(Object.values(scenes).flat().length);
    }, 1_800_000);
});
