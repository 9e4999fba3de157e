import { existsSync, readFileSync } from 'node:fs';

/** Version of the package; its description lies above the sources and above what is compiled from them, at different heights. */
export function packageVersion(): string {
  for (const height of ['../../', '../../../']) {
    const file = new URL(`${height}package.json`, import.meta.url);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return 'unknown';
}
