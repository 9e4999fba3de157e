import {
  derivedId,
  load,
  type Actor,
  type CaseRules,
  type ClockRule,
  type Host,
  type JsonObject,
  type Role,
  type Settings,
} from '../../src/engine/index.js';
import change from '../../workflows/change/1.js';
import consultation from '../../workflows/consultation/1.js';
import duty from '../../workflows/duty/1.js';
import investorApproval from '../../workflows/investor-approval/1.js';
import permit from '../../workflows/permit/1.js';

/*
 * A country small enough for a test: eight approvals, days of 24 hours and no calendar. Stories start on 1 January 2026; whatever
 * happens on a date happens at ten in the morning in Pakistan.
 */

const DAY = 86_400_000;

export const workflows = {
  'investor-approval': load(investorApproval),
  permit: load(permit),
  change: load(change),
  duty: load(duty),
  consultation: load(consultation),
};
type Known = keyof typeof workflows;

export function workflowOf(id: string): (typeof workflows)[Known] {
  if (!Object.hasOwn(workflows, id)) throw new Error(`no workflow ${id}`);
  return workflows[id as Known];
}

const settings: Settings = {
  // A date without a length is over when its day is: dates are fixed at their first instant.
  due: (_, start, { count }) => start + (count === 0 ? DAY : count * DAY),
  remainder: (_, { from, length }, at) => ({
    unit: 'milliseconds',
    count: (length.unit === 'milliseconds' ? length.count : (length.count || 1) * DAY) - (at - from),
  }),
  resume: (_, at, { count }) => at + count,
  rung: () => null,
};

export function clock(days: number, more: Partial<ClockRule> = {}): ClockRule {
  return {
    title: 'A clock of the test',
    force: 'limit',
    length: { count: days, unit: 'days' },
    start: 'entered',
    pauses: [{ cause: 'court-stay', basis: 'order of a court' }],
    onReturn: 'carry',
    roll: 'none',
    source: 'the test',
    confirmed: true,
    ...more,
  };
}

const ON_PAPERS = [
  { cause: 'incomplete-papers', basis: 's. 12' },
  { cause: 'court-stay', basis: 'order of a court' },
];

export const PERMIT_CLOCKS = {
  completeness: clock(10, { start: 'lodged', onReturn: 'reset' }),
  decision: clock(45, { start: 'complete', pauses: ON_PAPERS }),
  deemed: clock(120, { start: 'complete', pauses: ON_PAPERS }),
  answer: clock(15, { onReturn: 'reset' }),
};
export type Clocks = { readonly [name: string]: ClockRule };

const APPLICATION_CLOCKS = {
  screening: clock(10, { start: 'lodged', onReturn: 'reset', force: 'target' }),
  answer: clock(15, { onReturn: 'reset' }),
  review: clock(30, { force: 'target' }),
};

const FORGIVEN = [
  { cause: 'regime-suspended', basis: 'SRO 2198' },
  { cause: 'court-stay', basis: 'order of a court' },
];
const DUTY_CLOCKS = {
  term: clock(180, { force: 'target', pauses: FORGIVEN }),
  date: clock(0, { start: 'dated', onReturn: 'reset', force: 'target', pauses: FORGIVEN }),
  answer: clock(15, { onReturn: 'reset' }),
};

/** A zone's committee decides by its approval; a council's committee of five on what is large and in no zone. */
export const BODIES = [
  {
    id: 'zone-committee',
    title: 'Committee of the zone',
    when: 'zone == "sez"',
    approval: 'zone',
    legalBasis: 'Zones Act s. 24',
    source: 'the test',
    confirmed: true,
  },
  {
    id: 'approvals-committee',
    title: 'Approvals Committee',
    when: 'investmentUsd >= 500000000',
    committee: { members: 5, quorum: 3, majority: 'voting', noticeDays: 7 },
    legalBasis: 'Council Rules r. 7',
    source: 'the test',
    confirmed: false,
  },
];

