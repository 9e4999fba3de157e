import { readdirSync, readFileSync } from 'node:fs';
import { postgresUrl, onPostgres } from './servers.js';

/* Processor time as Linux tells it; NaN elsewhere. */

interface Stat {
  readonly parent: number;
  /** Seconds of the process, and of those of its children that have ended. */
  readonly own: number;
  readonly ended: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything: the parent is field 4, times are fields 14 to 17, in hundredths.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const seconds = (from: number): number => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) / 100;
    return { parent: fields[1] ?? 0, own: seconds(11), ended: seconds(13) };
  } catch {
    return null;
  }
}

/** Seconds of one process so far. */
export function processorSeconds(pid: number): number {
  return statOf(pid)?.own ?? Number.NaN;
}

/** Seconds of the run's PostgreSQL so far, all of its processes together. */
export async function postgresSeconds(): Promise<number> {
  const lasting = "select pid from pg_stat_activity where backend_type = 'checkpointer'";
  const [checkpointer] = await onPostgres<{ pid: number }>(postgresUrl(), lasting);
  const server = statOf(checkpointer?.pid ?? 0)?.parent ?? null;
  const own = server === null ? null : statOf(server);
  if (server === null || !own) return Number.NaN;
  const children = readdirSync('/proc')
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === server);
  return children.reduce((sum, stat) => sum + (stat?.own ?? 0) + (stat?.ended ?? 0), own.own + own.ended);
}
