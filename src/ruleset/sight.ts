import { factsAsked, type JsonObject } from '../engine/index.js';
import type { Path, Problem, Reading } from '../yaml/index.js';
import type { ApprovalSource, RulesetSource } from './source.js';

/*
 * What an agency sees of an application: what its approval needs. It is cut where the case of the approval is opened, so that no answer, page,
 * dossier or letter of that case can hold more: it is not there.
 */

/** The service itself asks these of every case: where it is and what it is about bounds posts, whose it is bars those who have an interest. */
const ALWAYS = ['company', 'province', 'zoneName', 'sector'];

/** All that the ruleset knows an application to state. */
export const statedIn = ({ facts, particulars = [] }: RulesetSource): string[] => [
  ...Object.keys(facts),
  ...particulars,
];

/**
 * The facts that the case of each approval is given: those stated for every agency, those stated for the approval, and whatever its own conditions
 * ask, also those of its papers. Null: the ruleset says nothing of it, and each is given all.
 */
export function factsSeen(source: RulesetSource): ReadonlyMap<string, ReadonlySet<string>> | null {
  const { sees, approvals } = source;
  if (!sees) return null;
  return new Map(
    approvals.map((approval) => {
      const stated = sees.flatMap(({ by, facts }) => (by === undefined || by.includes(approval.id) ? facts : []));
      return [approval.id, new Set([...stated, ...conditionsOf(approval, source).flatMap(factsAsked)])] as const;
    }),
  );
}

function conditionsOf({ id, applies, variants = [] }: ApprovalSource, { papers = [] }: RulesetSource): string[] {
  const ofPapers = papers.flatMap(({ asked }) => asked.flatMap(({ by, when }) => (by === id ? (when ?? []) : [])));
  return [applies, ...variants.map(({ when }) => when), ...ofPapers];
}

/** Of the data with which the case of an approval is opened what it is given: those facts, and of other approvals the one that may confirm it. */
export function seenOf(data: JsonObject, facts: ReadonlySet<string>, confirmer: string | undefined): JsonObject {
  const { application, required } = data;
  const seen = Object.entries(application ?? {}).filter(([name]) => facts.has(name));
  return {
    ...data,
    ...(application === undefined ? {} : { application: Object.fromEntries(seen) }),
    ...(Array.isArray(required) ? { required: required.filter((id) => id === confirmer) } : {}),
  };
}

/** What is wrong with what is stated of it: facts and approvals that are not there, and a lack of what the service itself asks. */
export function sightProblems(reading: Reading<RulesetSource>): Problem[] {
  const { sees, approvals } = reading.value;
  if (!sees) return [];
  const stated = new Set(statedIn(reading.value));
  const known = new Set(approvals.map(({ id }) => id));
  const forAll = new Set(sees.flatMap(({ by, facts }) => (by === undefined ? facts : [])));
  const missing = ALWAYS.filter((name) => !forAll.has(name));
  const expected = `expected that every agency sees ${ALWAYS.join(', ')}, by an entry without "by"`;
  const unknown = (path: Path, names: readonly string[], among: ReadonlySet<string>, what: string): Problem[] =>
    names.flatMap((name, index) =>
      among.has(name) ? [] : [reading.problem([...path, index], `expected ${what} of this ruleset (found "${name}")`)],
    );
  return [
    ...(missing.length === 0 ? [] : [reading.problem(['sees'], `${expected} (found no ${missing.join(', ')})`)]),
    ...sees.flatMap(({ by = [], facts }, index) => [
      ...unknown(['sees', index, 'by'], by, known, 'an approval'),
      ...unknown(['sees', index, 'facts'], facts, stated, 'one of the facts or particulars'),
    ]),
  ];
}
