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

/** Whoever declares an interest in a case, by an event of its workflow, has one in all cases that belong with it. */
export class Recusals {
  private noting: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RecusalParts) {}

  /** Begins to note what was declared. */
  heed(decisions: readonly Decision[]): void {
    const entries = decisions.flatMap((decision) => this.declared(decision));
    if (entries.length === 0) return;
    const now = Math.max(...decisions.map(({ event }) => event.recordedAt));
    const noted = this.parts.register.record((roster) => entries.filter(({ id }) => !roster.find(id)), {
      by: 'system',
      now,
    });
    // The case itself bars the person in any event.
    const told = noted.catch((error: unknown) =>
      this.parts.log.error({ err: error }, 'a recusal is not in the register'),
    );
    this.noting = Promise.all([this.noting, told]);
  }

  /** Waits until all that was heeded is noted. */
  async heeded(): Promise<void> {
    await this.noting;
  }

  private declared({ state, event }: Decision): Entry[] {
    const declaration = this.parts.catalogue.frame(state).workflow.definition.events[event.type];
    if (!declaration?.recuses) return [];
    const { nature } = event.data;
    return [
      {
        id: derivedId('recusal', state.id, String(event.seq)),
        kind: 'interested',
        person: event.actor,
        about: 'case',
        subject: state.root,
        from: event.occurredAt,
        ground: typeof nature === 'string' ? nature : declaration.title,
      },
    ];
  }
}
