import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findOrInstallChromium } from '../../src/bootstrap/chromium-program.mjs';
import { DESK, PHONE, signIn } from '../browser/browser.js';
import { OTHER_VIEWS, SCENES, type Scene } from './scenes.js';
import type { World } from './world.js';
import { weigh, type Weight } from './weight.js';

interface Painting {
  readonly url: string;
  readonly world: World;
  readonly folder: string;
}

const LANGUAGES = ['en', 'ur', 'zh'];

/** Paints all scenes into a folder, with a page that shows them; gives what the pages weigh, as text. */
export async function paint({ url, world, folder }: Painting): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const executablePath = await findOrInstallChromium({ env: process.env, log: (line) => process.stderr.write(line) });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const scenes = Object.entries({ ...SCENES, ...OTHER_VIEWS }).map(([route, scene]) => ({
    name: nameOf(route),
    scene,
  }));
  const weights: Weight[] = [];
  try {
    for (const { name, scene } of scenes)
      weights.push(await weigh(await signedIn(browser, scene, url), name, url + scene[1](world)));
    for (const language of LANGUAGES) {
      for (const [who, of] of byPerson(scenes)) {
        const page = await signedIn(browser, [who, () => '/'], url, language);
        for (const { name, scene } of of)
          await take(page, `${url}${scene[1](world)}`, join(folder, `${name}-${language}`));
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(folder, 'index.html'), indexOf(scenes.map(({ name }) => name)));
  return weights.map(({ text }) => text).join('\n');
}

const nameOf = (route: string): string => route.replaceAll(/[:/]+/g, '-').replace(/^-/, '') || 'first page';

type Named = { readonly name: string; readonly scene: Scene };

function byPerson(scenes: readonly Named[]): Map<string | null, Named[]> {
  const people = new Map<string | null, Named[]>();
  for (const named of scenes) people.set(named.scene[0], [...(people.get(named.scene[0]) ?? []), named]);
  return people;
}

async function signedIn(browser: Browser, [who]: Scene, url: string, language = 'en'): Promise<Page> {
  const context = await browser.newContext({ locale: language, viewport: DESK });
  const page = await context.newPage();
  if (who === null) return page;
  await page.goto(`${url}/sign-in`);
  await signIn(page, who);
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  return page;
}

async function take(page: Page, address: string, file: string): Promise<void> {
  await page.setViewportSize(DESK);
  await page.goto(address);
  await page.screenshot({ path: `${file}-desk.png`, fullPage: true });
  await page.setViewportSize(PHONE);
  await page.screenshot({ path: `${file}-phone.png`, fullPage: true });
}

function indexOf(names: readonly string[]): string {
  const figures = names.map((name) => {
    const pictures = LANGUAGES.flatMap((language) =>
      ['desk', 'phone'].map(
        (on) =>
          `<a href="${name}-${language}-${on}.png"><img src="${name}-${language}-${on}.png" alt="${name}, ${language}, ${on}" height="400" loading="lazy"></a>`,
      ),
    );
    return `<h2>${name}</h2><p>${pictures.join('\n')}</p>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>All pages of Ijazat</title><h1>All pages</h1>${figures.join('\n')}</html>`;
}
