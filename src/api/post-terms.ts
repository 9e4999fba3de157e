import type { Actor } from '../engine/index.js';
import type { Asking, Term } from '../posts/asked.js';
import { sentBy } from './headers.js';
import type { Asked } from './who.js';

/** Times as they are sent, as instants. */
export function termOf({ from, until, ground }: { from?: string; until?: string; ground: string }): Term {
  return {
    ground,
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  };
}

/** Who asks, when, and under which key. `body`: what the key stands for, where that is not the body as it was read. */
export function askedBy(request: Asked, actor: Actor, now: number, body: unknown = request.body): Asking {
  return { actor, now, key: sentBy(request, actor, body).key?.key };
}
