import type { CaseState, ClockRun, Decision, LoadedWorkflow } from '../engine/index.js';

/** How a clock stood for a stretch of time: running, standing still for a coded cause, or run out while it was still waited for. */
export interface Stretch {
  readonly standing: 'running' | 'paused' | 'overdue';
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly cause: string | null;
}

/** One run of a clock, from its start. */
export interface ClockLine {
  readonly name: string;
  readonly startedAt: number;
  /** As it was last; null while it stands still. */
  readonly dueAt: number | null;
  readonly status: ClockRun['status'];
  readonly stretches: readonly Stretch[];
}

interface Open {
  readonly run: ClockRun;
  readonly standing: Stretch['standing'] | 'away';
  readonly since: number;
}

/** The runs of a case's clocks as its log tells them, decision by decision, up to an instant. */
export function clockLines(decisions: readonly Decision[], workflow: LoadedWorkflow, until: number): ClockLine[] {
  const lines = new Map<string, Line>();
  let at = -Infinity;
  for (const { state, event } of decisions) {
    // What a desk records late takes nothing back that was told before.
    at = Math.max(at, event.occurredAt);
    const waiting = waitedFor(state, workflow);
    for (const [name, run] of Object.entries(state.clocks)) {
      const key = `${name} ${run.startedAt}`;
      const line = lines.get(key) ?? new Line(at);
      lines.set(key, line);
      line.go(run, standingOf(run, waiting), at);
    }
    // A clock that began anew is told under its new start from now on.
    for (const [key, line] of lines) if (!isOf(state, key)) line.leave(at);
  }
  return [...lines.values()].flatMap((line) => line.told(Math.max(at, until)));
}

function isOf({ clocks }: CaseState, key: string): boolean {
  const [name = '', startedAt] = key.split(' ');
  return clocks[name]?.startedAt === Number(startedAt);
}

/** Clocks that a timer or a task of the case refers to. */
function waitedFor({ deadlines, tasks }: CaseState, { definition }: LoadedWorkflow): Set<string> {
  const ofTasks = tasks.flatMap(({ node }) => definition.tasks[node]?.clock ?? []);
  return new Set([...deadlines.flatMap(({ clock }) => clock ?? []), ...ofTasks]);
}

/** A clock that stands still has no due date, whether the case is there or away. */
function standingOf({ name, status, dueAt }: ClockRun, waiting: ReadonlySet<string>): Open['standing'] {
  if (status === 'running') return 'running';
  if (status === 'passed') return waiting.has(name) ? 'overdue' : 'away';
  return dueAt === null ? 'paused' : 'away';
}

class Line {
  private readonly stretches: Stretch[] = [];
  private open: Open | null = null;

  constructor(private readonly first: number) {}

  go(run: ClockRun, standing: Open['standing'], at: number): void {
    const { open } = this;
    if (open && open.standing === standing && open.run.dueAt === run.dueAt && open.run.cause === run.cause) {
      this.open = { ...open, run };
      return;
    }
    // It was left for no listed cause and is heard of again: its due date stood, so it ran on meanwhile.
    const ranOn = open?.standing === 'away' && standing !== 'away' && open.run.status === 'stopped';
    if (open) this.close(ranOn ? { ...open, standing: 'running' } : open, at);
    this.open = { run, standing, since: open ? at : Math.min(run.startedAt, this.first) };
  }

  leave(at: number): void {
    if (!this.open || this.open.standing === 'away') return;
    this.close(this.open, at);
    this.open = { ...this.open, standing: 'away', since: at };
  }

  told(until: number): ClockLine[] {
    if (!this.open) return [];
    this.close(this.open, until);
    const { name, startedAt, dueAt, status } = this.open.run;
    return [{ name, startedAt, dueAt, status, stretches: this.stretches }];
  }

  private close({ run, standing, since }: Open, at: number): void {
    if (standing === 'away' || at <= since) return;
    const { dueAt, cause } = run;
    if (standing !== 'running' || dueAt === null || dueAt >= at) {
      this.stretches.push({ standing, from: since, to: at, cause: standing === 'paused' ? cause : null });
      return;
    }
    const due = Math.max(dueAt, since);
    if (due > since) this.stretches.push({ standing: 'running', from: since, to: due, cause: null });
    this.stretches.push({ standing: 'overdue', from: due, to: at, cause: null });
  }
}
