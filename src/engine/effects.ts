import type { Json, JsonObject } from './json.js';
import { plain } from './plain.js';
import { Rejection } from './rejection.js';

/** What a transition asks for beyond its own case, as data. The host carries it out in the same transaction, or by the outbox. */
export type Effect =
  /** Opens a case under this one; the same key again is the same child. `agency`: who decides it. */
  | {
      readonly type: 'openChild';
      readonly key: string;
      readonly workflow: string;
      readonly data: JsonObject;
      readonly agency?: string;
    }
  /** Sends an event to children: those named, else all. A child whose state does not allow it stays as it is. */
  | {
      readonly type: 'tellChildren';
      readonly event: string;
      readonly data?: JsonObject;
      readonly keys?: readonly string[];
    }
  /** Sends an event to the parent case, with what has become of this one. */
  | { readonly type: 'tellParent'; readonly event: string; readonly outcome: string; readonly data?: JsonObject }
  /** Fixes an instant of the case itself (`served`), from which clocks count: that of the event, or the one stated in epoch milliseconds. */
  | { readonly type: 'mark'; readonly name: string; readonly at?: number }
  /** Takes the case's rank among those that ask for the same thing, by an instant in epoch milliseconds; taken again it is the same or another. */
  | { readonly type: 'rank'; readonly subject: string; readonly at: number }
  /** Gives the rank up: the case no longer stands before those that come after it. */
  | { readonly type: 'unrank' }
  /** Tells people: `investor`, `agency` (of the case) or an agency's id. */
  | { readonly type: 'notify'; readonly to: string; readonly template: string; readonly data?: JsonObject };

type Shape = { readonly [field: string]: 'string' | 'object' | 'strings' | 'instant' };
const REQUIRED: { readonly [type in Effect['type']]: Shape } = {
  openChild: { key: 'string', workflow: 'string', data: 'object' },
  tellChildren: { event: 'string' },
  tellParent: { event: 'string', outcome: 'string' },
  mark: { name: 'string' },
  rank: { subject: 'string', at: 'instant' },
  unrank: {},
  notify: { to: 'string', template: 'string' },
};
const OPTIONAL: { readonly [type in Effect['type']]: Shape } = {
  openChild: { agency: 'string' },
  tellChildren: { data: 'object', keys: 'strings' },
  tellParent: { data: 'object' },
  mark: { at: 'instant' },
  rank: {},
  unrank: {},
  notify: { data: 'object' },
};

export const EFFECT_TYPES: readonly string[] = Object.keys(REQUIRED);

function isEffectType(type: string): type is Effect['type'] {
  return Object.hasOwn(REQUIRED, type);
}

function fits(value: unknown, kind: Shape[string]): boolean {
  if (kind === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (kind === 'instant') return Number.isSafeInteger(value);
  return kind === 'string' ? typeof value === 'string' && value !== '' : typeof value === 'object' && value !== null;
}

/** Reads an asked action as an effect. Throws Rejection `workflow` for an unknown name or parameters that do not fit. */
export function readEffect(type: string, params: unknown): Effect {
  if (!isEffectType(type)) {
    throw new Rejection(
      'workflow',
      `the workflow asks for "${type}", which is no effect (known: ${EFFECT_TYPES.join(', ')})`,
    );
  }
  const given: { [field: string]: unknown } = typeof params === 'object' && params !== null ? { ...params } : {};
  for (const [field, kind] of Object.entries(REQUIRED[type])) {
    if (!fits(given[field], kind)) throw new Rejection('workflow', `the effect ${type} lacks a usable "${field}"`);
  }
  for (const [field, kind] of Object.entries(OPTIONAL[type])) {
    if (given[field] !== undefined && !fits(given[field], kind)) {
      throw new Rejection('workflow', `the effect ${type} has an unusable "${field}"`);
    }
  }
  return plain({ ...given, type }) as Json & Effect;
}
