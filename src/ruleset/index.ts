/** Rulesets: versioned data with the force of law for a case. How to write and publish one is in docs/rulesets.md. */
export { conditionCheck, holds } from './conditions.js';
export { conditionTree, type ConditionTree } from './condition-tree.js';
export { FIGURE_KINDS, type Figure } from './figures.js';
export type { AskedPaper } from './papers.js';
export { publish, verifyPublished } from './publish.js';
export { checkPublished, Register, normaliseSource } from './published.js';
export { Ruleset } from './ruleset.js';
export { loadRulesets, NoRuleset, STANDINGS, type Rulesets, type Standing } from './rulesets.js';
