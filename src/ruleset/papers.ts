import type { JsonObject } from '../engine/index.js';
import type { Problem, Reading } from '../yaml/index.js';
import { conditionCheck, holds } from './conditions.js';
import type { AskedSource, PaperSource, RulesetSource } from './source.js';

/** A paper that an approval asks for, and on whose word. */
export interface AskedPaper {
  readonly id: string;
  readonly title: string;
  readonly per: 'project' | 'site';
  readonly expires: boolean;
  readonly source: string;
  readonly confirmed: boolean;
}

export function papersAsked(papers: readonly PaperSource[], approval: string, facts: JsonObject): AskedPaper[] {
  return papers.flatMap(({ id, title, per = 'project', expires = false, asked }) => {
    const one = asked.find(({ by, when }) => by === approval && (when === undefined || holds(when, facts)));
    return one ? [{ id, title, per, expires, source: one.source, confirmed: one.confirmed }] : [];
  });
}

/** What is wrong with the papers: who asks for them, on what condition, and whether a later entry can ever count. */
export function paperProblems(reading: Reading<RulesetSource>): Problem[] {
  const mistakeIn = conditionCheck(reading.value.facts);
  const perOf = new Map(reading.value.approvals.map(({ id, per = 'project' }) => [id, per]));
  return (reading.value.papers ?? []).flatMap(({ per = 'project', asked }, index) =>
    asked.flatMap((one, place) => {
      const at = (key: string, message: string): Problem =>
        reading.problem(['papers', index, 'asked', place, key], message);
      const expected = one.when === undefined ? null : mistakeIn(one.when);
      return [
        ...askerMistakes(one, per, perOf).map((message) => at('by', message)),
        ...(expected === null ? [] : [at('when', `expected ${expected} (found: ${one.when})`)]),
        ...(isHidden(asked, place)
          ? [at('by', `expected no more of ${one.by} after an entry without a condition`)]
          : []),
      ];
    }),
  );
}

function askerMistakes({ by }: AskedSource, per: string, perOf: ReadonlyMap<string, string>): string[] {
  const needed = perOf.get(by);
  if (needed === undefined) return [`expected an approval of this ruleset (found "${by}")`];
  // It would not know which site's to take.
  if (per === 'site' && needed === 'project')
    return [`expected an approval that is needed at each site, as the paper is (found "${by}", which is needed once)`];
  return [];
}

function isHidden(asked: readonly AskedSource[], place: number): boolean {
  const { by } = asked[place] ?? {};
  return asked.slice(0, place).some((earlier) => earlier.by === by && earlier.when === undefined);
}
