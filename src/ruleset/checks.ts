import { type Path, type Problem, type Reading } from '../yaml/index.js';
import { bodyProblems } from './bodies.js';
import { CLOCK_KEYS, type ClockSources } from './clock-rules.js';
import { conditionCheck } from './conditions.js';
import { dependencyProblems } from './dependencies.js';
import { ownLayersOf } from './layers.js';
import { paperProblems } from './papers.js';
import { sightProblems } from './sight.js';
import { silenceAgainstClocks, silenceMistakes } from './silence.js';
import { nameOf } from './read.js';
import type { ApprovalSource, Overrides, RulesetSource } from './source.js';

/** What a schema cannot say of a ruleset: everything that is wrong with one that fits it. */
export function problemsOf(reading: Reading<RulesetSource>): Problem[] {
  return [
    ...nameProblems(reading),
    ...twice(reading, reading.value.approvals, ['approvals']),
    ...reading.value.approvals.flatMap(({ variants = [] }, i) =>
      twice(reading, variants, ['approvals', i, 'variants']),
    ),
    ...omittedProblems(reading),
    ...conditionProblems(reading),
    ...dependencyProblems(reading),
    ...reading.value.approvals.flatMap((approval, index) => forceProblems(reading, approval, index)),
    ...clockProblems(reading),
    ...dutyProblems(reading),
    ...twice(reading, reading.value.bodies ?? [], ['bodies']),
    ...bodyProblems(reading),
    ...twice(reading, reading.value.papers ?? [], ['papers']),
    ...paperProblems(reading),
    ...twice(reading, reading.value.sees ?? [], ['sees']),
    ...sightProblems(reading),
    ...borrowingProblems(reading),
  ];
}

function dutyProblems(reading: Reading<RulesetSource>): Problem[] {
  return reading.value.approvals.flatMap(({ clockOwner, clocks = {} }, index) => {
    if ((clockOwner === 'investor') === Object.hasOwn(clocks, 'duty')) return [];
    const message = 'expected a clock "duty" where the clock is the investor\'s, and only there';
    return [reading.problem(['approvals', index], `${message} (found ${clockOwner === 'investor' ? 'none' : 'one'})`)];
  });
}

function nameProblems(reading: Reading<RulesetSource>): Problem[] {
  const expected = nameOf(reading.file);
  if (reading.value.id === expected) return [];
  return [reading.problem(['id'], `expected the id ${expected}, as it is named (found "${reading.value.id}")`)];
}

function twice(reading: Reading<RulesetSource>, list: readonly { readonly id: string }[], path: Path): Problem[] {
  const ids = list.map(({ id }) => id);
  const repeated = ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));
  return repeated.map((index) =>
    reading.problem([...path, index, 'id'], `expected each id once (found "${ids[index]}" again)`),
  );
}

function omittedProblems(reading: Reading<RulesetSource>): Problem[] {
  const present = new Set(reading.value.approvals.map(({ id }) => id));
  return (reading.value.omitted ?? []).flatMap(({ id }, index) =>
    present.has(id)
      ? [reading.problem(['omitted', index, 'id'], `expected what is left out (found "${id}", an approval below)`)]
      : [],
  );
}

function conditionProblems(reading: Reading<RulesetSource>): Problem[] {
  const mistakeIn = conditionCheck(reading.value.facts);
  const check = (expression: string, path: Path): Problem[] => {
    const expected = mistakeIn(expression);
    return expected === null ? [] : [reading.problem(path, `expected ${expected} (found: ${expression})`)];
  };
  return reading.value.approvals.flatMap(({ applies, variants = [] }, index) => [
    ...check(applies, ['approvals', index, 'applies']),
    ...variants.flatMap(({ when }, place) => check(when, ['approvals', index, 'variants', place, 'when'])),
  ]);
}

/** Only what was seen in a source may take away or give rights. */
function forceProblems(reading: Reading<RulesetSource>, approval: ApprovalSource, index: number): Problem[] {
  if (approval.confidence === 'sourced') return [];
  const expected = `expected no confirmed limit in an approval that is ${approval.confidence} (found one)`;
  const among = (overrides: Overrides = {}, path: Path): Problem[] =>
    Object.entries(overrides).flatMap(([name, { force, confirmed }]) =>
      force === 'limit' && confirmed === true ? [reading.problem([...path, name, 'confirmed'], expected)] : [],
    );
  return [
    ...among(approval.clocks, ['approvals', index, 'clocks']),
    ...(approval.variants ?? []).flatMap(({ clocks }, place) =>
      among(clocks, ['approvals', index, 'variants', place, 'clocks']),
    ),
  ];
}

function clockProblems(reading: Reading<RulesetSource>): Problem[] {
  return ownLayersOf(reading.value).flatMap(({ workflow, clocks, silence, priority, path }) => {
    const wrong = silenceMistakes(silence);
    const messages = wrong.length > 0 ? wrong : silenceAgainstClocks(silence, clocks);
    return [
      ...gaps(reading, clocks, { workflow, path }),
      ...(priority && silence.rule.startsWith('deemed') ? [reading.problem([...path, 'silence'], UNRANKED)] : []),
      ...messages.map((message) => reading.problem([...path, 'silence'], message)),
    ];
  });
}

const UNRANKED = 'expected no grant by silence where the first received is granted: it would not ask who that is';

function borrowingProblems(reading: Reading<RulesetSource>): Problem[] {
  const { workflows, clocks } = reading.value;
  return Object.entries(workflows).flatMap(([workflow, { clocksOf }]) => {
    if (clocksOf === undefined || Object.hasOwn(clocks, clocksOf)) return [];
    const expected = `expected a workflow that has clocks: ${Object.keys(clocks).join(', ')}`;
    return [reading.problem(['workflows', workflow, 'clocksOf'], `${expected} (found "${clocksOf}")`)];
  });
}

function gaps(
  reading: Reading<RulesetSource>,
  clocks: ClockSources,
  { workflow, path }: { workflow: string; path: Path },
): Problem[] {
  return Object.entries(clocks).flatMap(([name, clock]) => {
    const missing = CLOCK_KEYS.filter((key) => clock[key] === undefined);
    if (missing.length === 0) return [];
    const why = `for nothing lies beneath it in the clocks of ${workflow}`;
    return [
      reading.problem(
        [...path, 'clocks', name],
        `expected a whole clock, ${why} (found no ${missing.join(', ')})`,
        'key',
      ),
    ];
  });
}
