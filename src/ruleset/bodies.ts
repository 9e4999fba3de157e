import type { Problem, Reading } from '../yaml/index.js';
import { conditionCheck } from './conditions.js';
import type { BodySource, RulesetSource } from './source.js';

/** What is wrong with those who are to decide on projects, and with the conditions on which letters may be written. */
export function bodyProblems(reading: Reading<RulesetSource>): Problem[] {
  const mistakeIn = conditionCheck(reading.value.facts);
  const approvals = new Set(reading.value.approvals.map(({ id }) => id));
  const ofLetters = (reading.value.screening?.variants ?? []).flatMap(({ when }, index) => {
    const expected = mistakeIn(when);
    const path = ['screening', 'variants', index, 'when'];
    return expected === null ? [] : [reading.problem(path, `expected ${expected} (found: ${when})`)];
  });
  const ofBodies = (reading.value.bodies ?? []).flatMap((body, index) => {
    const expected = mistakeIn(body.when);
    const condition = expected === null ? [] : [[`expected ${expected} (found: ${body.when})`, 'when'] as const];
    return [...condition, ...mistakes(body, approvals)].map(([message, key]) =>
      reading.problem(['bodies', index, ...(key === '' ? [] : [key])], message),
    );
  });
  return [...ofBodies, ...ofLetters];
}

type Mistake = readonly [message: string, key: string];

function mistakes({ approval, committee }: BodySource, approvals: ReadonlySet<string>): Mistake[] {
  const both = (approval === undefined) === (committee === undefined);
  const unknown = approval !== undefined && !approvals.has(approval);
  const tooMany = committee !== undefined && committee.quorum > committee.members;
  return [
    ...(both
      ? [['expected an approval by which it decides, or how it sits as a committee, and not both', ''] as const]
      : []),
    ...(unknown ? [[`expected one of the approvals below (found "${approval}")`, 'approval'] as const] : []),
    ...(tooMany ? [['expected a quorum of no more than its members', 'committee'] as const] : []),
  ];
}
