import type { Catalogue } from '../catalogue/catalogue.js';
import {
  formatLength,
  run,
  type CaseRules,
  type CaseState,
  type ClockRule,
  type JsonObject,
  type Frame,
  type Opening,
} from '../engine/index.js';
import type { AskedPaper } from '../ruleset/index.js';
import type { Clock } from '../time/clock.js';
import { schedule, type Durations, type Item, type Schedule, type Span } from './schedule.js';

const WORKFLOW = 'investor-approval';

/** An approval that a project would need, and what can be said of it before anything is lodged. */
export interface Needed extends Item {
  readonly approval: string;
  readonly name: string;
  /** The instance of the agency for the place. */
  readonly agency: string;
  readonly variant: string | null;
  readonly legalBasis: string;
  /** How long the agency has, counted from a complete filing. */
  readonly decision: Promised | null;
  /** How long it has to say whether the filing is complete. */
  readonly completeness: Promised | null;
  readonly silence: { readonly rule: string; readonly law: boolean };
  readonly fee: Fee;
  readonly needs: readonly string[];
  /** The papers for which it asks. */
  readonly papers: readonly AskedPaper[];
  readonly notes: string | null;
  readonly confidence: string;
}

/** A time that is promised: by law, where it is a confirmed limit. */
export interface Promised {
  readonly length: string;
  readonly law: boolean;
  readonly source: string;
}

export interface Fee {
  readonly rule: string;
  readonly amount?: number;
  readonly currency?: string;
  readonly confirmed?: boolean;
}

/** What a project needs, in which order, and by when it can be had if everybody uses all of the time there is. */
export interface Plan {
  readonly facts: JsonObject;
  readonly needed: readonly Needed[];
  readonly schedule: Schedule;
  /** Who decides on the project as a whole; null: nobody has to. */
  readonly body: { readonly title: string; readonly legalBasis: string } | null;
  readonly beginsAt: number;
}

/** Finds the approvals that a project would need: an application is opened as any other, decided, shown, and never recorded. */
export class Finder {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** Throws Rejection `data` where the facts do not fit an application. */
  plan(facts: JsonObject): Plan {
    const now = this.clock.now();
    const state = this.draft(this.catalogue.opening(WORKFLOW, facts, { id: 'plan', owner: 'nobody', now }), now);
    const frame = this.catalogue.frame(state);
    const { application, approvals, body = null } = presented(frame, state);
    const found = approvals.map((one) => this.find(state, application, one));
    const durations = durationsOf(frame, state.agency, new Map(found.map((one) => [one.needed.id, one])));
    const needed = found.map((one) => one.needed);
    return { facts: application, needed, schedule: schedule(needed, now, durations), body, beginsAt: now };
  }

  /**
   * The same for an application that runs: what is decided lies where it was, what is open where its own clock ends, and the rest follows.
   * `dues`: when the case of a key is due, as its list has it; null where it has no time.
   */
  outlook(state: CaseState, dues: ReadonlyMap<string, number | null>): Outlook {
    const now = this.clock.now();
    const frame = this.catalogue.frame(state);
    const { application, approvals, acceptance = null, decision = null } = presented(frame, state);
    const found = approvals.map((one) => this.find(state, placed(application, one.site ?? null), one));
    const planned = durationsOf(frame, state.agency, new Map(found.map((one) => [one.needed.id, one])));
    const standings = new Map(approvals.map((one) => [one.id, one]));
    const passed = { application: acceptance !== null, review: decision !== null };
    const durations: Durations = {
      of: (item, startsAt) =>
        spanOf(standings.get(item.id), { now, dues, planned: planned.of(item, Math.max(startsAt, now)) }),
      ofStage: (stage, startsAt) =>
        passed[stage as keyof typeof passed]
          ? startsAt
          : planned.ofStage(stage, Math.max(startsAt, stage === 'application' ? 0 : now)),
    };
    const needed = found.map((one) => one.needed);
    return { needed, standings, schedule: schedule(needed, state.openedAt, durations), beginsAt: state.openedAt };
  }

  /** The application as it would be after its opening. */
  private draft(opening: Opening, now: number): CaseState {
    const actor = { id: opening.owner, kind: 'person', posts: [] } as const;
    const opened = run(this.catalogue, { kind: 'open', opening, actor }, now);
    // There is nothing beside it that it could ask for.
    let turn = opened.next();
    while (!turn.done) turn = opened.next(turn.value.kind === 'due' ? [] : null);
    const [first] = turn.value;
    if (!first) throw new Error('an opening makes a decision');
    return first.state;
  }

