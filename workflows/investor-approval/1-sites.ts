import { SITE_DEFAULTS, type Facts } from './1-facts.js';

/* An application has one site or several. A project's approvals see the project, a site's the project as it is there. */

export type Place = { readonly site: string | null; readonly facts: Facts };

type Sites = { readonly [id: string]: Facts };

/** The sites with what holds at each; one without a name where the application tells none apart. In the order of their names. */
export function places(application: Facts): Place[] {
  const { sites, whole } = parted(application);
  const names = Object.keys(sites).sort();
  if (names.length === 0) return [{ site: null, facts: whole }];
  return names.map((site) => ({ site, facts: { ...whole, ...sites[site], site } }));
}

/**
 * The project as a whole. Of what sites state: a truth where it is true of one, a number where together they state more than the
 * application itself.
 */
export function project(application: Facts): Place {
  const { sites, whole } = parted(application);
  const added = Object.keys(SITE_DEFAULTS).map((name) => {
    const stated = Object.values(sites).flatMap((site) => site[name] ?? []);
    return [name, together(whole[name] ?? null, stated)] as const;
  });
  return { site: null, facts: { ...whole, ...Object.fromEntries(added) } };
}

function together(own: Facts[string], stated: readonly Facts[string][]): Facts[string] {
  if (typeof own === 'boolean') return own || stated.includes(true);
  if (typeof own !== 'number') return own;
  return Math.max(
    own,
    stated.reduce<number>((sum, value) => sum + Number(value), 0),
  );
}

/** Neither proofs nor what other sites are like is for the agency of one. */
function parted(application: Facts): { readonly sites: Sites; readonly whole: Facts } {
  const { sites: _sites, held: _held, ...whole } = application;
  return { sites: sitesOf(application), whole };
}

/** What each site states itself. */
export function sitesOf({ sites }: Facts): Sites {
  return (sites ?? {}) as Sites;
}

/** Under this name the application knows an approval: `building-plan`, of one of several sites `building-plan@mill`. */
export function needed(approval: string, site: string | null | undefined): string {
  return site ? `${approval}@${site}` : approval;
}
