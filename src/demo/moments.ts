import type { Logged, Seen, Told } from './seen.js';

/** Something that is told. `minor`: only beside others, where there is room. */
export interface Moment {
  readonly at: string;
  readonly story: string;
  readonly sign: Sign;
  readonly text: string;
  readonly minor: boolean;
}

export const SIGNS = {
  stage: '◆',
  granted: '✔',
  silence: '✔',
  refused: '✖',
  appeal: '§',
  breach: '!',
  escalation: '▲',
  pause: '‖',
  goesOn: '›',
  step: '·',
} as const;
export type Sign = keyof typeof SIGNS;

/** Events that something is said of, whatever case they are of. */
const WORTH_A_WORD = new Set(
  [
    'submit declareComplete suspend resume confirmOperations lodge grant register refuse fileAppeal remand query answer stay liftStay',
    'serveHearingNotice recordMinutes escalation.raised escalation.acknowledged deadline.fired clock.passed',
  ].flatMap((types) => types.split(' ')),
);

export const isWorthAWord = ({ type }: Told): boolean => WORTH_A_WORD.has(type);

/** What an event was, and the case before and after it. */
export interface Happened {
  readonly told: Told;
  readonly record: Logged;
  readonly before: Seen | undefined;
  readonly after: Seen;
  /** The stage that the application has entered by it. */
  readonly entered: string | null;
}

type Words = readonly [sign: Sign, text: string, minor?: boolean];

/** What is said of an event; nothing of one that is not worth a word. */
export function momentsOf(story: string, happened: Happened): Moment[] {
  const all = [actWords(happened) ?? clockWords(happened), stageWords(happened)];
  return all.flatMap((words) => {
    if (!words) return [];
    const [sign, text, minor = false] = words;
    return [{ at: happened.record.occurredAt, story, sign, text, minor }];
  });
}

/** The approval's name with its site, the duty's, or the application. */
export function nameOf({ data, key, parent }: Seen): string {
  if (parent === null) return 'The application';
  const { name } = Object(data['approval']) as { name?: string };
  const site = key?.split('@')[1];
  const title = name ?? (typeof data['title'] === 'string' ? data['title'] : (key ?? ''));
  return site === undefined ? title : `${title}, ${site}`;
}

const isRoot = ({ parent }: Seen): boolean => parent === null;
const localOf = (account: string): string => account.replace('@demo.test', '');

function stageWords({ entered }: Happened): Words | null {
  return entered === null ? null : ['stage', `enters ${entered}`];
}

function actWords({ told, record, after }: Happened): Words | null {
  const name = nameOf(after);
  const by = localOf(record.actor);
  const holder = after.agency ?? '';
  if (isRoot(after)) return rootWords(told, after);
  switch (told.type) {
    case 'lodge':
      return ['step', `${name}: lodged with ${holder}`, true];
    case 'grant':
      return ['granted', `${name}: granted by ${by}`];
    case 'register':
      return ['granted', `${name}: registered by ${by}`];
    case 'refuse':
      return ['refused', `${name}: refused by ${by}: ${String(record.data['text'])}`];
    case 'fileAppeal':
      return ['appeal', `${name}: the investor appeals to the ${authorityOf(after)}`];
    case 'remand':
      return ['appeal', `${name}: remanded by the ${authorityOf(after)}: ${String(record.data['text'])}`];
    case 'query':
      return ['pause', `${name}: ${holder} asks for papers; ${clockStands(after)}`];
    case 'answer':
      return ['goesOn', `${name}: the investor has answered; the clock goes on with what was left`];
    case 'stay':
      return ['pause', `${name}: stayed by the ${String(record.data['court'])}; ${clockStands(after)}`];
    case 'liftStay':
      return ['goesOn', `${name}: the stay is lifted; the clock goes on with what was left`];
    case 'serveHearingNotice':
      return ['step', `${name}: the public hearing is announced`];
    case 'recordMinutes':
      return ['step', `${name}: the public hearing was held`];
    case 'escalation.acknowledged':
      return ['step', `${name}: ${by} has taken note of the alarm`, true];
    default:
      return null;
  }
}

function rootWords({ type, state }: Told, after: Seen): Words | null {
  const count = Array.isArray(after.data['acknowledgement']) ? after.data['acknowledgement'].length : 0;
  switch (type) {
    case 'submit':
      return ['step', 'submits its application'];
    case 'declareComplete':
      return [
        'step',
        `is accepted as complete: ${count} approvals acknowledged, each with its time and what silence means`,
      ];
    case 'suspend':
      return ['pause', 'is suspended with all its cases: the regime is under review'];
    case 'resume':
      return ['goesOn', 'is taken up again with all its cases, each where it was'];
    case 'confirmOperations':
      return JSON.stringify(state).includes('running') ? ['stage', 'is OPERATIONAL'] : null;
    default:
      return null;
  }
}

function clockWords({ told, record, before, after }: Happened): Words | null {
  const name = nameOf(after);
  const holder = after.agency ?? 'the agency';
  const clock = String(record.data['clock']);
  const { title = clock, force = 'target' } = before?.clocks.find((one) => one.name === clock) ?? {};
  switch (told.type) {
    case 'escalation.raised':
      return Number(record.data['rung']) > 0
        ? ['escalation', `${name}: ${holder} is silent; alarmed: ${String(record.data['title'])}`]
        : ['step', `${name}: ${holder} is reminded`, true];
    case 'deadline.fired':
    case 'clock.passed':
      if (isDeemed(after) && !(before && isDeemed(before)))
        return ['silence', `${name}: GRANTED BY SILENCE, ${holder} has let the law's time pass`];
      if (clock === 'decision') return ['breach', `${name}: ${holder} is past its ${force}`];
      if (clock === 'completeness') return ['goesOn', `${name}: complete by the silence of ${holder}`];
      return ['step', `${name}: ${title}: the time is over`, true];
    default:
      return null;
  }
}

const isDeemed = ({ data }: Seen): boolean => Object(data['grant'])['how'] === 'deemed';

function authorityOf({ data }: Seen): string {
  const { appeal } = Object(data['approval']) as { appeal?: { first?: string } };
  return appeal?.first ?? 'authority above';
}

function clockStands({ clocks }: Seen): string {
  return clocks.some(({ status }) => status === 'paused' || status === 'stopped')
    ? 'its clocks stand still'
    : 'its clocks run on';
}
