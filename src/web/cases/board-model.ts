import type { WaitingTask } from '../../cases/case-lists.js';
import type { Outlook, Standing } from '../../plan/finder.js';
import { STAGES, type Scheduled } from '../../plan/schedule.js';
import { barOf, type Stretch } from '../bar.js';
import type { Reader } from '../reader.js';

/** An approval's case, as its list has it. */
export interface ChildRow {
  readonly id: string;
  readonly key: string | null;
  readonly stage: string;
  readonly dueAt: string | null;
}

const IN_FORCE = ['in-force', 'deemed', 'conditional'];
const LOST = ['refused', 'returned', 'revoked', 'set-aside', 'expired', 'withdrawn', 'surrendered'];

/** All approvals of an application on one time line, by stage: what is done, what runs and until when, what is still to come. */
export function boardModel(
  reader: Reader,
  outlook: Outlook,
  { rows, waiting }: { readonly rows: readonly ChildRow[]; readonly waiting: readonly WaitingTask[] },
) {
  const { needed, schedule, standings } = outlook;
  const children = new Map(rows.map((row) => [row.key, row]));
  const spans = new Map(schedule.items.map((one) => [one.id, one]));
  const whole: Stretch = {
    from: outlook.beginsAt,
    to: Math.max(schedule.endsAt, ...schedule.items.map(({ endsAt }) => endsAt)),
  };
  const stages = STAGES.map((stage) => ({
    stage,
    approvals: needed
      .filter((one) => one.stage === stage)
      .flatMap((one) => {
        const [span, standing] = [spans.get(one.id), standings.get(one.id)];
        if (!span || !standing) return [];
        const child = children.get(standing.key);
        const names = needed
          .filter(({ id }) => one.dependsOn.includes(id))
          .map((other) => reader.approval(other.approval, other.name));
        const tasks = waiting.filter((task) => task.case === child?.id);
        return [rowModel(reader, { one, span, standing, child, names, whole, tasks })];
      }),
  }));
  const rowsShown = stages.flatMap(({ approvals }) => approvals);
  const open = rowsShown.filter(({ begun, done, lost }) => begun && !done && !lost);
  return {
    /** Whether nothing is with an agency: all that is open waits for the investor. */
    onlyInvestor: open.length > 0 && open.every(({ tasks }) => tasks.length > 0),
    /** What the investor has to do in the approvals: while it waits, no agency can go on with them. */
    yours: rowsShown.flatMap(({ name, href, tasks }) =>
      tasks.map(({ title, dueAt }) => ({ name, href, title: reader.said(title), dueAt })),
    ),
    from: whole.from,
    to: whole.to,
    expected: schedule.endsAt,
    done: [...standings.values()].filter(({ standing }) => isDone(standing)).length,
    count: needed.length,
    stages: stages.filter(({ approvals }) => approvals.length > 0),
  };
}

interface Row {
  readonly one: Outlook['needed'][number];
  readonly span: Scheduled;
  readonly standing: Standing;
  readonly child: ChildRow | undefined;
  readonly names: readonly string[];
  readonly whole: Stretch;
  readonly tasks: readonly WaitingTask[];
}

function rowModel(reader: Reader, { one, span, standing, child, names, whole, tasks }: Row) {
  const done = isDone(standing.standing);
  const asks = tasks.length > 0 && !done;
  return {
    tasks,
    id: one.id,
    approval: one.approval,
    name: reader.approval(one.approval, one.name),
    site: standing.site,
    agency: reader.agency(one.agency),
    href: child ? `/cases/${child.id}` : null,
    bar: barOf({ from: span.startsAt, to: span.endsAt }, whole),
    look: done ? 'done' : span.critical ? 'critical' : standing.key === null ? 'later' : 'open',
    standing: asks ? reader.t('cases.board.waitsForInvestor') : standingInWords(reader, standing.standing),
    colour: asks
      ? 'yellow'
      : done
        ? 'green'
        : LOST.includes(standing.standing)
          ? 'red'
          : standing.key === null
            ? 'grey'
            : 'blue',
    done,
    lost: LOST.includes(standing.standing),
    critical: span.critical && !done,
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    dueAt: child?.dueAt ?? null,
    after: names,
    begun: standing.key !== null,
  };
}

function isDone(standing: string): boolean {
  return standing === 'held' || IN_FORCE.includes(standing);
}

const WAITING: { readonly [standing: string]: string } = {
  open: 'cases.board.open',
  held: 'cases.board.held',
  'said to be held': 'cases.board.saidToBeHeld',
  'not yet open': 'cases.board.notYetOpen',
};

function standingInWords(reader: Reader, standing: string): string {
  const key = WAITING[standing];
  return key === undefined ? reader.code(standing) : reader.t(key);
}
