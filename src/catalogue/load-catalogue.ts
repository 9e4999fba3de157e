import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPublished, loadRulesets, verifyPublished } from '../ruleset/index.js';
import { loadSettings } from '../settings/index.js';
import { Catalogue } from './catalogue.js';
import { loadWorkflowFiles } from './workflow-files.js';

/** Where the law, the day's settings and the workflows are. */
export interface Sources {
  readonly configFolder: string;
  readonly workflowFolders: readonly string[];
  readonly production: boolean;
}

/** The built-in workflows lie beside the compiled sources. */
export const builtInFolder = fileURLToPath(new URL('../../workflows', import.meta.url));

/** Reads rulesets, settings and workflows, and refuses what was changed after it was published. Throws ConfigError, LoadError. */
export async function loadCatalogue({ configFolder, workflowFolders, production }: Sources): Promise<Catalogue> {
  const rulesets = loadRulesets(join(configFolder, 'rulesets'), { drafts: !production });
  verifyPublished(rulesets);
  const day = loadSettings(join(configFolder, 'settings'));
  rulesets.checkAgencies(day);
  const files = await loadWorkflowFiles([builtInFolder, ...workflowFolders]);
  const publishable = files.map(({ loaded, file, hash }) => ({
    id: `${loaded.definition.id} ${loaded.definition.version}`,
    file,
    hash,
  }));
  checkPublished(join(configFolder, 'workflows.published.json'), publishable);
  return new Catalogue(files, rulesets, day);
}
