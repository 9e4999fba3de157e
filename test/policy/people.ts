/* Who tries every route, on whose case: told here by hand, and by nothing that the service itself says. */

/**
 * The cases that are tried. A: of `investor`, with EPA Punjab, in the zone Rashakai; an agent was empowered for it. B: of `investor2`, with the FBR.
 * C: an application of `investor`, with the SIFC. D: of a company, with EPA Punjab, in the zone Gwadar. E: opened by A, with the FBR.
 */
export const CASES = ['A', 'B', 'C', 'D', 'E'] as const;
export type CaseName = (typeof CASES)[number];

export interface Person {
  /** As the tables of the documentation call them. */
  readonly as: string;
  /** The demonstration account; null: nobody. */
  readonly who: string | null;
  readonly roles: readonly string[];
  /** The agency whose internal notes the person sees; absent: none. */
  readonly agency?: string;
  /** Cases the person may know of. */
  readonly knows: readonly CaseName[];
  /** Cases whose open task the person may do or give. */
  readonly works: readonly CaseName[];
  /** Cases whose first escalation alarms the person; absent: none. */
  readonly alarmed?: readonly CaseName[];
  /** Which case of others is tried; absent: the first. */
  readonly foreign?: CaseName;
}

const ALL = CASES;

/** Posts that reach one zone, beside those of every agency: what of the settings is replaced, and by what. */
export const POSTS: readonly (readonly [text: string, by: string])[] = [
  [
    "- { id: epa-punjab, province: punjab, title: 'Environmental Protection Agency, Punjab' }",
    `- id: epa-punjab
        province: punjab
        title: Environmental Protection Agency, Punjab
        posts:
          - { id: rashakai, title: Desk of the zone, roles: [officer], within: { zones: [rashakai] } }
          - { id: head-rashakai, title: Head of the desk, roles: [manager], within: { zones: [rashakai] } }`,
  ],
  [
    '- { id: member, title: Member of the Approvals Committee, roles: [member], personal: true }',
    `- { id: member, title: Member of the Approvals Committee, roles: [member], personal: true }
      - { id: gwadar, title: Desk of the zone, roles: [officer], within: { zones: [gwadar] } }`,
  ],
];

export const PEOPLE: readonly Person[] = [
  { as: 'anonymous', who: null, roles: [], knows: [], works: [] },
  { as: 'investor', who: 'investor', roles: ['investor'], knows: ['A', 'C', 'E'], works: [] },
  { as: 'another investor', who: 'investor2', roles: ['investor'], knows: ['B'], works: [] },
  { as: 'representative', who: 'representative', roles: ['investor'], knows: ['D'], works: [] },
  { as: 'one of a company’s people', who: 'partner', roles: ['investor'], knows: ['D'], works: [] },
  { as: 'one who was of a company', who: 'leaver', roles: ['investor'], knows: [], works: [], foreign: 'D' },
  { as: 'agent', who: 'agent', roles: ['investor'], knows: ['A', 'E'], works: [], foreign: 'C' },
  { as: 'agent whose power was withdrawn', who: 'former', roles: ['investor'], knows: [], works: [] },
  { ...officer('epa-punjab', ['A', 'D']), foreign: 'E' },
  { ...officer('epa-punjab', ['A']), as: 'officer, one zone', who: 'rashakai', foreign: 'D' },
  { ...officer('epa-punjab', []), as: 'officer who was transferred', who: 'moved' },
  { ...officer('epa-sindh', []), as: 'officer, other province' },
  { ...officer('fbr', ['B', 'E']), as: 'officer, other agency' },
  { ...manager('epa-punjab', ['A', 'D']), foreign: 'E' },
  { ...manager('epa-punjab', ['A']), as: 'manager, one zone', who: 'head-rashakai', foreign: 'D' },
  { ...manager('fbr', ['B', 'E']), as: 'manager, other agency' },
  { ...officer('sifc', ['C']), as: 'officer of the SIFC', knows: ALL },
  // B does not say where it is; C says that it is in no such zone.
  { ...officer('sifc', []), as: 'officer of the SIFC, one zone', who: 'gwadar', knows: ['B', 'D'] },
  { ...manager('sifc', ALL), as: 'manager of the SIFC', who: 'manager' },
  { as: 'committee member', who: 'member1', roles: ['member'], knows: ['C'], works: [] },
  { as: 'auditor', who: 'auditor', roles: ['auditor'], knows: ALL, works: [] },
  { as: 'administrator', who: 'admin', roles: ['admin'], knows: [], works: [] },
];

/** An officer of an agency who knows of some cases, does their tasks, and hears first where one stalls. */
function officer(agency: string, cases: readonly CaseName[]): Person {
  const [as, who] = ['officer', `officer.${agency}`];
  return { as, who, roles: [as], agency, knows: cases, works: cases, alarmed: cases };
}

/** A manager, who gives the tasks to others; the first to hear is the officer. */
function manager(agency: string, cases: readonly CaseName[]): Person {
  const [as, who] = ['manager', `manager.${agency}`];
  return { as, who, roles: [as], agency, knows: cases, works: cases };
}
