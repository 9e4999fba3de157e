import { type ClockRule, formatLength, type JsonObject } from '../../src/engine/index.js';
import { loadRulesets } from '../../src/ruleset/index.js';

export const rulesets = loadRulesets('config/rulesets', { drafts: true });
export const pakistan = rulesets.get('pk-2026-11');
export const PROVINCES = ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb'];

export const clocks = (approval: string, application: JsonObject): { readonly [name: string]: ClockRule } =>
  pakistan.byKey('permit', pakistan.rulesFor('permit', { approval, application })).clocks;

/** `45 days!` is a confirmed limit, `45 days?` an unconfirmed one, `45 days` a target. */
export function told(rule: ClockRule | undefined): string {
  if (!rule) return 'none';
  const mark = rule.force === 'target' ? '' : rule.confirmed ? '!' : '?';
  return `${formatLength(rule.length)}${mark}`;
}
