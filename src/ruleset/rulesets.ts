import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dateAt } from '../time/days.js';
import { ConfigError, type Path, type Problem, refuseIfAny } from '../yaml/index.js';
import type { Layer } from './layers.js';
import { Ruleset } from './ruleset.js';

/** No ruleset is law at an instant at which one is asked for. */
export class NoRuleset extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoRuleset';
  }
}

/** How a ruleset stands at an instant: it governs new cases, will be the next to, or a later one, did so before, or is only a draft. */
export const STANDINGS = ['in-force', 'next', 'later', 'former', 'draft'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What the settings know of offices. */
export interface Offices {
  readonly agencyTypes: ReadonlySet<string>;
  /** Provinces that some agency has an office in, and this type has none for; empty for a type with one office for all. */
  provincesWithout(type: string): readonly string[];
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
    const latest = this.governing.findLast(({ effectiveFrom }) => effectiveFrom <= at);
    if (latest) return latest;
    const others = this.all.map(({ id, status, effectiveFrom }) => `${id} (${status}, from ${dateAt(effectiveFrom)})`);
    throw new NoRuleset(
      `no ruleset in ${this.folder} governs ${new Date(at).toISOString()}; there is ${others.join(', ') || 'none'}`,
    );
  }

  /** Those that govern new cases from some day on, in the order in which they do: drafts only where drafts were asked for. */
  get governing(): readonly Ruleset[] {
    return this.all.filter(({ status }) => this.drafts || status === 'published').sort(byPrecedence);
  }

  standingOf(id: string, at: number): Standing {
    const { governing } = this;
    const place = governing.findIndex((law) => law.id === id);
    if (place < 0) return 'draft';
    const current = governing.findLastIndex(({ effectiveFrom }) => effectiveFrom <= at);
    if (place === current) return 'in-force';
    if (place < current) return 'former';
    return place === current + 1 ? 'next' : 'later';
  }

  find(id: string): Ruleset | undefined {
    return this.all.find((candidate) => candidate.id === id);
  }

  /** A ruleset by id, for cases pinned to it. Throws NoRuleset. */
  get(id: string): Ruleset {
    const ruleset = this.find(id);
    if (!ruleset) throw new NoRuleset(`the ruleset ${id} is not in ${this.folder}`);
    return ruleset;
  }

  /** Throws ConfigError where an approval names a type of agency that is not there, or has no office in some province. */
  checkAgencies(offices: Offices): void {
    refuseIfAny(
      this.all.flatMap((ruleset) =>
        ruleset.layers.flatMap(agenciesIn).flatMap(({ type, path }) => {
          const expected = expectedInStead(type, offices);
          return expected === null ? [] : [ruleset.problem(`expected ${expected} (found "${type}")`, path)];
        }),
      ),
    );
  }
}

/** The agencies that a layer names itself: what gives the approval, and whom it consults. */
function agenciesIn({ approval, variant, path }: Layer): { readonly type: string; readonly path: Path }[] {
  const { agency, consults = [] } = variant ?? approval;
  const giving = agency === undefined ? [] : [{ type: agency, path: [...path, 'agency'] }];
  return [
    ...giving,
    ...consults.map((one, index) => ({ type: one.agency, path: [...path, 'consults', index, 'agency'] })),
  ];
}

function expectedInStead(type: string, offices: Offices): string | null {
  const types = [...offices.agencyTypes].sort().join(', ');
  if (!offices.agencyTypes.has(type)) return `one of the agencies of the settings: ${types}`;
  const lacking = offices.provincesWithout(type).join(', ');
  return lacking === '' ? null : `an agency with an office in every province of the settings, also in ${lacking}`;
}

/**
 * Reads all rulesets of a folder (`config/rulesets`), each a file or a folder. `drafts`: whether drafts may govern new cases; never in production.
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
  const paths = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  return paths.filter((path) => path.endsWith('.yaml') || statSync(path).isDirectory());
}

/** Of two laws for one day nobody could say which holds. */
function sameDay(all: readonly Ruleset[]): Problem[] {
  const published = all.filter(({ status }) => status === 'published');
  return published.flatMap((ruleset, index) => {
    const other = published.slice(0, index).find(({ effectiveFrom }) => effectiveFrom === ruleset.effectiveFrom);
    if (!other) return [];
    const message = `expected a day on which no other published ruleset begins (found that of ${other.id})`;
    return [ruleset.problem(message, ['effectiveFrom'])];
  });
}

function byPrecedence(a: Ruleset, b: Ruleset): number {
  const isDraft = (ruleset: Ruleset): number => Number(ruleset.status === 'draft');
  return a.effectiveFrom - b.effectiveFrom || isDraft(a) - isDraft(b) || a.id.localeCompare(b.id, 'en');
}
