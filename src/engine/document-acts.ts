import type { JsonObject } from './json.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/**
 * What a case records of documents and of what tells of persons: digests, never bytes, names or texts, so that these can be erased and the
 * log stays what it is. None of them changes the case itself.
 */
export type DocumentAct =
  | {
      readonly type: 'document.given';
      readonly document: string;
      /** Salted digest of its name, kind, size and hash. */
      readonly digest: string;
      /** The paper of the ruleset that it is; null: another. */
      readonly paper: string | null;
      readonly site: string | null;
      readonly version: number;
      readonly replaces: string | null;
    }
  /** The signed order of an officer, as scanned or digitally signed: it is what binds. `decision`: number of the event that it is the order of. */
  | { readonly type: 'order.attached'; readonly document: string; readonly digest: string; readonly decision: number }
  /** What stands behind these digests is to be erased by law; nothing is, before a second person confirms it. */
  | ({ readonly type: 'data.erasureOrdered' } & ErasureOrder)
  /** Erased by law: what stood behind these digests is gone. `order`: number of the event that ordered it. */
  | {
      readonly type: 'data.erased';
      readonly digests: readonly string[];
      readonly basis: string;
      readonly text: string;
      readonly order: number;
      readonly orderedBy: string;
    }
  | { readonly type: 'data.erasureDismissed'; readonly order: number; readonly text: string };

/** An order of erasure: of what, on what ground, and at whose request. */
export interface ErasureOrder {
  readonly digests: readonly string[];
  /** One of the grounds of the settings. */
  readonly code: string;
  readonly basis: string;
  readonly text: string;
  /** Who asked for it; never by name. */
  readonly requestedBy: string;
  /** The day on which the request came in. */
  readonly requestedOn: string;
  /** Where the request is registered. */
  readonly register: string;
}

const TYPES: readonly string[] = [
  'document.given',
  'order.attached',
  'data.erasureOrdered',
  'data.erased',
  'data.erasureDismissed',
] satisfies DocumentAct['type'][];

export const isDocumentAct = (act: { readonly type: string }): act is DocumentAct => TYPES.includes(act.type);

/** Throws Rejection where the act speaks of what is not there. */
export function checkDocumentAct(state: CaseState, act: DocumentAct): JsonObject {
  if (act.type === 'order.attached' && !(act.decision >= 1 && act.decision <= state.seq))
    throw new Rejection('data', 'there is no such decision', {
      errors: [{ field: '/decision', message: `must be the number of an event of the case, ${state.seq} at most` }],
    });
  const { type: _, ...said } = act;
  return JSON.parse(JSON.stringify(said)) as JsonObject;
}
