import { hasForce } from './clocks.js';
import { nextArming, type Draft } from './draft.js';
import { readEffect } from './effects.js';
import { derivedId } from './hash.js';
import { governedDelay } from './load.js';
import type { AskedAction } from './machine.js';
import { plain } from './plain.js';
import { Rejection } from './rejection.js';
import type { Deadline } from './state.js';

/** Takes up what a transition asked for, in its order: timers are armed and cancelled, effects are kept as data. */
export function takeUp(draft: Draft, actions: readonly AskedAction[]): void {
  for (const { type, params } of actions) {
    if (type === 'xstate.raise') arm(draft, params as Raise);
    else if (type === 'xstate.cancel') cancel(draft, (params as { sendId: string }).sendId);
    else if (type !== 'xstate.log') takeEffect(draft, type, params);
  }
}

/** The end of the year 9999: later dates are written otherwise. */
const LAST_INSTANT = 253_402_300_799_999;

interface Raise {
  readonly event: Deadline['event'];
  readonly id?: string;
  readonly delay?: number;
}

function arm(draft: Draft, { event, id, delay }: Raise): void {
  // A raise without delay has been consumed within the step already.
  if (delay === undefined) return;
  // Never early; and the tables hold whole milliseconds.
  const dueAt = draft.at + Math.max(0, Math.ceil(delay));
  if (!Number.isFinite(delay) || dueAt > LAST_INSTANT)
    throw new Rejection('workflow', `the workflow raises "${event.type}" after ${delay} milliseconds`);
  const { workflow, rules } = draft.frame;
  const clock = governedDelay(workflow, delay);
  const rule = clock === null ? undefined : rules.clocks[clock];
  // The ruleset sets no such time for this case: nothing to wait for.
  if (clock !== null && !rule) return;
  const legal = clock !== null && workflow.definition.delays?.[clock]?.legalEffect === true;
  if (id !== undefined) letGo(draft, id);
  draft.deadlines.push({
    ...nextArming(draft),
    source: 'law',
    timer: id ?? null,
    event: plain(event) as Deadline['event'],
    clock,
    dueAt: clock === null ? dueAt : null,
    binding: !legal || (rule !== undefined && hasForce(rule)),
  });
}

/** As XState does: a cancel reaches the last timer armed under an id, and only until one of that id has fired. */
function cancel(draft: Draft, timer: string): void {
  const index = heldUnder(draft, timer);
  const [gone] = index < 0 ? [] : draft.deadlines.splice(index, 1);
  if (gone?.clock) draft.left.add(gone.clock);
}

/** Puts the timer armed under an id out of the reach of `cancel`. */
export function letGo(draft: Draft, timer: string): void {
  const index = heldUnder(draft, timer);
  const held = draft.deadlines[index];
  if (held) draft.deadlines[index] = { ...held, loose: true };
}

function heldUnder(draft: Draft, timer: string): number {
  return draft.deadlines.findIndex((deadline) => deadline.timer === timer && !deadline.loose);
}

function takeEffect(draft: Draft, type: string, params: unknown): void {
  const effect = readEffect(type, params);
  if (effect.type === 'mark') {
    draft.marks[effect.name] = effect.at ?? draft.at;
    return;
  }
  if (effect.type === 'rank' || effect.type === 'unrank') {
    draft.rank = effect.type === 'rank' ? { subject: effect.subject, at: effect.at } : null;
    return;
  }
  if (effect.type === 'openChild') {
    // Deep history runs entry actions again, so the same key asked for twice is one child.
    if (Object.hasOwn(draft.children, effect.key)) return;
    const id = derivedId('child', draft.before.id, effect.key);
    draft.children[effect.key] = { id, workflow: effect.workflow, outcome: null };
  }
  draft.effects.push(effect.type === 'tellChildren' ? { ...effect, keys: toldKeys(draft, effect.keys) } : effect);
}

/** Only children opened before they are told: one that the same transition opens afterwards is not there yet. */
function toldKeys({ children }: Draft, keys: readonly string[] = Object.keys(children)): readonly string[] {
  return keys.filter((key) => Object.hasOwn(children, key));
}
