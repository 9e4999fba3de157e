import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
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
  return {
    loaded: load(module.default, file),
    file,
    hash: sha256(normaliseSource(readFileSync(sourceOf(file), 'utf8'))),
  };
}

/** The built-in ones are published by their TypeScript, which the compiler's version does not change. */
function sourceOf(file: string): string {
  const source = file.replace(/\/dist\/workflows\//, '/workflows/').replace(/\.js$/, '.ts');
  return source !== file && statSync(source, { throwIfNoEntry: false })?.isFile() ? source : file;
}

function modulesIn(folder: string): string[] {
  const inside = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : inside(join(path, entry.name));
      return MODULE.test(entry.name) && !/\.d\.[mc]?ts$/.test(entry.name) ? [join(path, entry.name)] : [];
    });
  // A built-in workflow may keep data in sibling files; only files named by a version are workflows there.
  if (!existsSync(folder)) throw new LoadError(folder, ['there is no such folder of workflows']);
  return inside(folder)
    .filter((file) => !/\/workflows\/[^/]+\/[^/]+$/.test(file) || /^\d+\.\w+$/.test(basename(file)))
    .sort();
}
