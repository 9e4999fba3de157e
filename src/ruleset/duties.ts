import type { ClockRule } from '../engine/index.js';
import { overridden, rulesOf } from './clock-rules.js';
import type { RulesetSource } from './source.js';

/* What investors owe once they have an approval. The time for each is the clock `term` of the workflow `duty`, with a figure of its own. */

/** The rules of each duty, by the key under which cases remember them: `duty/plot-allotment/build`. */
export function dutyRules(source: RulesetSource): [string, { readonly [name: string]: ClockRule }][] {
  const base = source.clocks['duty'];
  if (!base) return [];
  return source.approvals.flatMap(({ id, duties = [] }) =>
    duties.map((duty): [string, { readonly [name: string]: ClockRule }] => {
      const { what: title, length, source: page, confirmed } = duty;
      const term = { title, length, source: page, confirmed, force: confirmed ? 'limit' : 'target' } as const;
      return [`duty/${id}/${duty.id}`, rulesOf(overridden(base, { term }), source.voids)];
    }),
  );
}
