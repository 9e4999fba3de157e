import type { JsonObject } from '../engine/index.js';
import { fill } from './fill.js';
import type { Office, SeenCase } from './office.js';

/** Events that bring a case forward. Whoever is offered one of them does it; anything else offered is left alone. */
const FORWARD = [
  'submit',
  'lodge',
  'declareComplete',
  'recordAppraisal',
  'recordDiligence',
  'recommend',
  'grant',
  'reportFulfilled',
  'confirmFulfilment',
  'reportReady',
  'confirmOperations',
];

/** What an agency's case, or a duty, comes to where all goes well. */
export const DONE = ['in-force', 'fulfilled'];

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

/** Who walks, through what, and whom it tells of each pace. */
export interface Walking {
  readonly office: Office;
  readonly data: JsonObject;
  /** The present instant, ISO. */
  readonly today: string;
  readonly tell?: (pace: Pace) => void;
}

/**
 * Brings an application from draft to operational by nothing but the API: looks at each case of the family as each account concerned, and
 * does what is offered and brings it forward. Throws where nobody is offered anything and the application is not yet operational.
 */
export async function walk({ office, data, today, tell = () => undefined }: Walking): Promise<Walk> {
  const investor = 'investor@demo.test';
  const paces: Pace[] = [];
  let application = await office.open(investor, 'investor-approval', data);
  const isDone = (): boolean =>
    application.stage === 'operational' && JSON.stringify(application.state).includes('running');
  while (!isDone()) {
    const before = paces.length;
    const underway = application.children.filter(({ outcome }) => !DONE.includes(outcome ?? ''));
    for (const { id, agency } of [application, ...underway]) {
      for (const who of accountsFor(agency)) {
        for await (const pace of forward(office, { who, id, today })) {
          paces.push(pace);
          tell(pace);
        }
      }
    }
    application = await office.look(investor, application.id);
    if (paces.length === before && !isDone())
      throw new Error(`the application stands still in ${JSON.stringify(application.state)}`);
  }
  return { application, paces, cases: 1 + application.children.length };
}

/** The people a case of an agency concerns. Two officers, because one may not decide what the same one recommended. */
function accountsFor(agency: string | null): string[] {
  return ['investor', `officer.${agency}`, `officer2.${agency}`].map((local) => `${local}@demo.test`);
}

/** Does what one account is offered on one case, for as long as it is offered something that brings it forward. */
async function* forward(
  office: Office,
  { who, id, today }: { who: string; id: string; today: string },
): AsyncGenerator<Pace> {
  let seen = await office.look(who, id);
  for (;;) {
    const offered = seen.actions.find(({ event }) => FORWARD.includes(event));
    if (!offered) return;
    seen = await office.act(who, seen, offered.event, fill(offered.schema, today));
    yield { who, reference: seen.reference, event: offered.event, state: seen.state };
  }
}
