import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { routesOf } from '../../src/api/served.js';
import { startService, type TestService } from '../support/service.js';
import { paint } from './pictures.js';
import { NO_PAGES, SCENES } from './scenes.js';
import { worldOf } from './world.js';

/* npm run gallery: pictures of every page, on a desk and on a phone, in three languages, with what they weigh. */

const folder = process.env['GALLERY'];
jest.setTimeout(1_800_000);

let site: TestService;
beforeAll(async () => {
  site = await startService('sqlite');
});
afterAll(() => site.close());

it('has a place for every page', () => {
  const routes = routesOf(site.app.getHttpAdapter().getInstance());
  const pages = routes.filter(({ method, url }) => method === 'GET' && !url.startsWith('/api')).map(({ url }) => url);
  expect(Object.keys({ ...SCENES, ...NO_PAGES }).sort()).toEqual(pages.sort());
});

if (folder !== undefined) {
  it('is painted', async () => {
    const told = await paint({ url: await site.app.getUrl(), world: await worldOf(site), folder });
    process.stdout.write(`${told}\n`);
    expect(told).toContain('first page');
  });
}
