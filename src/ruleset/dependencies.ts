import type { Problem, Reading } from '../yaml/index.js';
import { type ApprovalSource, type RulesetSource, STAGES } from './source.js';

/** Dependencies on approvals nobody knows, on later stages, and in circles: an application could never pass them. */
export function dependencyProblems(reading: Reading<RulesetSource>): Problem[] {
  const { approvals, omitted = [] } = reading.value;
  const known = new Map(approvals.map((approval) => [approval.id, approval]));
  const leftOut = new Set(omitted.map(({ id }) => id));
  const problems = approvals.flatMap((approval, index) =>
    approval.dependsOn.flatMap((id, place) => {
      const path = ['approvals', index, 'dependsOn', place];
      const earlier = known.get(id);
      if (earlier) return isLater(earlier, approval) ? [reading.problem(path, inversion(earlier, approval))] : [];
      if (leftOut.has(id)) return [];
      return [
        reading.problem(path, `expected an approval of this ruleset, or one listed under "omitted" (found "${id}")`),
      ];
    }),
  );
  return [...problems, ...strangers(reading), ...circles(reading, known)];
}

/** A variant may drop dependencies of its approval, and add none: whoever follows the approval's follows all. */
function strangers(reading: Reading<RulesetSource>): Problem[] {
  return reading.value.approvals.flatMap(({ id, dependsOn, variants = [] }, index) =>
    variants.flatMap((variant, place) =>
      (variant.dependsOn ?? []).flatMap((earlier, at) => {
        if (dependsOn.includes(earlier)) return [];
        const path = ['approvals', index, 'variants', place, 'dependsOn', at];
        return [reading.problem(path, `expected one of the dependencies of ${id} (found "${earlier}")`)];
      }),
    ),
  );
}

function isLater(a: ApprovalSource, b: ApprovalSource): boolean {
  return STAGES.indexOf(a.stage) > STAGES.indexOf(b.stage);
}

function inversion(earlier: ApprovalSource, { id, stage }: ApprovalSource): string {
  const message = `expected a predecessor of ${id} no later than the stage ${stage}`;
  return `${message} (found "${earlier.id}", which comes in the stage ${earlier.stage})`;
}

/** One problem for each circle, where its first approval in the file depends on the next. */
function circles(reading: Reading<RulesetSource>, known: ReadonlyMap<string, ApprovalSource>): Problem[] {
  const cleared = new Set<string>();
  const problems: Problem[] = [];
  const walk = (id: string, trail: readonly string[]): void => {
    const approval = known.get(id);
    if (!approval || cleared.has(id)) return;
    for (const next of approval.dependsOn) {
      const back = [...trail, id].indexOf(next);
      if (back < 0) walk(next, [...trail, id]);
      else problems.push(circle(reading, [...trail, id].slice(back)));
    }
    cleared.add(id);
  };
  for (const id of known.keys()) walk(id, []);
  return problems;
}

function circle(reading: Reading<RulesetSource>, ids: readonly string[]): Problem {
  const { approvals } = reading.value;
  const last = ids.at(-1);
  const index = approvals.findIndex(({ id }) => id === last);
  const place = approvals[index]?.dependsOn.findIndex((id) => id === ids[0]) ?? 0;
  const round = [...ids, ids[0]].join(' → ');
  return reading.problem(
    ['approvals', index, 'dependsOn', place],
    `expected approvals that wait for none that waits for them (found ${round})`,
  );
}
