import type { JsonObject } from '../engine/index.js';
import { fill } from './fill.js';
import type { Office as OfficeByHttp, SeenCase } from './office.js';

/** What a walk asks of the service. An office that cannot wait has real time. */
type Office = Pick<OfficeByHttp, 'open' | 'look' | 'act'> & Partial<Pick<OfficeByHttp, 'wait'>>;

/** Events that bring a case forward. Whoever is offered one of them does it, once; anything else offered is left alone. */
const FORWARD = [
  'submit',
  'lodge',
  'declareComplete',
  'recordAppraisal',
  'recordDiligence',
  'register',
  'consult',
  'noObjection',
  'callHearing',
  'serveHearingNotice',
  'recordMinutes',
  'appointInspection',
  'passInspection',
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
  /** How many cases were gone through: the application, those it opened, and those that these opened. */
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

const INVESTOR = 'investor@demo.test';

/**
 * Brings an application from draft to operational by nothing but the API: looks at each case of the family as each account concerned, and
 * does what is offered and brings it forward. Where nobody is offered anything it waits for what happens by itself, which takes a virtual
 * clock. Throws where nothing does and the application is not yet operational.
 */
export async function walk({ office, data, today, tell = () => undefined }: Walking): Promise<Walk> {
  const round = new Round(office, today, tell);
  let application = await office.open(INVESTOR, 'investor-approval', data);
  while (!isOperational(application)) {
    const isMoved = await round.go(application);
    application = await office.look(INVESTOR, application.id);
    if (!isMoved && !isOperational(application)) await round.wait(application);
  }
  return { application, paces: round.paces, cases: round.cases.size };
}

function isOperational({ stage, state }: SeenCase): boolean {
  return stage === 'operational' && JSON.stringify(state).includes('running');
}

type Concerned = Pick<SeenCase, 'id' | 'agency'>;

/** Goes around the cases of an application. */
class Round {
  readonly paces: Pace[] = [];
  readonly cases = new Set<string>();
  private readonly done = new Set<string>();
  /** Cases that came to a good end, with all below them. */
  private readonly finished = new Set<string>();
  /** When something happens by itself in a case of this round. */
  private dueAt: string[] = [];

  constructor(
    private readonly office: Office,
    private today: string,
    private readonly tell: (pace: Pace) => void,
  ) {}

  /** Once around. Gives whether anybody was offered anything. */
  async go(application: Concerned): Promise<boolean> {
    const before = this.paces.length;
    this.dueAt = [];
    await this.visit(application);
    return this.paces.length > before;
  }

  /** Until something happens by itself. Throws where nothing does, or where the office cannot wait. */
  async wait({ state }: SeenCase): Promise<void> {
    const first = this.dueAt.sort()[0];
    const still = `the application stands still in ${JSON.stringify(state)}`;
    if (first === undefined || !this.office.wait) throw new Error(still);
    try {
      this.today = await this.office.wait(INVESTOR, first);
    } catch (error) {
      throw new Error(`${still} until ${first}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** A case, and below it those that may still want something. Gives whether all below it is finished. */
  private async visit({ id, agency }: Concerned): Promise<boolean> {
    this.cases.add(id);
    let seen: SeenCase | undefined;
    for (const who of accountsFor(agency)) seen = await this.forward(who, id);
    this.dueAt.push(...(seen?.deadlines ?? []).flatMap(({ dueAt }) => dueAt ?? []));
    let isFinished = true;
    for (const { id: below, outcome, status, agency: theirs } of seen?.children ?? []) {
      if (status === 'done' || this.finished.has(below)) continue;
      const isDone = await this.visit({ id: below, agency: theirs });
      if (isDone && DONE.includes(outcome ?? '')) this.finished.add(below);
      else isFinished = false;
    }
    return isFinished;
  }

  /** Does what one account is offered on one case, for as long as it is offered something new that brings it forward. */
  private async forward(who: string, id: string): Promise<SeenCase> {
    let seen = await this.office.look(who, id);
    for (;;) {
      const offered = seen.actions.find(({ event }) => FORWARD.includes(event) && !this.done.has(`${id}/${event}`));
      if (!offered) return seen;
      const { event, schema } = offered;
      this.done.add(`${id}/${event}`);
      seen = await this.office.act(
        who,
        seen,
        event,
        fill(schema, this.today, `as the walkthrough of ${seen.reference.split('/')[0]} puts it`),
      );
      const pace = { who, reference: seen.reference, event, state: seen.state };
      this.paces.push(pace);
      this.tell(pace);
    }
  }
}

/** The people a case of an agency concerns. Two officers, because one may not decide what the same one recommended. */
function accountsFor(agency: string | null): string[] {
  return ['investor', `officer.${agency}`, `officer2.${agency}`].map((local) => `${local}@demo.test`);
}
