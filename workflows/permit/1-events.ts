import type { EventDeclaration } from '../../src/engine/definition.js';
import { decision, findings } from './1-events-examination.js';
import { filing, queries } from './1-events-filing.js';
import { correction, family } from './1-events-family.js';
import { force, reviewing } from './1-events-force.js';

const all = {
  ...filing,
  ...queries,
  ...findings,
  ...decision,
  ...force,
  ...reviewing,
  ...correction,
  ...family,
};

export type PermitEventType = keyof typeof all;

/** Everything that may reach the case from outside. */
export const events: { readonly [type in PermitEventType]: EventDeclaration } = all;
