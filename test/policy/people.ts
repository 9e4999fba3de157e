/* Who tries every route, on whose case: told here by hand, and by nothing that the service itself says. */

/**
 * The cases that are tried. A: of `investor`, with EPA Punjab; an agent was empowered for it. B: of `investor2`, with the FBR. C: an application of
 * `investor`, with the SIFC. D: of a company, with EPA Punjab.
 */
export const CASES = ['A', 'B', 'C', 'D'] as const;
export type CaseName = (typeof CASES)[number];

export interface Person {
  /** As the tables of the documentation call them. */
  readonly as: string;
  /** The demonstration account; null: nobody. */
  readonly who: string | null;
  readonly roles: readonly string[];
  /** Cases the person may know of. */
  readonly knows: readonly CaseName[];
  /** Cases whose open task the person may do or give. */
  readonly works: readonly CaseName[];
}

const ALL = CASES;

export const PEOPLE: readonly Person[] = [
  { as: 'anonymous', who: null, roles: [], knows: [], works: [] },
  { as: 'investor', who: 'investor', roles: ['investor'], knows: ['A', 'C'], works: [] },
  { as: 'another investor', who: 'investor2', roles: ['investor'], knows: ['B'], works: [] },
  { as: 'representative', who: 'representative', roles: ['investor'], knows: ['D'], works: [] },
  { as: 'one of a company’s people', who: 'partner', roles: ['investor'], knows: ['D'], works: [] },
  { as: 'agent', who: 'agent', roles: ['investor'], knows: ['A'], works: [] },
  { as: 'agent whose power was withdrawn', who: 'former', roles: ['investor'], knows: [], works: [] },
  { as: 'officer', who: 'officer.epa-punjab', roles: ['officer'], knows: ['A', 'D'], works: ['A', 'D'] },
  { as: 'officer, other province', who: 'officer.epa-sindh', roles: ['officer'], knows: [], works: [] },
  { as: 'officer, other agency', who: 'officer.fbr', roles: ['officer'], knows: ['B'], works: ['B'] },
  { as: 'manager', who: 'manager.epa-punjab', roles: ['manager'], knows: ['A', 'D'], works: ['A', 'D'] },
  { as: 'manager, other agency', who: 'manager.fbr', roles: ['manager'], knows: ['B'], works: ['B'] },
  { as: 'officer of the SIFC', who: 'officer.sifc', roles: ['officer'], knows: ALL, works: ['C'] },
  { as: 'manager of the SIFC', who: 'manager', roles: ['manager'], knows: ALL, works: ALL },
  { as: 'committee member', who: 'member1', roles: ['member'], knows: ['C'], works: [] },
  { as: 'auditor', who: 'auditor', roles: ['auditor'], knows: ALL, works: [] },
  { as: 'administrator', who: 'admin', roles: ['admin'], knows: [], works: [] },
];
