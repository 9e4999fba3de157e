import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseIfAny, YamlFile } from '../yaml/index.js';
import { Register, writeWhole } from './published.js';
import type { Ruleset } from './ruleset.js';
import { loadRulesets, type Rulesets } from './rulesets.js';

const registerOf = (folder: string): Register => Register.read(join(folder, 'published.json'));

/**
 * Throws ConfigError naming the file where a published ruleset is changed or gone, or where a file says of itself that it
 * is published, or a draft, and the register knows otherwise.
 */
export function verifyPublished({ folder, all }: Rulesets): void {
  const register = registerOf(folder);
  const pretenders = all.filter(({ id, status }) => (status === 'published') !== Object.hasOwn(register.hashes, id));
  const contradictions = pretenders.map((ruleset) => {
    const message =
      ruleset.status === 'published'
        ? `expected a ruleset that was published by the command (found "published", but no hash in ${register.file})`
        : `expected "published", as ${register.file} has its hash (found "draft")`;
    return ruleset.problem(message, ['status']);
  });
  refuseIfAny([...register.problems(all), ...contradictions]);
}

/**
 * Publishes a ruleset of a folder: fixes its hash in the register and says `published` in its file.
 *
 * @throws ConfigError where a ruleset of the folder is unsound, or this one was published with other content
 */
export function publish(folder: string, id: string): 'published' | 'already published' {
  const ruleset = loadRulesets(folder, { drafts: true }).get(id);
  const register = registerOf(folder);
  refuseIfAny(register.problems([ruleset]).filter(({ file }) => file === ruleset.file));
  // The file first: if we die between the two, start-up refuses a ruleset that says so of itself and was never published.
  if (ruleset.status === 'draft') sayPublished(ruleset);
  return register.publish(loadRulesets(folder, { drafts: true }).get(id));
}

/** Only the one word changes; comments and layout are the author's. */
function sayPublished({ file }: Ruleset): void {
  const [start, end] = YamlFile.read(file).rangeOf(['status']);
  const text = readFileSync(file, 'utf8');
  writeWhole(file, `${text.slice(0, start)}published${text.slice(end)}`);
}
