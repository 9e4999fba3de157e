import { SIGNS, type Moment, type Sign } from './moments.js';
import { bar, cell, dateOf, span, type Paint, type Style } from './paint.js';
import type { Seen } from './seen.js';
import type { Story } from './stories.js';
import { rowsOf, type Row, type Shown } from './rows.js';

/** A company as it is shown. */
export interface OnStage {
  readonly story: Pick<Story, 'name' | 'where'>;
  readonly root: Seen | undefined;
  readonly cases: ReadonlyMap<string, Seen>;
}

/** What is shown; it changes as time goes on. */
export interface Stage {
  readonly companies: readonly OnStage[];
  readonly moments: readonly Moment[];
}

/** What a frame is drawn for. */
export interface View {
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly begins: number;
  readonly secondsADay: number;
  readonly url: string;
  readonly redis: boolean;
  readonly paint: Paint;
}

const STAGES = ['application', 'review', 'permits', 'lease', 'operational'];
/** Length of the stages in one line, with what is between. */
const TRAIL = STAGES.join('').length + 4 * STAGES.length + 2;
const DAY = 86_400_000;
const BAR = 16;
const HOLDER = 16;
const WORDS = 15;
/** What a row takes beside its name and its work: the columns above, the rungs, and what is between. */
const BESIDE = HOLDER + BAR + WORDS + 11;
const HEAD = 3;
/** Lines of a company that are no case, and the least that is kept for what happens. */
const OF_A_COMPANY = 3;
const LEAST_MOMENTS = 5;

const COLOURS: { readonly [sign in Sign]: Style } = {
  stage: ['bold', 'cyan'],
  granted: 'green',
  silence: ['bold', 'magenta'],
  refused: 'red',
  appeal: ['bold', 'blue'],
  breach: ['bold', 'red'],
  escalation: 'yellow',
  pause: 'blue',
  goesOn: 'blue',
  step: 'dim',
};

/** The whole screen, a line each, as it is now. */
export function frame({ companies, moments }: Stage, view: View): string[] {
  const all = companies.map((company) => rowsOf(company.cases.values(), view.now));
  const free = view.rows - HEAD - companies.length * OF_A_COMPANY - LEAST_MOMENTS - 1;
  const rooms = share(
    all.map(({ length }) => length),
    Math.max(companies.length, free),
  );
  const lines = [...head(view)];
  for (const [index, company] of companies.entries()) {
    const rows = all[index] ?? [];
    const room = rooms[index] ?? 0;
    lines.push('', ...title(company, rows.length, view), ...rows.slice(0, room).map((row) => rowLine(row, view)));
  }
  lines.push('');
  const left = Math.max(0, view.rows - lines.length - 1);
  return [...lines, ...moments.slice(-left).map((moment) => momentLine(moment, view))].slice(0, view.rows - 1);
}

/** Divides lines among those who want some: who wants few gets all, the others as much as is left for each. */
function share(wanted: readonly number[], lines: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const given = wanted.map(() => 0);
  let left = lines;
  for (const [place, index] of order.entries()) {
    const room = Math.min(wanted[index] ?? 0, Math.floor(left / (order.length - place)));
    given[index] = room;
    left -= room;
  }
  return given;
}

const LEGEND =
  ' ▲ rungs of the ladder climbed · limit: confirmed law, target: service standard · ‖ a clock stands still, and for what cause';

function head({ paint, now, begins, secondsADay, url, redis, columns }: View): string[] {
  const day = Math.floor((now - begins) / DAY) + 1;
  const left = ' IJAZAT  one window for investors';
  const right = `${dateOf(now)} · day ${day} `;
  const rings = redis
    ? 'deadlines are BullMQ jobs in a private Redis'
    : 'no Redis found: the reconciler fires deadlines';
  const how = ` A day of the law in ${secondsADay} s; everything by HTTP at ${url}; ${rings}.`;
  return [
    paint('inverse', cell(left, Math.max(left.length, columns - right.length)) + right),
    paint('dim', cell(how, columns)),
    paint('dim', cell(LEGEND, columns)),
  ];
}

function title({ story, root, cases }: OnStage, open: number, { paint, columns }: View): string[] {
  const facts = Object(root?.data['application']) as { company?: string; title?: string };
  const at = STAGES.indexOf(root?.stage ?? '');
  const halted = root?.turn.cause ?? null;
  const works = root !== undefined && JSON.stringify(root.state).includes('running');
  const trail = STAGES.map((stage, index) => {
    if (index < at || works) return paint('green', `● ${stage}`);
    return index === at ? paint(['bold', 'cyan'], `◉ ${stage}`) : paint('dim', `○ ${stage}`);
  });
  const done = [...cases.values()].filter(
    ({ state }) => typeof state === 'object' && state !== null && 'inForce' in state,
  );
  const counts = `${done.length} in force, ${open} open${halted === null ? '' : `, halted: ${halted}`}`;
  return [
    paint('bold', cell(` ${facts.company ?? ''}: ${facts.title ?? story.name}, ${story.where}`, columns)),
    ` ${trail.join('  ')}   ${paint(halted === null ? 'dim' : 'blue', cell(counts, columns - TRAIL).trimEnd())}`,
  ];
}

function rowLine({ name, holder, work, clock, rungs }: Row, { paint, columns }: View): string {
  const wide = Math.floor((columns - BESIDE) * 0.6);
  const columnsOf = [
    cell(name, wide),
    paint('cyan', cell(holder, HOLDER)),
    paint('dim', cell(work, columns - BESIDE - wide)),
    clockCell(clock, paint),
    rungs > 0 ? paint('yellow', cell(`▲${rungs}`, 3)) : '   ',
  ];
  return `   ${columnsOf.join(' ')}`;
}

const CLOCKS: { readonly [kind in Shown['kind']]: Style } = {
  runs: 'green',
  stands: 'blue',
  late: 'red',
  silence: 'magenta',
};

function clockCell(clock: Shown | null, paint: Paint): string {
  const whole = BAR + 1 + WORDS;
  if (!clock) return ' '.repeat(whole);
  const { kind, share: gone, left, label } = clock;
  const colour: Style = kind === 'runs' && gone > 0.75 ? 'yellow' : CLOCKS[kind];
  if (kind === 'stands') return paint(colour, cell(`‖ ${label}`, whole));
  const words = { runs: label, late: 'late', silence: 'to silence' }[kind];
  return `${paint(colour, bar(gone, BAR))} ${paint(colour, cell(`${span(left ?? 0)} ${words}`, WORDS))}`;
}

/** A moment in one line. */
export function momentLine(
  { at, story, sign, text }: Moment,
  { paint, columns }: Pick<View, 'paint' | 'columns'>,
): string {
  const line = cell(`${SIGNS[sign]} ${text}`, Math.max(20, columns - 30));
  return ` ${paint('dim', dateOf(at))}  ${cell(story, 9)} ${paint(COLOURS[sign], line.trimEnd())}`;
}
