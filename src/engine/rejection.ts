/**
 * Why an act was not accepted; nothing has changed then.
 * `state`: the case's state does not allow it. `data`: the data does not fit. `actor`: not for this actor.
 * `workflow`: the workflow asked for what the engine does not do (an effect nobody knows, an endless loop, an exception).
 */
export type RejectionKind = 'state' | 'data' | 'actor' | 'workflow';

export interface FieldError {
  /** JSON Pointer into the event's data. */
  readonly field: string;
  readonly message: string;
}

export class Rejection extends Error {
  constructor(
    readonly kind: RejectionKind,
    message: string,
    readonly details: { readonly errors?: readonly FieldError[]; readonly allowed?: readonly string[] } = {},
  ) {
    super(message);
    this.name = 'Rejection';
  }
}
