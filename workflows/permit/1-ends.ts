import { correction } from './1-correction.js';
import { notify, RELEASE, tell } from './1-notes.js';
import { unranked } from './1-priority.js';
import type { PermitSetup } from './1-setup.js';

/** A grant that a higher authority set aside rests, unless that was a mistake. */
export function setAside(s: PermitSetup) {
  return s.createStateConfig({
    entry: [unranked(s), tell('set-aside'), notify('investor', 'permit-set-aside')],
    ...correction(s),
  });
}

/** Ends that nothing reopens: the investor lodges anew, as a case of its own with clocks of its own. */
export function over(s: PermitSetup, outcome: string) {
  return s.createStateConfig({
    type: 'final',
    entry: [RELEASE, unranked(s), tell(outcome), notify('investor', `permit-${outcome}`)],
  });
}

/** The case goes on as another, which the parent opens: it was told on the way. */
export function passed(s: PermitSetup) {
  return s.createStateConfig({ type: 'final', entry: [RELEASE, unranked(s)] });
}
