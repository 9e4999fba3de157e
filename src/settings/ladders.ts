import {
  addWorkingMilliseconds,
  type Calendar,
  dueAt,
  type Length,
  reminderAt,
  type Rung,
  type Task,
} from '../engine/index.js';
import { type Offset, readOffset } from './offset.js';
import type { LaddersSource, RungSource } from './source.js';

interface LadderRung {
  readonly at: Offset;
  readonly idle: Offset | null;
  readonly title: string;
  readonly to: RungSource['to'];
}

interface VacancyRung {
  readonly at: Offset;
  readonly title: string;
  readonly to: RungSource['to'];
}

/** The ladders of the day, ready to be asked. */
export class Ladders {
  readonly desk: string;
  private readonly rungs: ReadonlyMap<string, readonly LadderRung[]>;

  private readonly vacancy: readonly VacancyRung[];

  constructor({ desk, ladders, vacancy }: LaddersSource) {
    this.desk = desk;
    this.vacancy = vacancy.map(({ at, title, to }) => ({ at: readOffset(at), title, to }));
    this.rungs = new Map(Object.entries(ladders).map(([role, rungs]) => [role, rungs.map(readRung)]));
  }

  /** The rung a task climbs next, or null: its ladder is climbed, or the role has none. */
  next(task: Task, calendar: Calendar): Rung | null {
    const ladder = this.rungs.get(task.role) ?? [];
    const rung = ladder[task.rungs];
    if (!rung || (task.dueAt === null && rung.idle === null)) return null;
    // Nobody hears of a task later from a lower rung: a rung waits for those below it.
    const climbed = ladder.slice(0, task.rungs + 1).map((step) => instantOf(step, task, calendar));
    return { at: Math.max(task.openedAt, ...climbed), title: rung.title, to: this.watchers(rung, task) };
  }

  /** The rung of the ladder of vacancies that comes after so many, for a task whose post nobody holds since then; null: there is none. */
  vacant(task: Task, since: number, rungs: number, calendar: Calendar): Rung | null {
    const rung = this.vacancy[rungs];
    if (!rung) return null;
    const climbed = this.vacancy
      .slice(0, rungs + 1)
      .map(({ at }) => after(calendar, since, at.kind === 'after' ? at.length : null));
    return { at: Math.max(...climbed), title: rung.title, to: this.watchers(rung, task) };
  }

  private watchers({ to }: Pick<LadderRung, 'to'>, task: Task): Rung['to'] {
    const posts = to.map(({ role, agency }) => ({
      role,
      agency: agency === 'case' ? (task.agency ?? this.desk) : agency,
    }));
    return posts.filter(
      (post, index) => posts.findIndex(({ role, agency }) => role === post.role && agency === post.agency) === index,
    );
  }
}

function readRung({ at, idle, title, to }: RungSource): LadderRung {
  return { at: readOffset(at), idle: idle === undefined ? null : readOffset(idle), title, to };
}

function instantOf({ at, idle }: LadderRung, { openedAt, dueAt: due }: Task, calendar: Calendar): number {
  if (due === null) return idle?.kind === 'after' ? after(calendar, openedAt, idle.length) : openedAt;
  if (at.kind === 'left') return due <= openedAt ? openedAt : reminderAt(calendar, openedAt, due, at.fraction);
  // A due date is the end of its last day, which is the first instant of the next: the day that is excluded is the last one.
  const from = at.length !== null && isWholeDays(at.length) ? due - 1 : due;
  return after(calendar, from, at.length);
}

function after(calendar: Calendar, from: number, length: Length | null): number {
  if (length === null) return from;
  const at = dueAt(calendar, from, length, 'next-open-day');
  return isWholeDays(length) ? nextOpening(calendar, at) : at;
}

/** An alarm at midnight wakes nobody who is paid to act on it. */
function nextOpening(calendar: Calendar, at: number): number {
  return addWorkingMilliseconds(calendar, at, 1) - 1;
}

function isWholeDays({ unit }: Length): boolean {
  return /days|weeks|months|years/.test(unit);
}
