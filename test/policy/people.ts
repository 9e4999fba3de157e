/* Who tries every route, on whose case: told here by hand, and by nothing that the service itself says. */

/** The three cases that are tried. A: of `investor`, with EPA Punjab. B: of `investor2`, with the FBR. C: an application of `investor`, with the SIFC. */
export type CaseName = 'A' | 'B' | 'C';

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

const ALL: readonly CaseName[] = ['A', 'B', 'C'];

export const PEOPLE: readonly Person[] = [
  { as: 'anonymous', who: null, roles: [], knows: [], works: [] },
  { as: 'investor', who: 'investor', roles: ['investor'], knows: ['A', 'C'], works: [] },
  { as: 'another investor', who: 'investor2', roles: ['investor'], knows: ['B'], works: [] },
  { as: 'officer', who: 'officer.epa-punjab', roles: ['officer'], knows: ['A'], works: ['A'] },
  { as: 'officer, other province', who: 'officer.epa-sindh', roles: ['officer'], knows: [], works: [] },
  { as: 'officer, other agency', who: 'officer.fbr', roles: ['officer'], knows: ['B'], works: ['B'] },
  { as: 'manager', who: 'manager.epa-punjab', roles: ['manager'], knows: ['A'], works: ['A'] },
  { as: 'manager, other agency', who: 'manager.fbr', roles: ['manager'], knows: ['B'], works: ['B'] },
  { as: 'officer of the SIFC', who: 'officer.sifc', roles: ['officer'], knows: ALL, works: ['C'] },
  { as: 'manager of the SIFC', who: 'manager', roles: ['manager'], knows: ALL, works: ALL },
  { as: 'committee member', who: 'member1', roles: ['member'], knows: ['C'], works: [] },
  { as: 'auditor', who: 'auditor', roles: ['auditor'], knows: ALL, works: [] },
  { as: 'administrator', who: 'admin', roles: ['admin'], knows: [], works: [] },
];
