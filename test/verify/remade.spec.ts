import { expect, it } from '@jest/globals';
import { decide, firstDue, open, type CaseState, type Decision } from '../../src/engine/index.js';
import { fire } from '../../src/engine/fire.js';
import { noChanges } from '../../src/store/changes.js';
import { addDecision } from '../../src/store/record-decision.js';
import { CaseRow } from '../../src/store/rows.js';
import { remake } from '../../src/verify/remade.js';
import { ann, DAY, familyHost, officer, projectOpening } from '../support/family.js';

/* Logs that fit together and replay, and still tell of what must never happen. */

const opening = { ...projectOpening('c'), workflow: 'clearance', rules: 'clearance', agency: 'fire' };
const frame = familyHost.frame(opening);
const opened = open(frame, opening, ann, { now: 0, at: 0 });
const officerAt = (type: string, occurredAt: number): Parameters<typeof decide>[2] => ({
  type,
  data: {},
  actor: officer('fire'),
  occurredAt,
});

function failuresOf(...decisions: readonly Decision[]): readonly string[] {
  const changes = noChanges();
  let before: CaseState | null = null;
  for (const decision of decisions) {
    addDecision(changes, decision, before, 'IJZ');
    before = decision.state;
  }
  const row = Object.assign(new CaseRow(), { reference: 'IJZ' });
  return remake(row, changes.events, (pinned) => familyHost.frame(pinned)).failures;
}

it('a deadline may fire when it is due and not before', () => {
  const due = firstDue(opened.state, 100 * DAY);
  if (!due) throw new Error('nothing is due');
  expect(failuresOf(opened, fire(frame, opened.state, due, due.dueAt))).toEqual([]);
  expect(failuresOf(opened, fire(frame, opened.state, due, due.dueAt - 5))).toEqual([
    'event 2 fired 5 ms before it was due',
  ]);
});

it('a deadline may be cancelled until it is due and not afterwards', () => {
  expect(failuresOf(opened, decide(frame, opened.state, officerAt('grant', 8 * DAY), 8 * DAY))).toEqual([]);
  const [failure, ...more] = failuresOf(opened, decide(frame, opened.state, officerAt('grant', 11 * DAY), 11 * DAY));
  expect(failure).toMatch(/^event 2 cancelled the deadline c\.\d, which was due before$/);
  expect(more).toHaveLength(1);
});
