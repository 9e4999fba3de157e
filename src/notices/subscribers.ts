import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';

export interface Message {
  readonly id: number;
  /** `reset`: what lies between the position asked for and now is kept no longer; look afresh. */
  readonly event: 'case' | 'reset';
  readonly data: string;
}

export interface Subscriber {
  readonly visible: (row: OutboxRow) => boolean;
  /** Position to resume after; null: from now on. */
  readonly since: number | null;
  /** Takes a message; false says that the receiver is full, so that it is given time. */
  readonly push: (message: Message) => boolean;
  /** Called when the hub gives the subscriber up: too slow, or shutting down. */
  readonly end: () => void;
}

/** Tells subscribers what happens, in order of position, without loss or repetition. */
export class Subscribers {
  constructor(readonly database: OpenDatabase) {}

  /** Returns how to leave. */
  subscribe(_subscriber: Subscriber): () => void {
    return () => undefined;
  }

  /** Ends all subscriptions: the service is shutting down. */
  endAll(): void {}
}
