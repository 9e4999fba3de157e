// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

/** @typedef {{ name: string, version: string, licence: string }} Component */

const SBOM = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', '--loglevel=error'];

/**
 * Writes down what the service is made of: `sbom.cdx.json` (CycloneDX) for programs that look for known holes, `licences.md` for people.
 * @param {string} folder
 */
export async function writeComponents(folder) {
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(await billOfMaterials(), null, 2)}\n`);
  const rows = components().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const table = ['| package | version | licence |', '| --- | --- | --- |', ...rows];
  writeFileSync(join(folder, 'licences.md'), `# Licences of what the service runs with\n\n${table.join('\n')}\n`);
}

/** npm leaves out by itself what building needs, but with it what both need; so it is asked for all. */
async function billOfMaterials() {
  const bill = JSON.parse(await npm('listing the components', SBOM));
  const runs = new Set(components().map(({ name, version }) => `${name}@${version}`));
  const kept = new Set([bill.metadata.component['bom-ref']]);
  bill.components = bill.components.filter((/** @type {Record<string, string>} */ component) => {
    const isKept = runs.has(`${component['name']}@${component['version']}`);
    if (isKept) kept.add(component['bom-ref']);
    return isKept;
  });
  bill.dependencies = bill.dependencies.flatMap(
    (/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) =>
      kept.has(ref) ? [{ ref, dependsOn: dependsOn.filter((on) => kept.has(on)) }] : [],
  );
  return bill;
}

/** Packages the service runs with, by name, as the lock file has them. @returns {Component[]} */
export function components() {
  /** @type {Record<string, { version: string, license?: string, dev?: boolean }>} */
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'not said',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
