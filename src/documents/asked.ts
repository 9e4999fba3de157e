import type { Catalogue } from '../catalogue/catalogue.js';
import type { CaseState, JsonObject } from '../engine/index.js';

/** A paper for which a case asks, of one site where each site has its own. */
export interface Wanted {
  readonly paper: string;
  readonly title: string;
  readonly site: string | null;
  readonly expires: boolean;
  readonly source: string;
  readonly confirmed: boolean;
  /** The approvals that ask for it. */
  readonly by: readonly string[];
}

/** An approval that an application needs. */
interface Needed {
  readonly approval: string;
  readonly site: string | null;
}

/**
 * The papers for which a case asks, by the ruleset that it is pinned to: of a permit, or a view on one, those of its approval; of an application
 * those of all approvals that it needs, each once.
 */
export function wantedBy(catalogue: Catalogue, state: CaseState): Wanted[] {
  const ruleset = catalogue.rulesetOf(state);
  const { application, needed } = neededBy(catalogue, state);
  const wanted = new Map<string, Wanted>();
  for (const { approval, site } of needed) {
    for (const { id: paper, per, ...said } of ruleset.papersOf(approval, placed(application, site))) {
      const own = per === 'site' ? site : null;
      const key = `${paper} ${own ?? ''}`;
      const known = wanted.get(key);
      const { title, expires, source, confirmed } = known && (known.confirmed || !said.confirmed) ? known : said;
      const by = [...new Set([...(known?.by ?? []), approval])];
      wanted.set(key, { paper, site: own, title, expires, source, confirmed, by });
    }
  }
  return [...wanted.values()];
}

function neededBy(catalogue: Catalogue, state: CaseState): { application: JsonObject; needed: readonly Needed[] } {
  const context = objectIn(state.snapshot['context']);
  const application = objectIn(context['application']);
  // A case about one approval has its rules under a key that names it: `permit/environmental-iee/punjab-2022`.
  const [, approval] = state.rules.split('/');
  if (approval !== undefined) return { application, needed: [{ approval, site: textIn(application['site']) }] };
  const { workflow, rules } = catalogue.frame(state);
  const shown = workflow.definition.present?.(context as never, rules.input) ?? {};
  const approvals = Array.isArray(shown['approvals']) ? (shown['approvals'] as readonly JsonObject[]) : [];
  const needed = approvals.flatMap(({ approval: id, site }) =>
    typeof id === 'string' ? [{ approval: id, site: textIn(site) }] : [],
  );
  return { application, needed };
}

/** What holds at a site is what the application says, and what the site says instead. */
function placed(application: JsonObject, site: string | null): JsonObject {
  return site === null ? application : { ...application, ...objectIn(objectIn(application['sites'])[site]) };
}

const objectIn = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
