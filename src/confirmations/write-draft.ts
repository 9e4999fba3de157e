import { readFileSync, writeFileSync } from 'node:fs';
import { Ruleset } from '../ruleset/index.js';
import { YamlFile, type Path } from '../yaml/index.js';
import type { DraftChange } from './changes.js';

/**
 * Writes changes into the files of a draft: the words that change and nothing else, comments and layout are the author's.
 *
 * @throws ConfigError where the draft would not be sound with them; its files are as they were then
 */
export function writeChanges(path: string, draft: Ruleset, changes: readonly DraftChange[]): void {
  const before = new Map<string, string>();
  for (const { figure, change } of changes) {
    if (!figure) continue;
    const { file } = draft.problem('', figure.path);
    if (!before.has(file)) before.set(file, readFileSync(file, 'utf8'));
    const place = placeIn(file, draft, figure.path);
    for (const [key, value] of Object.entries(change)) replace(file, [...place, key], value as string | boolean);
  }
  try {
    Ruleset.read(path);
  } catch (error) {
    for (const [file, text] of before) writeFileSync(file, text);
    throw error;
  }
}

/** The same place in the file that states it: in a folder, approvals are spread over files. */
function placeIn(file: string, draft: Ruleset, [list, index, ...rest]: Path): Path {
  if (list !== 'approvals') return [list, index, ...rest].filter((step) => step !== undefined);
  const id = draft.approvals[Number(index)]?.id;
  const { approvals } = YamlFile.read(file).value as { readonly approvals: readonly { readonly id: string }[] };
  return ['approvals', approvals.findIndex((one) => one.id === id), ...rest];
}

function replace(file: string, path: Path, value: string | boolean): void {
  const [start, end] = YamlFile.read(file).rangeOf(path);
  const text = readFileSync(file, 'utf8');
  // A text over several lines ends with the line.
  const tail = text.slice(start, end).endsWith('\n') ? '\n' : '';
  writeFileSync(file, `${text.slice(0, start)}${inYaml(value)}${tail}${text.slice(end)}`);
}

const inYaml = (value: string | boolean): string =>
  typeof value === 'boolean' || /^[a-z]+$/.test(value) ? String(value) : `'${value.replaceAll("'", "''")}'`;
