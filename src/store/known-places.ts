import type { Actor } from '../engine/index.js';
import type { ReadableDatabase } from './database.js';
import { read } from './read.js';

/** Every place that a case has stated, for whom they matter: somebody whose post is bounded; else none is read. */
export async function placesFor({ posts }: Actor, database: ReadableDatabase): Promise<readonly string[] | undefined> {
  if (!posts.some(({ within }) => within)) return undefined;
  return (await read<{ readonly place: string }>(database, 'select place from places', [])).map(({ place }) => place);
}
