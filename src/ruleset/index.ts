/** Rulesets: versioned data with the force of law for a case. How to write and publish one is in docs/rulesets.md. */
export { publish, verifyPublished } from './publish.js';
export { checkPublished, normaliseSource, Register, type Publishable } from './published.js';
export { Ruleset, type Approval } from './ruleset.js';
export { loadRulesets, NoRuleset, Rulesets } from './rulesets.js';
export { type Silence, type Stage, STAGES } from './source.js';
