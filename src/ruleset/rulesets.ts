import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, type Problem, refuseIfAny } from '../yaml/index.js';
import { Ruleset } from './ruleset.js';

/** No ruleset is law at an instant at which one is asked for. */
export class NoRuleset extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoRuleset';
  }
}

/** All rulesets of a folder, published ones and drafts. */
export class Rulesets {
  constructor(
    readonly folder: string,
    readonly all: readonly Ruleset[],
    private readonly drafts: boolean,
  ) {}

  /**
   * The ruleset that governs a case opened at an instant (epoch ms): of those in effect the latest. A draft counts only
   * where drafts were asked for, and then before a published one of the same day.
   *
   * @throws NoRuleset
   */
  current(at: number): Ruleset {
    const open = this.all.filter(({ status }) => this.drafts || status === 'published');
    const inEffect = open.filter(({ effectiveFrom }) => effectiveFrom <= at).sort(byPrecedence);
    const latest = inEffect.at(-1);
    if (latest) return latest;
    const others = this.all.map(({ id, status, effectiveFrom }) => `${id} (${status}, from ${day(effectiveFrom)})`);
    throw new NoRuleset(
      `no ruleset in ${this.folder} governs ${new Date(at).toISOString()}; there is ${others.join(', ') || 'none'}`,
    );
  }

  /** A ruleset by id, for cases pinned to it. Throws NoRuleset. */
  get(id: string): Ruleset {
    const ruleset = this.all.find((candidate) => candidate.id === id);
    if (!ruleset) throw new NoRuleset(`the ruleset ${id} is not in ${this.folder}`);
    return ruleset;
  }

  /** Throws ConfigError where an approval is given by a type of agency that is not among these. */
  checkAgencies(types: ReadonlySet<string>): void {
    refuseIfAny(
      this.all.flatMap((ruleset) =>
        ruleset.approvals.flatMap(({ id, agency, consults = [], variants = [] }) => {
          const consulted = [...consults, ...variants.flatMap((variant) => variant.consults ?? [])];
          const unknown = [agency, ...consulted.map((one) => one.agency)].filter((type) => !types.has(type));
          const expected = `expected one of the agencies of the settings: ${[...types].sort().join(', ')}`;
          return unknown.map((type) => ruleset.problem(`${expected} (found "${type}")`, { agencyOf: id }));
        }),
      ),
    );
  }
}

/**
 * Reads all rulesets of a folder (`config/rulesets`). `drafts`: whether drafts may govern new cases; never in production.
 *
 * @throws ConfigError with everything that is wrong in any of them
 */
export function loadRulesets(folder: string, { drafts = false }: { readonly drafts?: boolean } = {}): Rulesets {
  const problems: Problem[] = [];
  const all = rulesetFiles(folder).flatMap((file) => {
    try {
      return [Ruleset.read(file)];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  refuseIfAny([...problems, ...sameDay(all)]);
  return new Rulesets(folder, all, drafts);
}

function rulesetFiles(folder: string): string[] {
  if (!existsSync(folder)) {
    refuseIfAny([{ file: folder, line: 1, column: 1, message: 'expected a folder of rulesets (found nothing there)' }]);
  }
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => join(folder, name));
}

/** Of two laws for one day nobody could say which holds. */
function sameDay(all: readonly Ruleset[]): Problem[] {
  const published = all.filter(({ status }) => status === 'published');
  return published.flatMap((ruleset, index) => {
    const other = published.slice(0, index).find(({ effectiveFrom }) => effectiveFrom === ruleset.effectiveFrom);
    if (!other) return [];
    const message = `expected a day on which no other published ruleset begins (found that of ${other.id})`;
    return [ruleset.problem(message, 'effectiveFrom')];
  });
}

function byPrecedence(a: Ruleset, b: Ruleset): number {
  const isDraft = (ruleset: Ruleset): number => Number(ruleset.status === 'draft');
  return a.effectiveFrom - b.effectiveFrom || isDraft(a) - isDraft(b) || a.id.localeCompare(b.id, 'en');
}

function day(instant: number): string {
  return new Date(instant).toLocaleDateString('sv', { timeZone: 'Asia/Karachi' });
}
