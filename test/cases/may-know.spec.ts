import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyReused } from '../../src/cases/batch.js';
import { Cases } from '../../src/cases/cases.js';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, NoSuchCase, Rejection, type Actor } from '../../src/engine/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, familyHost, officer, projectOpening } from '../support/family.js';

const NOW = Date.UTC(2026, 0, 5);
const id = derivedId('test', '1');
const stranger: Actor = { id: 'eve', kind: 'person', posts: [{ role: 'investor' }] };
const note = (text: string): { type: string; data: { text: string } } => ({ type: 'note', data: { text } });
const key = (actor: Actor, fingerprint = 'f'): { actor: string; key: string; fingerprint: string } => ({
  actor: actor.id,
  key: 'k',
  fingerprint,
});

describe.each(KINDS)('who may not know of a case, on %s,', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let lanes: Lanes;
  let cases: Cases;

  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    const clock = { now: () => NOW, virtual: false };
    lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    cases = new Cases(lanes, familyHost as never, database, clock);
    await lanes.submit({ request: { kind: 'open', opening: projectOpening(id), actor: ann }, answer: () => null });
  });
  afterEach(async () => {
    await lanes.drain();
    await database.close();
    await home.drop();
  });

  it('learns no more than of a case that is not there, whatever is wrong with the command besides', async () => {
    const absent = derivedId('test', 'absent');
    const tries = [note('a'), { type: 'note', data: {} }, { type: 'nothing', data: {} }];
    for (const event of tries) {
      for (const sent of [{ actor: stranger }, { actor: stranger, key: key(stranger) }, { actor: stranger, rev: 99 }]) {
        await expect(cases.apply(id, event, sent)).rejects.toThrow(NoSuchCase);
        await expect(cases.apply(absent, event, sent)).rejects.toThrow(NoSuchCase);
        const paper = { ...event, occurredAt: NOW + 1, evidence: {} };
        await expect(cases.enter(id, paper, sent)).rejects.toThrow(NoSuchCase);
        await expect(cases.countersign(id, 'none', sent)).rejects.toThrow(NoSuchCase);
        await expect(cases.dismiss(id, 'none', { text: 'No.', ...sent })).rejects.toThrow(NoSuchCase);
      }
    }
    expect((await cases.find(id, ann)).rev).toBe(1);
  });

  it('gets no answer of old either, nor learns that a key was used', async () => {
    const before = officer('lead');
    const moved: Actor = { ...before, posts: [{ role: 'officer', agency: 'fire' }] };
    await expect(cases.apply(id, note('a'), { actor: before, key: key(before) })).rejects.toThrow(Rejection);
    const sent = { actor: ann, key: key(ann) };
    const answer = await cases.apply(id, note('a'), sent);
    expect(await cases.apply(id, note('a'), sent)).toEqual(answer);
    await expect(cases.apply(id, note('b'), { actor: ann, key: key(ann, 'g') })).rejects.toThrow(KeyReused);
    // The same account, now without what made the case its own.
    const notOwner = { ...stranger, id: 'ann2' };
    await lanes.submit({
      request: { kind: 'command', case: id, command: { ...note('c'), actor: ann } },
      key: key(notOwner),
      answer: () => 'a secret',
    });
    await expect(cases.apply(id, note('c'), { actor: notOwner, key: key(notOwner) })).rejects.toThrow(NoSuchCase);
    await expect(cases.apply(id, note('c'), { actor: notOwner, key: key(notOwner, 'g') })).rejects.toThrow(NoSuchCase);
    await expect(cases.apply(id, note('c'), { actor: moved, key: key(moved) })).rejects.toThrow(NoSuchCase);
  });
});
