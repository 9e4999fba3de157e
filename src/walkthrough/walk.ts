import type { JsonObject } from '../engine/index.js';
import { fill } from './fill.js';
import type { Office as OfficeByHttp, SeenCase } from './office.js';

/** What a walk asks of the service. */
type Office = Pick<OfficeByHttp, 'open' | 'look' | 'act'>;

/** Events that bring a case forward. Whoever is offered one of them does it; anything else offered is left alone. */
const FORWARD = [
  'submit',
  'lodge',
  'declareComplete',
  'recordAppraisal',
  'recordDiligence',
  'recommend',
  'approve',
  'grant',
  'reportReady',
  'confirmOperations',
];

/** A textile mill in a special economic zone of Punjab: it needs all approvals that the ruleset has at present. */
export const MILL: JsonObject = {
  title: 'Spinning mill with dyeing house',
  company: 'Chenab Textiles',
  foreign: true,
  entry: 'company',
  incorporated: false,
  sector: 'textiles',
  investmentUsd: 42_000_000,
  zone: 'sez',
  province: 'punjab',
  environmentalSchedule: 'IEE',
  builds: true,
  manufactures: true,
  workers: 900,
  powerKw: 2_500,
};

/** One command of the walk. */
export interface Pace {
  readonly who: string;
  readonly reference: string;
  readonly event: string;
  readonly state: unknown;
}

export interface Walk {
  readonly application: SeenCase;
  readonly paces: readonly Pace[];
  readonly cases: number;
}

/**
 * Brings an application from draft to operational by nothing but the API: looks at each case of the family as each account concerned, and
 * does what is offered and brings it forward. Throws where nobody is offered anything and the application is not yet operational.
 */
export async function walk(office: Office, today: string, tell: (pace: Pace) => void = () => undefined): Promise<Walk> {
  const investor = 'investor@demo.test';
  const paces: Pace[] = [];
  let application = await office.open(investor, 'investor-approval', MILL);
  const isDone = (): boolean =>
    application.stage === 'operational' && JSON.stringify(application.state).includes('running');
  while (!isDone()) {
    let moved = false;
    for (const member of [application, ...application.children]) {
      for (const who of accountsFor(member.agency)) {
        const pace = await step(office, { who, id: member.id, today });
        if (!pace) continue;
        paces.push(pace);
        tell(pace);
        moved = true;
      }
    }
    application = await office.look(investor, application.id);
    if (!moved && !isDone()) throw new Error(`the application stands still in ${JSON.stringify(application.state)}`);
  }
  return { application, paces, cases: 1 + application.children.length };
}

/** The people a case of an agency concerns. Two officers, because one may not decide what the same one recommended. */
function accountsFor(agency: string | null): string[] {
  return ['investor', `officer.${agency}`, `officer2.${agency}`].map((local) => `${local}@demo.test`);
}

async function step(
  office: Office,
  { who, id, today }: { who: string; id: string; today: string },
): Promise<Pace | null> {
  const seen = await office.look(who, id);
  const offered = seen.actions.find(({ event }) => FORWARD.includes(event));
  if (!offered) return null;
  const { state } = await office.act(who, seen, offered.event, fill(offered.schema, today));
  return { who, reference: seen.reference, event: offered.event, state };
}
