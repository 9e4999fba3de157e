import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyReused, type Job } from '../../src/cases/batch.js';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, NoSuchCase, Rejection, StaleRevision, type Actor, type Request } from '../../src/engine/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, DAY, familyHost, officer, projectOpening } from '../support/family.js';

const id = (n: number): string => derivedId('test', String(n));
const openProject = (n: number): Request => ({ kind: 'open', opening: projectOpening(id(n)), actor: ann });
const send = (caseId: string, type: string, actor: Actor, data = {}): Request => ({
  kind: 'command',
  case: caseId,
  command: { type, data, actor },
});
const rev = ({ kept }: Parameters<Job['answer']>[0]): number => kept.state.rev;

describe.each(KINDS)('lanes on %s', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let lanes: Lanes;
  let now = 0;

  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    now = Date.UTC(2026, 0, 5);
    lanes = new Lanes(database.store, familyHost, { now: () => now }, () => undefined);
  });
  afterEach(async () => {
    await lanes.drain();
    await database.close();
    await home.drop();
  });

  const submit = (request: Request, key?: string): Promise<number> =>
    lanes.submit({
      request,
      answer: rev,
      ...(key ? { key: { actor: 'ann', key, fingerprint: JSON.stringify(request) } } : {}),
    });

  it('opens a case, its children with it, and carries their outcomes back', async () => {
    await submit(openProject(1));
    await submit(send(id(1), 'start', ann));
    const fire = derivedId('child', id(1), 'fire');
    await submit(send(fire, 'grant', officer('fire')));
    now += 11 * DAY;
    await submit({ kind: 'due', case: id(1) });
    const rows = await read<{ reference: string; status: string; stage: string }>(
      database,
      'select reference, status, stage from cases order by reference',
      [],
    );
    expect(rows).toEqual([
      { reference: 'IJZ-2026-000001', status: 'done', stage: 'done' },
      { reference: 'IJZ-2026-000001/fire', status: 'done', stage: 'granted' },
      { reference: 'IJZ-2026-000001/water', status: 'done', stage: 'granted' },
    ]);
    const deemed = await read<{ occurred_at: number }>(
      database,
      "select occurred_at from events where type = 'deadline.fired'",
      [],
    );
    expect(deemed).toEqual([{ occurred_at: Date.UTC(2026, 0, 15) }]);
  });

  it('gives the same answer for the same key and refuses another request under it', async () => {
    await submit(openProject(1));
    const note = send(id(1), 'note', ann, { text: 'a' });
    const [first, second] = await Promise.all([submit(note, 'k'), submit(note, 'k')]);
    expect(first).toBe(second);
    expect(await submit(note, 'k')).toBe(first);
    await expect(submit(send(id(1), 'note', ann, { text: 'b' }), 'k')).rejects.toThrow(KeyReused);
  });

  it('lets one of fifty officers through and tells the others why', async () => {
    await submit(openProject(1));
    await submit(send(id(1), 'start', ann));
    const fire = derivedId('child', id(1), 'fire');
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => submit(send(fire, 'grant', officer('fire', `o${n}`)))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      tries.filter((t) => t.status === 'rejected' && t.reason instanceof Rejection && t.reason.kind === 'state'),
    ).toHaveLength(49);
  });

  it('refuses a stale revision, an unknown case and bad data without harm to the rest of the batch', async () => {
    await submit(openProject(1));
    const results = await Promise.allSettled([
      submit({ ...send(id(1), 'note', ann, { text: 'a' }), rev: 7 } as Request),
      submit(send(id(9), 'note', ann, { text: 'a' })),
      submit(send(id(1), 'note', ann, { text: 1 })),
      submit(send(id(1), 'note', ann, { text: 'kept' })),
    ]);
    const reasons = results.map((r) => (r.status === 'rejected' ? (r.reason as Error).constructor : r.value));
    expect(reasons).toEqual([StaleRevision, NoSuchCase, Rejection, 2]);
  });

  it('undoes a command that cannot be answered, without harm to the rest of the batch', async () => {
    await submit(openProject(1));
    const answer = (): never => {
      throw new TypeError('nothing to present');
    };
    const settled = await Promise.allSettled([
      submit(send(id(1), 'note', ann, { text: 'before' })),
      lanes.submit({ request: send(id(1), 'note', ann, { text: 'unanswered' }), answer }),
      lanes.submit({ request: openProject(2), answer }),
      submit(send(id(1), 'note', ann, { text: 'after' })),
      submit(openProject(3)),
    ]);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(settled[1]).toMatchObject({ reason: new TypeError('nothing to present') });
    const { failures, cases, events } = await verifyAll(database, (opening) => familyHost.frame(opening));
    expect({ failures, cases, events }).toEqual({ failures: [], cases: 2, events: 4 });
  });

  it('keeps counts beside the cases', async () => {
    await Promise.all([1, 2, 3].map((n) => submit(openProject(n))));
    await submit(send(id(1), 'start', ann));
    const counts = await read<{ scope: string; n: number }>(
      database,
      'select scope, sum(n) as n from counters group by scope order by scope',
      [],
    );
    // What insight adds up beside these is looked at where it is read.
    const ofCases = counts.filter(({ scope, n }) => Number(n) !== 0 && /^(?:cases|placed|tasks)\//.test(scope));
    expect(ofCases.map(({ scope, n }) => [scope, Number(n)])).toEqual([
      ['cases/fire/clearance/review/active', 1],
      ['cases/lead/project/clearances/active', 1],
      ['cases/lead/project/draft/active', 2],
      ['cases/water/clearance/review/active', 1],
      // So once more place by place; these cases are nowhere.
      ['placed/fire/-/clearance/review/active', 1],
      ['placed/lead/-/project/clearances/active', 1],
      ['placed/lead/-/project/draft/active', 2],
      ['placed/water/-/clearance/review/active', 1],
      ['tasks/-/investor', 2],
      ['tasks/fire/officer', 1],
      ['tasks/water/officer', 1],
    ]);
  });
});
