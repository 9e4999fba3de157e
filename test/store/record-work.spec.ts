import { expect, it } from '@jest/globals';
import { decide, open } from '../../src/engine/index.js';
import { noChanges } from '../../src/store/changes.js';
import { addDeadlines } from '../../src/store/record-work.js';
import { ann, familyHost, officer, projectOpening } from '../support/family.js';

it('a deadline that a person names in the data of an event has not fired by that', () => {
  const opening = { ...projectOpening('c'), workflow: 'clearance', rules: 'clearance', agency: 'fire' };
  const frame = familyHost.frame(opening);
  const { state } = open(frame, opening, ann, { now: 0, at: 0 });
  const [deadline] = state.deadlines;
  const granted = decide(frame, state, { type: 'grant', data: {}, actor: officer('fire') }, 5);
  const changes = noChanges();
  const event = { ...granted.event, data: { deadline: deadline?.id } };
  addDeadlines(changes, { ...granted, event }, state);
  expect(changes.deadlines.changed.get(String(deadline?.id))).toMatchObject({ status: 'cancelled', settled_at: 5 });
});
