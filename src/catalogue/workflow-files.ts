import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load, LoadError, sha256, type LoadedWorkflow, type WorkflowModule } from '../engine/index.js';
import { normaliseSource } from '../ruleset/index.js';

/** A workflow with the file it came from and the hash of its source. */
export interface WorkflowFile {
  readonly loaded: LoadedWorkflow;
  readonly file: string;
  readonly hash: string;
}

const MODULE = /\.(js|mjs|ts)$/;

/**
 * Loads every workflow module of some folders: `<folder>/<id>/<version>.js` or `<folder>/<file>.mjs`. Throws LoadError for a module that is
 * refused, and for two that claim one version.
 */
export async function loadWorkflowFiles(folders: readonly string[]): Promise<WorkflowFile[]> {
  const found = new Map<string, WorkflowFile>();
  for (const file of folders.flatMap((folder) => modulesIn(folder))) {
    const workflow = await loadFile(file);
    const { id, version } = workflow.loaded.definition;
    const other = found.get(`${id} ${version}`);
    if (other) throw new LoadError(`${id} ${version}`, [`${file} and ${other.file} are the same version`]);
    found.set(`${id} ${version}`, workflow);
  }
  return [...found.values()];
}

async function loadFile(file: string): Promise<WorkflowFile> {
  const module = (await import(pathToFileURL(file).href)) as { default?: WorkflowModule };
  if (!module.default) throw new LoadError(file, ['it has no default export']);
  const source = sourcesOf(file).map(({ text }) => text);
  return { loaded: load(module.default, file), file, hash: sha256(source.join('\n')) };
}

/** The texts of the parts of a version, normalised, in their order: joined by line ends they have its hash. */
export function sourcesOf(file: string): { readonly name: string; readonly text: string }[] {
  return partsOf(sourceOf(file)).map((part) => ({
    name: basename(part),
    text: normaliseSource(readFileSync(part, 'utf8')),
  }));
}

/** The built-in ones are published by their TypeScript, which the compiler's version does not change. */
function sourceOf(file: string): string {
  const source = file.replace(/\/dist\/workflows\//, '/workflows/').replace(/\.js$/, '.ts');
  return source !== file && statSync(source, { throwIfNoEntry: false })?.isFile() ? source : file;
}

/** A version and the parts it is written in: `1.ts`, `1-events.ts`, `1-schema.ts`. */
function partsOf(file: string): string[] {
  const [stem, ending] = [basename(file, extname(file)), extname(file)];
  const parts = readdirSync(dirname(file)).filter(
    (name) => name === `${stem}${ending}` || (name.startsWith(`${stem}-`) && name.endsWith(ending)),
  );
  return parts.sort().map((name) => join(dirname(file), name));
}

function modulesIn(folder: string): string[] {
  if (!existsSync(folder)) throw new LoadError(folder, ['there is no such folder of workflows']);
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : modulesIn(join(folder, entry.name));
    return MODULE.test(entry.name) && !/\.d\.[mc]?ts$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
  // Parts of a version are no versions: `1-events.js` stands beside `1.js`.
  const isPart = (file: string): boolean =>
    files.some(
      (whole) =>
        whole !== file &&
        basename(file).startsWith(`${basename(whole, extname(whole))}-`) &&
        dirname(whole) === dirname(file),
    );
  return files.filter((file) => !isPart(file)).sort();
}
