import { decisionFalls } from './1-certificates.js';
import { annulled } from './1-decided.js';
import { proposed, tell } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

/** What is said to be a mistake stands until a second person signs that it was; under a court's stay nobody reopens it. */
export function correction(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'none',
    states: {
      none: { on: { proposeCorrection: { target: 'proposed', actions: proposed(s) } } },
      proposed: {
        on: {
          countersignCorrection: {
            guard: ({ context: { stay, stayAbove } }: Said) => stay === null && stayAbove === null,
            target: '#permit.pending.reconsideration',
            actions: [annulled(s, 'correction'), decisionFalls, tell('reopened')],
          },
          dismissCorrection: { target: 'none', actions: s.assign({ correction: null }) },
        },
      },
    },
  });
}
