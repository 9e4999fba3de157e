import { isWithin, postsFor, type Actor, type Post } from '../engine/index.js';
import { managingPost } from '../policy/policy.js';
import { placeFrom } from '../store/places.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { TaskRow } from '../store/rows.js';

export class NoSuchTask extends Error {}

/** An open task, and where its case is. */
export interface PlacedTask extends TaskRow {
  readonly place: string | null;
  readonly root: string;
}

const OPEN = `select tasks.*, cases.place, cases.root from tasks join cases on cases.id = tasks.case_id where tasks.closed_at is null`;

/** Open tasks of those named. */
export async function openTasks(
  database: OpenDatabase,
  condition: string,
  values: readonly unknown[],
): Promise<PlacedTask[]> {
  return read<PlacedTask>(database, `${OPEN} and ${condition}`, values);
}

/** An open task the actor may work on or manage, and the post that allows it. Rejects with NoSuchTask. */
export async function taskFor(
  database: OpenDatabase,
  id: string,
  actor: Actor,
): Promise<{ row: PlacedTask; post: Post }> {
  const [row] = await openTasks(database, 'tasks.id = $1', [id]);
  const post = row && (actor.posts.find((held) => fits(held, actor, row)) ?? managingPost(actor, row));
  if (!row || !post) throw new NoSuchTask(id);
  return { row, post };
}

/** Whether a post is one that is to do a task. */
function fits({ role, agency, within }: Post, actor: Actor, task: PlacedTask): boolean {
  if (role !== task.role) return false;
  if (role === 'investor') return postsFor(actor, 'owner', task).length > 0;
  return agency === task.agency && (!within || isWithin(within, placeFrom(task.place)));
}
