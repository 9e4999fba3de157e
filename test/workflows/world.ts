import {
  derivedId,
  load,
  simulate,
  type Actor,
  type CaseRules,
  type CaseState,
  type ClockRule,
  type Decision,
  type Host,
  type JsonObject,
  type Role,
  type Settings,
} from '../../src/engine/index.js';
import investorApproval from '../../workflows/investor-approval/1.js';
import permit from '../../workflows/permit/1.js';

/*
 * A country small enough for a test: three agencies, seven approvals, days of 24 hours and no calendar. Stories start on 1 January
 * 2026 and name their days by number.
 */

export const DAY = 86_400_000;
export const START = Date.parse('2026-01-01T00:00:00+05:00');

export const workflows = { 'investor-approval': load(investorApproval), permit: load(permit) };

const settings: Settings = {
  due: (_, start, { count }) => start + count * DAY,
  remainder: (_, { from, length }, at) => ({
    unit: 'milliseconds',
    count: (length.unit === 'milliseconds' ? length.count : length.count * DAY) - (at - from),
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
  approval('tax', 'fbr', { stage: 'application', applies: '!("tax" in held)', dependsOn: ['company'] }),
  approval('zone', 'sezc', { stage: 'review', applies: 'zone == "sez"' }),
  approval('environment', 'epa', { stage: 'permits', applies: 'environmentalSchedule == "IEE"', dependsOn: ['zone'] }),
  approval('building', 'bca', { stage: 'permits', applies: 'builds', dependsOn: ['zone', 'environment'] }),
  approval('visa', 'boi', { stage: 'permits', applies: 'employsForeigners', blocks: false }),
  approval('deed', 'zone', { stage: 'lease', applies: 'zone == "sez"', dependsOn: ['zone'] }),
  approval('factory', 'lab', { stage: 'operational', applies: 'workers >= 10', dependsOn: ['building'] }),
];

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

function hostWith(permitClocks: Clocks): Host {
  const silence = { rule: 'deemed', basis: 'Regulations 2000, silence' };
  return {
    frame: ({ workflow, rules }) => {
      const ofPermit: CaseRules = {
        clocks: permitClocks,
        input: { approval: { id: rules, name: `Approval ${rules}`, legalBasis: 'Act 1997', silence } },
      };
      return workflow === 'permit'
        ? { workflow: workflows.permit, rules: ofPermit, settings }
        : {
            workflow: workflows['investor-approval'],
            rules: { clocks: APPLICATION_CLOCKS, input: { approvals: CATALOGUE } },
            settings,
          };
    },
    child: (parent, { key, workflow, data, agency }) => ({
      id: derivedId('child', parent.id, key),
      workflow,
      version: '1',
      ruleset: 'test',
      rules: String(data['approval']),
      root: parent.root,
      parent: parent.id,
      key,
      owner: parent.owner,
      agency: agency ?? null,
      data,
    }),
  };
}

/** What a story says: who does what to which case, on which day, and how the case then stands. */
export class Story {
  private readonly world;
  readonly log: Decision[] = [];

  constructor(permitClocks: Clocks = PERMIT_CLOCKS) {
    this.world = simulate(hostWith(permitClocks), START);
  }

  open(id: string, opening: { workflow: string; agency: string; data: JsonObject; rules?: string }): void {
    const { workflow, agency, data, rules = workflow } = opening;
    const fixed = { id, workflow, version: '1', ruleset: 'test', rules, root: id, parent: null, key: null };
    this.keep(this.world.apply({ kind: 'open', opening: { ...fixed, owner: ann.id, agency, data }, actor: ann }));
  }

  /** Day 0 is the first; everything due on the way fires. */
  day(number: number): this {
    this.keep(this.world.advanceTo(START + number * DAY));
    return this;
  }

  do(id: string, actor: Actor, type: string, data: JsonObject = {}): this {
    this.keep(this.world.apply({ kind: 'command', case: id, command: { type, data, actor } }));
    return this;
  }

  state(id: string): CaseState {
    const state = this.world.cases.get(id);
    if (!state) throw new Error(`no case ${id}`);
    return state;
  }

  at(id: string): unknown {
    return this.state(id).snapshot['value'];
  }

  data(id: string): JsonObject {
    const { definition } = workflows[this.state(id).workflow === 'permit' ? 'permit' : 'investor-approval'];
    const context = this.state(id).snapshot['context'];
    return definition.present ? definition.present(context as never) : {};
  }

  tasks(id: string): string[] {
    return this.state(id).tasks.map(({ title }) => title);
  }

  holder(id: string): string {
    return this.state(id).charge.holder;
  }

  /** The day on which a clock of a case runs out; null while it is paused. */
  dueDay(id: string, name: string): number | null {
    const dueAt = this.state(id).clocks[name]?.dueAt ?? null;
    return dueAt === null ? null : (dueAt - START) / DAY;
  }

  /** Types of the events of a case, in order. */
  events(id: string): string[] {
    return this.log.filter(({ event }) => event.case === id).map(({ event }) => event.type);
  }

  notices(id: string): string[] {
    return this.log.flatMap(({ event, effects }) =>
      event.case === id ? effects.flatMap((effect) => (effect.type === 'notify' ? [effect.template] : [])) : [],
    );
  }

  private keep(decisions: readonly Decision[]): void {
    this.log.push(...decisions);
  }
}
