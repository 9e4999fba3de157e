import { readFileSync, writeFileSync } from 'node:fs';
import type { Told } from './chapter.js';
import { spelled } from './days.js';

/*
 * docs/scenarios.md: what the stories tell, to be read by whoever knows the law and not the code. `npm run scenarios` writes it, chapter by
 * chapter; without that each chapter is compared with the page.
 */

const FILE = 'docs/scenarios.md';
export const WRITING = process.env['WRITE_SCENARIOS'] === '1';

export function pageOf(title: string, stories: readonly Told[]): string {
  return [`## ${title}`, ...stories.map((story) => storyOf(story))].join('\n\n');
}

function storyOf({ title, teller: { lines } }: Told): string {
  let date = '';
  const told = lines.flatMap((line) => {
    const isNew = line.date !== date;
    date = line.date;
    const words = line.text === '' ? [] : [`- ${line.text}`];
    return [
      ...(isNew ? ['', `**${spelled(line.date)}**`, ''] : []),
      ...words,
      ...line.facts.map((fact) => `- _${fact}_`),
    ];
  });
  return [`### ${sentence(title)}`, ...told].join('\n');
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const headings = (page: string): string[] => page.split('\n').filter((line) => line.startsWith('## '));

/** Where a chapter begins and ends on the page. */
function bounds(page: string, title: string): readonly [number, number] {
  const from = page.indexOf(`## ${title}\n`);
  const next = page.indexOf('\n## ', from + 1);
  return [from, next < 0 ? page.length : next + 1];
}

/** The chapter as the page has it. */
export function keptPage(title: string): string {
  const page = readFileSync(FILE, 'utf8');
  const [from, to] = bounds(page, title);
  return from < 0 ? '' : page.slice(from, to).trimEnd();
}

/** Puts the chapter in its place: the chapters stand in the order of their titles. */
export function writePage(title: string, chapter: string): void {
  const page = readFileSync(FILE, 'utf8');
  if (headings(page).includes(`## ${title}`)) {
    const [from, to] = bounds(page, title);
    return writeFileSync(FILE, `${page.slice(0, from)}${chapter}\n\n${page.slice(to)}`.trimEnd() + '\n');
  }
  const after = headings(page).find((heading) => heading > `## ${title}`);
  const at = after === undefined ? page.length : page.indexOf(`${after}\n`);
  writeFileSync(FILE, `${page.slice(0, at).trimEnd()}\n\n${chapter}\n\n${page.slice(at)}`.trimEnd() + '\n');
}
