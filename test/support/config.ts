import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The configuration of the repository with some texts of one of its files replaced, in a folder of its own. */
export function changedConfig(
  file: string,
  changes: readonly (readonly [text: string, by: string])[],
): { readonly folder: string; readonly drop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-config-'));
  cpSync('config', folder, { recursive: true });
  const path = join(folder, file);
  let content = readFileSync(path, 'utf8');
  for (const [text, by] of changes) {
    if (!content.includes(text)) throw new Error(`${file} has no "${text}" to be replaced`);
    content = content.replace(text, by);
  }
  writeFileSync(path, content);
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}
