import type { Life } from './life.js';
import type { World } from './world.js';

/**
 * Does a piece of work while one process after the other dies under it, as the faults say; the last one lives on. Rejects where the work
 * does, or where the last one dies as well.
 */
export async function surviving(world: World, work: Promise<unknown>, faults: Iterable<string>): Promise<Life> {
  let done = false;
  const finished = work.then(() => (done = true));
  // Awaited below, in every turn; a rejection in between must not end jest.
  finished.catch(() => undefined);
  for (const fault of faults) {
    const life = world.start({ fault });
    await life.serves();
    await Promise.race([life.ended, finished]);
    if (done) {
      await life.kill();
      break;
    }
    if (life.cutOff === null) throw new Error(`a process ended of itself, under ${fault}:\n${life.lastWords}`);
  }
  const last = world.start();
  await last.serves();
  await Promise.race([finished, last.ended]);
  if (!done) throw new Error(`the last process ended of itself:\n${last.lastWords}`);
  return last;
}

/** For how long after a death nobody served: the longest such time, milliseconds. */
export function longestRecovery(lives: readonly Life[]): number {
  const waits = lives.slice(1).map(({ readyAt }, index) => {
    const before = lives[index];
    return readyAt === null || !before?.endedAt ? 0 : readyAt - before.endedAt;
  });
  return Math.max(0, ...waits);
}
