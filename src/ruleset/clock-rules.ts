import { type ClockRule, parseLength } from '../engine/index.js';
import type { ClockOverride, ClockSource, Overrides } from './source.js';

export type ClockSources = { readonly [name: string]: ClockOverride };

/** What a clock must state before it can run. */
export const CLOCK_KEYS = [
  'title',
  'force',
  'length',
  'start',
  'pauses',
  'onReturn',
  'roll',
  'source',
  'confirmed',
] as const;

/**
 * Lays overrides upon clocks, key by key. A figure comes whole (the schema sees to that), and a right to extend belongs to
 * the figure it was given for: an override with a length of its own has only the extension it states.
 */
export function overridden(clocks: ClockSources, overrides: Overrides = {}): ClockSources {
  const laid = Object.entries(overrides).map(([name, override]) => {
    const { extension, ...base } = clocks[name] ?? {};
    const kept = override.length === undefined && extension !== undefined ? { extension } : {};
    return [name, { ...base, ...kept, ...override }] as const;
  });
  return { ...clocks, ...Object.fromEntries(laid) };
}

function isWhole(clock: ClockOverride): clock is ClockSource {
  return CLOCK_KEYS.every((key) => clock[key] !== undefined);
}

/** Causes by which no clock of the ruleset gives or takes a right, where it does not stand still for them. */
type Voids = ClockRule['voids'];

function ruleOf({ length, ...clock }: ClockSource, voids: Voids): ClockRule {
  return { ...clock, length: parseLength(length), ...(voids ? { voids } : {}) };
}

/** The rules of clocks that are whole. */
export function rulesOf(clocks: ClockSources, voids?: Voids): { readonly [name: string]: ClockRule } {
  const whole = Object.entries(clocks).flatMap(([name, clock]) =>
    isWhole(clock) ? [[name, ruleOf(clock, voids)] as const] : [],
  );
  return Object.fromEntries(whole);
}
