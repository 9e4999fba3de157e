import type { Logger } from 'pino';
import { derivedId, type Decision } from '../engine/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Entry } from './record.js';
import type { Register } from './register.js';

export interface RecusalParts {
  readonly register: Register;
  readonly catalogue: Catalogue;
  readonly log: Logger;
}

/**
 * Whoever declares an interest in a case, by an event of its workflow, has one in all cases that belong with it. What is lost where the process
 * dies in this very instant is only that: the case itself bars the person for good.
 */
export function noteRecusals({ register, catalogue, log }: RecusalParts, decisions: readonly Decision[]): void {
  const entries = decisions.flatMap(({ state, event }): Entry[] => {
    const declaration = catalogue.frame(state).workflow.definition.events[event.type];
    if (!declaration?.recuses) return [];
    const { nature } = event.data;
    const ground = typeof nature === 'string' ? nature : declaration.title;
    const id = derivedId('recusal', state.id, String(event.seq));
    return [
      {
        id,
        kind: 'interested',
        person: event.actor,
        about: 'case',
        subject: state.root,
        from: event.occurredAt,
        ground,
      },
    ];
  });
  if (entries.length === 0) return;
  const now = Math.max(...decisions.map(({ event }) => event.recordedAt));
  register
    .record((roster) => entries.filter(({ id }) => !roster.find(id)), { by: 'system', now })
    .catch((error: unknown) =>
      log.error({ err: error, ids: entries.map(({ id }) => id) }, 'a recusal is not in the register'),
    );
}