  private find(state: CaseState, application: JsonObject, shown: Shown): Found {
    const { id, approval, name, stage, dependsOn, blocks, agency } = shown;
    const data = { approval, application };
    const opening = this.catalogue.child(state, { type: 'openChild', key: id, workflow: 'permit', data, agency });
    const { clocks, input } = this.catalogue.pinned(opening).rules;
    const rules = input['approval'] as unknown as OfOneApproval;
    const needed = {
      id,
      approval,
      name,
      stage,
      dependsOn,
      blocks,
      agency: opening.agency ?? agency,
      variant: rules.variant?.title ?? null,
      decision: promiseOf(clocks['decision']),
      completeness: promiseOf(clocks['completeness']),
      silence: { rule: rules.silence.rule, law: isLaw(clocks['deemed'] ?? clocks['afterReminder']) },
      legalBasis: rules.legalBasis,
      fee: rules.fee,
      needs: rules.needs,
      papers: this.catalogue.rulesetOf(state).papersOf(approval, application),
      notes: rules.notes,
      confidence: rules.confidence,
    };
    return { needed, clocks };
  }
}

/** How an approval of a running application stands, as the application itself tells it. */
export interface Standing {
  readonly id: string;
  readonly site: string | null;
  /** `held`, `said to be held`, `not yet open`, `open`, or the outcome of its case. */
  readonly standing: string;
  /** Of its latest case. */
  readonly key: string | null;
  readonly openedAt: number | null;
  readonly decidedAt: number | null;
}

export interface Outlook extends Pick<Plan, 'needed' | 'schedule' | 'beginsAt'> {
  readonly standings: ReadonlyMap<string, Standing>;
}

/** What holds at a site is what the application says, and what the site says instead. */
function placed(application: JsonObject, site: string | null): JsonObject {
  const sites = application['sites'] as { readonly [name: string]: JsonObject } | undefined;
  return site === null ? application : { ...application, ...sites?.[site] };
}

interface Running {
  readonly now: number;
  readonly dues: ReadonlyMap<string, number | null>;
  /** What it would take if it began now. */
  readonly planned: Span;
}

function spanOf(as: Standing | undefined, { now, dues, planned }: Running): Span {
  if (as?.standing === 'held') return { startsAt: planned.startsAt, endsAt: planned.startsAt };
  if (!as || as.openedAt === null || as.key === null) return planned;
  if (as.decidedAt !== null) return { startsAt: as.openedAt, endsAt: as.decidedAt };
  const length = planned.endsAt - planned.startsAt;
  return { startsAt: as.openedAt, endsAt: Math.max(now, dues.get(as.key) ?? as.openedAt + length) };
}

interface Found {
  readonly needed: Needed;
  readonly clocks: CaseRules['clocks'];
}

/** What an application shows of itself, as far as it is asked here. */
interface Presented {
  readonly application: JsonObject;
  readonly approvals: readonly Shown[];
  readonly body?: Plan['body'];
  readonly acceptance?: object | null;
  readonly decision?: object | null;
}

interface Shown extends Item, Standing {
  readonly approval: string;
  readonly name: string;
  /** Type of agency. */
  readonly agency: string;
}

/** What the ruleset gives a case about one approval. */
interface OfOneApproval extends Pick<Needed, 'legalBasis' | 'fee' | 'needs' | 'notes' | 'confidence'> {
  readonly variant: { readonly title: string } | null;
  readonly silence: { readonly rule: string };
}

function presented({ workflow, rules }: Frame, { snapshot }: CaseState): Presented {
  const { present } = workflow.definition;
  const context = snapshot['context'] as never;
  return (present ? present(context, rules.input as never) : context) as unknown as Presented;
}

const isLaw = (clock: ClockRule | undefined): boolean => clock?.force === 'limit' && clock.confirmed;

function promiseOf(clock: ClockRule | undefined): Promised | null {
  return clock ? { length: formatLength(clock.length), law: isLaw(clock), source: clock.source } : null;
}

/** Every agency takes all of its time, first to see that the filing is complete, then to decide; the investor loses none. */
function durationsOf({ settings, rules }: Frame, desk: string | null, found: ReadonlyMap<string, Found>): Durations {
  const after = (agency: string | null, at: number, clock: ClockRule | undefined): number =>
    clock ? settings.due(agency, at, clock.length, clock.roll) : at;
  return {
    of: ({ id }, startsAt) => {
      const one = found.get(id);
      const agency = one?.needed.agency ?? null;
      const complete = after(agency, startsAt, one?.clocks['completeness']);
      return { startsAt, endsAt: after(agency, complete, one?.clocks['decision']) };
    },
    ofStage: (stage, startsAt) => {
      const clock = { application: 'screening', review: 'review' }[stage as string];
      return clock === undefined ? startsAt : after(desk, startsAt, rules.clocks[clock]);
    },
  };
}
