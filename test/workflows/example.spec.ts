import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import { load, type WorkflowModule } from '../../src/engine/index.js';

it('the example of docs/workflows.md loads as it is printed', async () => {
  const [, source] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/workflows.md', 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-example-'));
  try {
    const file = join(folder, 'signboard.mjs');
    writeFileSync(file, source ?? '');
    const module = (await import(pathToFileURL(file).href)) as { default: WorkflowModule };
    expect(load(module.default).definition).toMatchObject({ id: 'signboard', version: '1' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
