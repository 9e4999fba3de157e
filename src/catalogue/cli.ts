import 'reflect-metadata';
import { join } from 'node:path';
import { LoadError } from '../engine/index.js';
import { readEnvironment } from '../environment/environment.js';
import { Register } from '../ruleset/index.js';
import { ConfigError } from '../yaml/index.js';
import { builtInFolder } from './load-catalogue.js';
import { loadWorkflowFiles } from './workflow-files.js';

const USAGE = 'usage: npm run workflow -- publish <id> <version>   fixes the content of a version for good\n';

/** `npm run workflow -- publish permit 1`. Exit code 0 done, 1 refused, 2 not understood. */
async function main([command, id, version]: readonly string[]): Promise<number> {
  if (command !== 'publish' || !id || !version) {
    process.stdout.write(USAGE);
    return 2;
  }
  const { configFolder, workflowFolders } = readEnvironment(process.env);
  const files = await loadWorkflowFiles([builtInFolder, ...workflowFolders]);
  const found = files.find(({ loaded: { definition } }) => definition.id === id && definition.version === version);
  if (!found) throw new LoadError(`${id} ${version}`, ['there is no such version']);
  const register = Register.read(join(configFolder, 'workflows.published.json'));
  const done = register.publish({ id: `${id} ${version}`, file: found.file, hash: found.hash });
  process.stdout.write(`${id} ${version}: ${done}\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const explained = error instanceof ConfigError || error instanceof LoadError;
    process.stderr.write(`${explained ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
