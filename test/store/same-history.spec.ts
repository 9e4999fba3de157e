import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, sha256, type Actor, type JsonObject, type Request } from '../../src/engine/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { KINDS, testDatabase, type Kind } from '../support/databases.js';
import { ann, familyHost, HOUR, officer, projectOpening } from '../support/family.js';

/* Invariant 8: the same script of commands gives the same history, hashes included, on both databases. */

const PROJECTS = 4;
const root = (n: number): string => derivedId('history', String(n));
const child = (n: number, key: string): string => derivedId('child', root(n), key);

interface Move {
  readonly wait: number;
  readonly request: Request;
}

const command = (id: string, type: string, actor: Actor, data: JsonObject = {}): Request => ({
  kind: 'command',
  case: id,
  command: { type, data, actor },
});

const project = fc.integer({ min: 0, max: PROJECTS - 1 });
const key = fc.constantFrom('fire', 'water');
const move: fc.Arbitrary<Request> = fc.oneof(
  fc
    .record({ n: project, text: fc.string({ unit: 'grapheme' }), by: fc.constantFrom('Ann', 'عائشہ', '陈') })
    .map(({ n, text, by }) => command(root(n), 'note', ann, { text: text.replaceAll('\0', ''), by })),
  project.map((n) => command(root(n), 'start', ann)),
  project.map((n) => command(root(n), 'withdraw', ann)),
  fc
    .record({ n: project, k: key, type: fc.constantFrom('ask', 'grant') })
    .map(({ n, k, type }) => command(child(n, k), type, officer(k))),
  fc.record({ n: project, k: key }).map(({ n, k }) => command(child(n, k), 'grant', officer(k, 'eve'))),
  fc.record({ n: project, k: key }).map(({ n, k }) => command(child(n, k), 'answer', ann)),
  project.map((n): Request => ({ kind: 'due', case: root(n) })),
);
const script = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 80 * HOUR }), request: move }), {
  minLength: 20,
  maxLength: 60,
});

async function play(database: OpenDatabase, moves: readonly Move[]): Promise<string[]> {
  let now = Date.UTC(2026, 0, 5);
  let salts = 0;
  const salt = (): string => sha256(String((salts += 1)));
  const lanes = new Lanes(database.store, familyHost, { now: () => now, salt }, () => undefined);
  const submit = (request: Request): Promise<string> =>
    lanes.submit({ request, answer: ({ kept }) => kept.state.hash }).catch((error: Error) => error.message);
  const answers: string[] = [];
  for (let n = 0; n < PROJECTS; n += 1)
    answers.push(await submit({ kind: 'open', opening: projectOpening(root(n)), actor: ann }));
  for (const { wait, request } of moves) {
    now += wait;
    answers.push(await submit(request));
  }
  await lanes.drain();
  return answers;
}

describe('one script on both databases', () => {
  it('gives the same answers, hashes and rows, and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (moves) => {
        const told = new Map<Kind, unknown>();
        for (const kind of KINDS) {
          const home = await testDatabase(kind);
          const database = await home.open();
          const answers = await play(database, moves);
          const events = await read(database, 'select case_id, seq, hash from events order by case_id, seq', []);
          const tasks = await read(database, 'select id, due_at, closed_at, assignee from tasks order by id', []);
          const deadlines = await read(
            database,
            'select id, due_at, status, settled_at from deadlines order by id',
            [],
          );
          const certificates = await read(database, 'select * from certificates order by reference', []);
          const standings = await read(database, 'select * from certificate_standings order by reference, seq', []);
          const texts = await read(database, 'select * from personal_texts order by digest', []);
          const { failures, cases } = await verifyAll(database, (opening) => familyHost.frame(opening));
          expect({ failures, enough: cases >= PROJECTS }).toEqual({ failures: [], enough: true });
          told.set(kind, { answers, events, tasks, deadlines, certificates, standings, texts });
          await database.close();
          await home.drop();
        }
        expect(told.get('postgres')).toEqual(told.get('sqlite'));
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
