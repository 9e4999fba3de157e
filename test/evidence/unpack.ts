import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { canonicalJson } from '../../src/engine/index.js';
import type { Signer, Statement } from '../../src/evidence/signer.js';
import { createHash } from 'node:crypto';

/** Unpacks a zip file below a folder; gives the one folder that it has. */
export function unpack(zip: Uint8Array, below: string): string {
  const files = unzipSync(zip);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(below, path)), { recursive: true });
    writeFileSync(join(below, path), content);
  }
  const tops = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''));
  const [top = ''] = tops;
  if (tops.size !== 1 || top === '') throw new Error(`the zip file has ${[...tops].join(', ')} at its top`);
  return join(below, top);
}

type Listed = { path: string; bytes: number; sha256: string };

/** Lists the files of an unpacked dossier anew and signs the list, as an insider can who has the key. */
export function signAnew(folder: string, signer: Signer): void {
  const file = join(folder, 'manifest.json');
  const { statement } = JSON.parse(readFileSync(file, 'utf8')) as { statement: Statement & { files: Listed[] } };
  const files = statement.files.map(({ path }) => {
    const content = readFileSync(join(folder, path));
    return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
  writeFileSync(file, JSON.stringify(signer.sign({ ...statement, files })));
}

/** Changes a file of an unpacked dossier. */
export function rewrite(folder: string, path: string, change: (text: string) => string): void {
  const file = join(folder, path);
  const [before, after] = [readFileSync(file, 'utf8'), change(readFileSync(file, 'utf8'))];
  if (before === after) throw new Error(`${path} was not changed`);
  writeFileSync(file, after);
}

interface Line {
  event: { seq: number; data: { [field: string]: unknown } };
  previousHash: string;
  hash: string;
}

/** Changes the events of a log and links the chain anew, so that it fits together. */
export function relink(text: string, change: (event: Line['event']) => void): string {
  let previous = '0'.repeat(64);
  const lines = text.trimEnd().split('\n');
  return lines
    .map((line) => {
      const { event } = JSON.parse(line) as Line;
      change(event);
      const hash = createHash('sha256')
        .update(`${previous}\n${canonicalJson(event)}`)
        .digest('hex');
      const linked = canonicalJson({ event, previousHash: previous, hash });
      previous = hash;
      return `${linked}\n`;
    })
    .join('');
}
