import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { components, writeComponents } from '../../src/bootstrap/components.mjs';

/** Whoever runs the service owes no more than a notice. Where a package offers a choice, one of these is enough. */
const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
  'OFL-1.1',
  'CC0-1.0',
  'Unlicense',
]);

function isPermissive(licence: string): boolean {
  const choices = licence.replace(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((part) => PERMISSIVE.has(part)));
}

test('all that the service runs with may be used by whoever runs it', () => {
  expect(components().filter(({ licence }) => !isPermissive(licence))).toEqual([]);
});

test('a licence that asks for more is noticed', () => {
  expect(['GPL-3.0-only', 'MIT AND AGPL-3.0-only', 'not said', 'GPL-2.0 OR MIT'].map(isPermissive)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('a build names its components, to programs and to people', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'components-'));
  try {
    await writeComponents(folder);
    const sbom = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')) as {
      readonly bomFormat: string;
      readonly components: readonly { readonly name: string; readonly version: string }[];
    };
    expect(sbom.bomFormat).toBe('CycloneDX');
    const listed = sbom.components.map(({ name, version }) => `${name} ${version}`).sort();
    expect(new Set(listed)).toEqual(new Set(components().map(({ name, version }) => `${name} ${version}`)));
    expect(readFileSync(join(folder, 'licences.md'), 'utf8')).toMatch(/^\| xstate \| [\d.]+ \| MIT \|$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
