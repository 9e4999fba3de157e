import type { Logger } from 'pino';
import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';
import type { Subscribers } from './subscribers.js';

export interface RelayParts {
  readonly database: OpenDatabase;
  readonly subscribers: Subscribers;
  readonly log: Logger;
  /** Delivers notices, at least once each, in order; rejected, it is tried again. */
  readonly deliver?: (notices: readonly OutboxRow[]) => Promise<void>;
}

/** Gives what was committed its place in the one order that all see, and tells of it. */
export class Relay {
  constructor(readonly parts: RelayParts) {}

  /** Something was committed. Returns at once. */
  poke(): void {}

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
