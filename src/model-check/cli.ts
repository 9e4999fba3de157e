import 'reflect-metadata';
import { builtInFolder } from '../catalogue/load-catalogue.js';
import { loadWorkflowFiles } from '../catalogue/workflow-files.js';
import { LoadError, modelCheck } from '../engine/index.js';
import { readEnvironment } from '../environment/environment.js';

/** `npm run model-check`: says of each workflow what could hang. Exit code 1 where something is an error. */
async function main(): Promise<number> {
  const { workflowFolders } = readEnvironment(process.env);
  let errors = 0;
  for (const { loaded } of await loadWorkflowFiles([builtInFolder, ...workflowFolders])) {
    const { findings, states, transitions, clocks } = modelCheck(loaded);
    const { id, version, title } = loaded.definition;
    process.stdout.write(
      `${id} ${version} (${title}): ${states} states, ${transitions} transitions, ${clocks} clocks\n`,
    );
    for (const { severity, where, words } of findings) process.stdout.write(`  ${severity}: ${where}: ${words}\n`);
    if (findings.length === 0) process.stdout.write('  nothing can hang, as far as can be seen without its data\n');
    errors += findings.filter(({ severity }) => severity === 'error').length;
  }
  return errors === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof LoadError ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