const approval = (id: string, agency: string, rest: JsonObject): JsonObject => ({
  id,
  name: `Approval ${id}`,
  agency,
  applies: 'true',
  dependsOn: [],
  blocks: true,
  ...rest,
});

export const CATALOGUE = [
  approval('company', 'secp', { stage: 'application', applies: '!incorporated' }),
  approval('tax', 'fbr', { stage: 'application', dependsOn: ['company'] }),
  approval('zone', 'sezc', { stage: 'review', per: 'site', applies: 'zone == "sez"' }),
  approval('environment', 'epa', {
    stage: 'permits',
    per: 'site',
    applies: 'environmentalSchedule == "IEE"',
    dependsOn: ['zone'],
  }),
  approval('building', 'bca', {
    stage: 'permits',
    per: 'site',
    applies: 'builds',
    dependsOn: ['zone', 'environment'],
    variants: [{ when: 'buildingCategory == "I"', agency: 'town', dependsOn: ['zone'] }],
  }),
  approval('visa', 'boi', { stage: 'permits', applies: 'employsForeigners', blocks: false }),
  approval('deed', 'zone', { stage: 'lease', per: 'site', applies: 'zone == "sez"', dependsOn: ['zone'] }),
  approval('factory', 'lab', { stage: 'operational', per: 'site', applies: 'workers >= 10', dependsOn: ['building'] }),
  approval('sales', 'fbr', { stage: 'operational', applies: 'manufactures', dependsOn: ['tax', 'building'] }),
];

/** The proof of an approval that the investor holds already. */
export const proofOf = (approvalHeld: string, more: JsonObject = {}): JsonObject => ({
  approval: approvalHeld,
  number: '7654321-0',
  issuedBy: 'the agency',
  issuedOn: '2020-05-04',
  ...more,
});

export const MILL: JsonObject = {
  title: 'Textile mill',
  sector: 'textiles',
  province: 'punjab',
  zone: 'sez',
  environmentalSchedule: 'IEE',
  builds: true,
  workers: 200,
};

export const ann: Actor = { id: 'ann', kind: 'person', posts: [{ role: 'investor' }] };
export const staff = (name: string, role: Role, agency: string): Actor => ({
  id: `${name}.${agency}`,
  kind: 'person',
  posts: [{ role, agency }],
});

const ofApplications: JsonObject = { approvals: CATALOGUE, recognition: { days: 30 }, bodies: BODIES };

/** What the ruleset says beyond what all stories share, or otherwise: of the approval that permits are about, and to applications. */
export type More = { readonly approval?: JsonObject; readonly applications?: JsonObject };

export function hostWith(permitClocks: Clocks, { approval: ofThis, applications }: More = {}): Host {
  const silence = { rule: 'deemed', basis: 'Regulations 2000, silence' };
  return {
    frame: ({ workflow: id, rules }) => {
      const workflow = workflowOf(id);
      const ofApproval: CaseRules = {
        clocks: permitClocks,
        input: { approval: { id: rules, name: `Approval ${rules}`, legalBasis: 'Act 1997', silence, ...ofThis } },
      };
      const of: { readonly [name in Known]: CaseRules } = {
        permit: ofApproval,
        consultation: ofApproval,
        change: { clocks: {}, input: {} },
        duty: { clocks: DUTY_CLOCKS, input: {} },
        'investor-approval': { clocks: APPLICATION_CLOCKS, input: { ...ofApplications, ...applications } },
      };
      return { workflow, rules: of[id as Known], settings };
    },
    child: (parent, { key, workflow, data, agency }) => ({
      id: derivedId('child', parent.id, key),
      workflow,
      version: '1',
      ruleset: 'test',
      rules: JSON.stringify(data['approval'] ?? '').slice(1, -1),
      root: parent.root,
      parent: parent.id,
      key,
      owner: parent.owner,
      agency: agency ?? parent.agency,
      data,
    }),
  };
}
