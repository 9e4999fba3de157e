// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { withLock } from './lock.mjs';
import { root } from './paths.mjs';

const SOURCES = ['src/web/assets', 'src/web/browser'];
const SETTINGS = ['package-lock.json', 'src/bootstrap/assets.mjs'];
const OUT = join(root, 'dist-assets');
const STAMP = join(OUT, '.built-from');
const LOCK = join(root, 'var', 'assets.lock');

/** Nastaliq hangs its words from a slope: lines need two thirds as much height again. */
const NASTALIQ = 1.7;

/** Builds what browsers load into dist-assets, each file under the hash of its content, unless it is up to date. @param {{ log: (line: string) => void }} options */
export async function buildAssets({ log }) {
  if (assetsAreBuilt()) return;
  await withLock(LOCK, { log }, async () => {
    if (assetsAreBuilt()) return;
    const hash = hashOfSources();
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
    const manifest = Object.fromEntries((await files()).map(([name, content]) => [name, publish(name, content)]));
    writeFileSync(join(OUT, 'manifest.json'), JSON.stringify(manifest, null, 2));
    writeFileSync(STAMP, hash);
  });
}

/** Is dist-assets built from the sources as they stand? */
export function assetsAreBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

/** @returns {Promise<[name: string, content: Uint8Array][]>} */
async function files() {
  const styles = await css();
  const pictures = readdirSync(join(root, 'src/web/assets/images')).map(
    (name) => /** @type {[string, Uint8Array]} */ ([name, readFileSync(join(root, 'src/web/assets/images', name))]),
  );
  return [...styles, ...(await scripts()), ...pictures];
}

/** One sheet for each direction of writing; the components know only one. @returns {Promise<[string, Uint8Array][]>} */
async function css() {
  const [{ compile }, { default: rtlcss }] = [await import('sass'), await import('rtlcss')];
  const file = join(root, 'src/web/assets/styles/main.scss');
  const { css: ltr } = compile(file, { loadPaths: [root], style: 'compressed', quietDeps: true });
  return [
    ['main.css', Buffer.from(ltr)],
    ['main.rtl.css', Buffer.from(heightened(rtlcss.process(ltr)))],
  ];
}

/** @param {string} sheet */
function heightened(sheet) {
  return sheet.replace(/line-height:(\d*\.?\d+)(?=[;}])/g, (_, height) => {
    return `line-height:${Math.round(Number(height) * NASTALIQ * 1e4) / 1e4}`;
  });
}

/** @returns {Promise<[string, Uint8Array][]>} */
async function scripts() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: ['start', 'main', 'worker'].map((name) => join(root, `src/web/browser/${name}.ts`)),
    absWorkingDir: root,
    outdir: OUT,
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2019',
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => [basename(path), contents]);
}

/** @param {string} name @param {Uint8Array} content */
function publish(name, content) {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
  const ending = name.endsWith('.rtl.css') ? '.rtl.css' : extname(name);
  const file = `${basename(name, ending)}-${hash}${ending}`;
  writeFileSync(join(OUT, file), content);
  writeFileSync(join(OUT, `${file}.br`), brotliCompressSync(content));
  writeFileSync(join(OUT, `${file}.gz`), gzipSync(content, { level: 9 }));
  return file;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES.flatMap(filesUnder), ...SETTINGS]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function filesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
