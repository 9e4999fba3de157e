import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DESK, PHONE, signIn, type Visit } from '../browser/browser.js';
import type { Scene, Scenes } from './scenes.js';

const LANGUAGES = ['en', 'ur', 'zh'];
const WIDTHS = { desk: DESK, phone: PHONE };

/** Opens pages as the people of scenes do, each person in a window of their own. */
export class Rooms {
  private readonly pages = new Map<string, Page>();

  constructor(private readonly visit: Visit) {}

  /** The page of a scene, with what is entered there sent. */
  async enter({ who, path, enter = {} }: Scene, language = 'en'): Promise<Page> {
    const page = await this.roomOf(who, language);
    await page.goto(`${this.visit.url}${path}`);
    const fields = Object.entries(enter);
    for (const [name, text] of fields) await page.locator(`main [name="${name}"]`).fill(text);
    if (fields.length > 0) await page.locator('main form button').last().click();
    return page;
  }

  private async roomOf(who: string | null, language: string): Promise<Page> {
    const known = this.pages.get(`${who} ${language}`);
    if (known) return known;
    const page = who === null ? await this.visit.blank({ language }) : await this.visit.open('/sign-in', { language });
    if (who !== null) await signIn(page, who);
    this.pages.set(`${who} ${language}`, page);
    return page;
  }
}

/** Writes a picture of each scene, in every language, at a desk and on a phone, and a page that shows them all. */
export async function shoot(visit: Visit, scenes: Scenes, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const rooms = new Rooms(visit);
  const shown: { readonly title: string; readonly files: readonly string[] }[] = [];
  for (const [route, ofRoute] of Object.entries(scenes)) {
    for (const [index, scene] of ofRoute.entries()) {
      const files: string[] = [];
      for (const language of LANGUAGES) {
        const page = await rooms.enter(scene, language);
        for (const [width, size] of Object.entries(WIDTHS)) {
          await page.setViewportSize(size);
          const file = `${nameOf(route)}-${index}-${width}-${language}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true });
          files.push(file);
        }
      }
      shown.push({ title: `${route} (${scene.who ?? 'nobody signed in'})`, files });
    }
  }
  writeFileSync(join(folder, 'index.html'), indexOf(shown));
  return shown.length;
}

const nameOf = (route: string): string => route.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'home';

function indexOf(shown: readonly { readonly title: string; readonly files: readonly string[] }[]): string {
  const rows = shown.map(({ title, files }) => {
    const pictures = files.map((file) => `<a href="${file}"><img loading="lazy" alt="${file}" src="${file}"></a>`);
    return `<h2>${title}</h2><p>${pictures.join('')}</p>`;
  });
  const style =
    'body{font-family:sans-serif}img{height:480px;width:auto;max-width:30%;object-fit:cover;object-position:top;border:1px solid #999;margin:4px}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages of Ijazat</title><style>${style}</style><h1>Pages</h1>${rows.join('\n')}</html>\n`;
}
