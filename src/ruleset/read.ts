import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigError, LENGTH_AND_DATE, type Problem, type Reading, refuseIfAny, yamlForm } from '../yaml/index.js';
import { HEAD_SCHEMA, PAPERS_SCHEMA, PART_SCHEMA, WHOLE_SCHEMA } from './schema.js';
import type { ApprovalSource, PaperSource, RulesetSource } from './source.js';

type Head = Omit<RulesetSource, 'approvals' | 'papers'>;
type Papers = { readonly papers: readonly PaperSource[] };
type Part = { readonly approvals: readonly ApprovalSource[] };

const readWhole = yamlForm<RulesetSource>(WHOLE_SCHEMA, LENGTH_AND_DATE);
const readHead = yamlForm<Head>(HEAD_SCHEMA, LENGTH_AND_DATE);
const readPapers = yamlForm<Papers>(PAPERS_SCHEMA, LENGTH_AND_DATE);
const readPart = yamlForm<Part>(PART_SCHEMA, LENGTH_AND_DATE);

/** In a folder, the file that says all but papers and approvals, and the one of papers, which need not be there. */
const HEAD = 'ruleset.yaml';
const PAPERS = 'papers.yaml';

/**
 * Reads a ruleset: one file, or a folder with `ruleset.yaml`, perhaps `papers.yaml`, and files of approvals, which are taken in the order of their names as if
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
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'));
  const [head] = attempt(readHead, HEAD);
  const [papers] = names.includes(PAPERS) ? attempt(readPapers, PAPERS) : [];
  const ofApprovals = names.filter((name) => name !== HEAD && name !== PAPERS).sort();
  const parts = ofApprovals.flatMap((name) => attempt(readPart, name));
  refuseIfAny(problems);
  if (!head) throw new Error(`${path}: neither read nor refused`);
  return joined(head, papers, parts);
}

/** The name by which a ruleset goes, as its file or its folder has it. */
export function nameOf(file: string): string {
  return basename(file) === HEAD ? basename(dirname(file)) : basename(file, '.yaml');
}

/** A path into the list of all approvals leads to the file in which its approval stands, one into that of papers to theirs. */
function joined(
  head: Reading<Head>,
  papers: Reading<Papers> | undefined,
  parts: readonly Reading<Part>[],
): Reading<RulesetSource> {
  const places = parts.flatMap((part) => part.value.approvals.map((_, index) => ({ part, index })));
  return {
    file: head.file,
    value: { ...head.value, ...papers?.value, approvals: parts.flatMap(({ value }) => value.approvals) },
    problem: ([first, index, ...rest], message, of) => {
      const place = first === 'approvals' ? places[Number(index)] : undefined;
      if (place) return place.part.problem(['approvals', place.index, ...rest], message, of);
      const other = first === 'papers' && papers ? papers : head;
      const path = [first, index, ...rest].filter((step) => step !== undefined);
      return other.problem(path, message, of);
    },
  };
}
