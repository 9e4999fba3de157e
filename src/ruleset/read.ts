import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigError, LENGTH_AND_DATE, type Problem, type Reading, refuseIfAny, yamlForm } from '../yaml/index.js';
import { HEAD_SCHEMA, PART_SCHEMA, WHOLE_SCHEMA } from './schema.js';
import type { ApprovalSource, RulesetSource } from './source.js';

type Head = Omit<RulesetSource, 'approvals'>;
type Part = { readonly approvals: readonly ApprovalSource[] };

const readWhole = yamlForm<RulesetSource>(WHOLE_SCHEMA, LENGTH_AND_DATE);
const readHead = yamlForm<Head>(HEAD_SCHEMA, LENGTH_AND_DATE);
const readPart = yamlForm<Part>(PART_SCHEMA, LENGTH_AND_DATE);

/** In a folder, the file that says all but the approvals. */
const HEAD = 'ruleset.yaml';

/**
 * Reads a ruleset: one file, or a folder with `ruleset.yaml` and files of approvals, which are taken in the order of their names as if
 * they were one list. A problem is told where it stands.
 *
 * @throws ConfigError with all that does not fit the form
 */
export function readRuleset(path: string): Reading<RulesetSource> {
  if (!statSync(path).isDirectory()) return readWhole(path);
  const problems: Problem[] = [];
  const attempt = <T>(read: (file: string) => T, name: string): T[] => {
    try {
      return [read(join(path, name))];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml') && name !== HEAD);
  const [head] = attempt(readHead, HEAD);
  const parts = names.sort().flatMap((name) => attempt(readPart, name));
  refuseIfAny(problems);
  if (!head) throw new Error(`${path}: neither read nor refused`);
  return joined(head, parts);
}

/** The name by which a ruleset goes, as its file or its folder has it. */
export function nameOf(file: string): string {
  return basename(file) === HEAD ? basename(dirname(file)) : basename(file, '.yaml');
}

/** A path into the list of all approvals leads to the file in which its approval stands. */
function joined(head: Reading<Head>, parts: readonly Reading<Part>[]): Reading<RulesetSource> {
  const places = parts.flatMap((part) => part.value.approvals.map((_, index) => ({ part, index })));
  return {
    file: head.file,
    value: { ...head.value, approvals: parts.flatMap(({ value }) => value.approvals) },
    problem: ([first, index, ...rest], message, of) => {
      const place = first === 'approvals' ? places[Number(index)] : undefined;
      if (place) return place.part.problem(['approvals', place.index, ...rest], message, of);
      return head.problem(
        [...(first === undefined ? [] : [first]), ...(index === undefined ? [] : [index]), ...rest],
        message,
        of,
      );
    },
  };
}
