import { formatLength, parseLength } from '../engine/index.js';
import type { ClockSources } from './clock-rules.js';
import type { ClockOverride, Silence } from './source.js';

/** What each rule of silence has to state. */
const PARTS: Readonly<Record<Silence['rule'], readonly string[]>> = {
  none: [],
  deemed: ['after', 'from', 'basis'],
  'deemed-after-reminder': ['after', 'reminder', 'further', 'basis'],
  'no-objection': ['after', 'from', 'basis'],
  'grant-then-confirm': ['by', 'basis'],
  'grant-then-verify': ['basis'],
};

export const SILENCE_RULES = Object.keys(PARTS);

/** What is wrong with a rule of silence by itself: parts that its rule needs and it lacks, or has and does not know. */
export function silenceMistakes(silence: Silence): string[] {
  const { rule, ...parts } = silence;
  const [needed, present] = [PARTS[rule], Object.keys(parts)];
  const missing = needed.filter((part) => !present.includes(part));
  const foreign = present.filter((part) => !needed.includes(part));
  return [
    ...missing.map(
      (part) => `expected the key "${part}" for the rule ${rule} (found only rule, ${present.join(', ')})`,
    ),
    ...foreign.map((part) => `expected no key "${part}" for the rule ${rule} (found it)`),
  ];
}

/** A rule of silence and the clocks that carry it out must tell the same time. */
export function silenceAgainstClocks(silence: Silence, clocks: ClockSources): string[] {
  const deemed = silence.rule === 'deemed' ? silence.after : undefined;
  const reminder = silence.rule === 'deemed-after-reminder' ? silence : undefined;
  const consulted =
    silence.rule === 'no-objection' ? unlike('consultation', clocks['consultation']?.length, silence.after) : [];
  return [
    ...consulted,
    ...unconfirmedBefore(clocks),
    ...unlike('deemed', clocks['deemed']?.length, deemed),
    ...unlike('afterReminder', clocks['afterReminder']?.length, reminder?.further),
    ...(reminder ? unlike('decision', clocks['decision']?.length, reminder.after) : []),
  ];
}

/** The second time grants nothing where the first one, after which the reminder is sent, is no law. */
function unconfirmedBefore({ decision, afterReminder }: ClockSources): string[] {
  const isLaw = (clock: ClockOverride | undefined): boolean => clock?.force === 'limit' && clock.confirmed === true;
  if (!isLaw(afterReminder) || isLaw(decision)) return [];
  return ['expected a confirmed limit "decision" before the confirmed one after the reminder (found none)'];
}

function unlike(clock: string, found: string | undefined, expected: string | undefined): string[] {
  const same =
    found === undefined || expected === undefined ? found === expected : inWords(found) === inWords(expected);
  if (same) return [];
  const wanted =
    expected === undefined ? `no clock "${clock}" under this rule of silence` : `a clock "${clock}" of ${expected}`;
  return [`expected ${wanted} (found ${found === undefined ? 'none' : `one of ${found}`})`];
}

const inWords = (text: string): string => formatLength(parseLength(text));
