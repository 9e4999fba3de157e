import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../yaml/index.js';
import { publish, verifyPublished } from './publish.js';
import { paperTableOf } from './paper-table.js';
import { loadRulesets, NoRuleset } from './rulesets.js';
import { tableOf } from './table.js';

const USAGE = `usage: node dist/src/ruleset/cli.js publish <id> [folder]   fixes the content of a ruleset for good
       node dist/src/ruleset/cli.js check [folder]          reads all rulesets, and compares the published ones
       node dist/src/ruleset/cli.js table <id> [folder]     prints its approvals as a page in Markdown
       node dist/src/ruleset/cli.js papers <id> [folder]    prints the papers they ask for as a page in Markdown
The folder is that of the rulesets; default: rulesets in IJAZAT_CONFIG, or in ./config.
`;

const pages = new Map([
  ['table', tableOf],
  ['papers', paperTableOf],
]);

/** Runs the command and gives its exit code: 0 done, 1 refused, 2 not understood. */
export function main(args: readonly string[], write: (text: string) => void): number {
  const [command, ...rest] = args;
  const standard = join(process.env['IJAZAT_CONFIG'] ?? 'config', 'rulesets');
  try {
    if (command === 'publish' && rest[0] !== undefined && rest.length <= 2) {
      write(`${rest[0]}: ${publish(rest[1] ?? standard, rest[0])}\n`);
      return 0;
    }
    const page = pages.get(command ?? '');
    if (page && rest[0] !== undefined && rest.length <= 2) {
      write(page(loadRulesets(rest[1] ?? standard, { drafts: true }).get(rest[0])));
      return 0;
    }
    if (command === 'check' && rest.length <= 1) {
      const rulesets = loadRulesets(rest[0] ?? standard, { drafts: true });
      verifyPublished(rulesets);
      for (const { id, status, hash, title } of rulesets.all) write(`${id} ${status} ${hash} ${title}\n`);
      return 0;
    }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof NoRuleset)) throw error;
    write(`${error.message}\n`);
    return 1;
  }
  write(USAGE);
  return 2;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2), (text) => process.stdout.write(text));
}
