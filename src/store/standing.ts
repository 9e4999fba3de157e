import type { CaseState, JsonObject } from '../engine/index.js';

/** Top-level state and XState's status: what lists show. */
export function standing(state: CaseState): { stage: string; status: string; value: string } {
  const value = state.snapshot['value'];
  const stage = typeof value === 'string' ? value : Object.keys(Object(value)).join(' ');
  return { stage, status: textOf(state.snapshot, 'status'), value: JSON.stringify(value) };
}

/** A text of some JSON; empty where there is none. */
export function textOf(data: JsonObject, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}
