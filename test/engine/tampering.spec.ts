import { describe, expect, it } from '@jest/globals';
import {
  chainHash,
  replay,
  ReplayError,
  verifyChain,
  type CaseState,
  type Json,
  type JsonObject,
  type StoredEvent,
} from '../../src/engine/index.js';
import { ann, DAY, officer } from '../support/family.js';
import { idOf, play, type Move } from './play.js';

/* Invariant 2 in the engine alone: a changed byte, a missing or a moved row is named. */

/** Each way of changing one leaf of a row by as little as one bit, character or member. */
function* flips(
  value: Json | undefined,
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; to: Json }> {
  if (typeof value === 'string')
    yield { path, to: value === '' ? 'x' : `${String.fromCharCode(value.charCodeAt(0) ^ 1)}${value.slice(1)}` };
  else if (typeof value === 'number') yield { path, to: value + 1 };
  else if (typeof value === 'boolean') yield { path, to: !value };
  else if (value === null || value === undefined) yield { path, to: 'x' };
  else {
    yield { path: [...path, Array.isArray(value) ? String(value.length) : 'extra'], to: 1 };
    for (const [name, member] of Object.entries(value)) yield* flips(member as Json, [...path, name]);
  }
}

function changed(row: StoredEvent, path: readonly string[], to: Json): StoredEvent {
  const copy = JSON.parse(JSON.stringify(row));
  const holder = path.slice(0, -1).reduce((part, name) => part[name], copy);
  holder[path.at(-1) ?? ''] = to;
  return copy;
}

/** Which row a check complains about, or null. */
function complaint(check: () => unknown): number | null {
  try {
    check();
  } catch (error) {
    if (error instanceof ReplayError) return error.seq;
    throw error;
  }
  return null;
}

describe('a log that was tampered with', () => {
  const story: Move[] = [
    { send: ['start', 'p1', ann] },
    { wait: 3 * DAY },
    { send: ['ask', 'fire', officer('fire')] },
    { act: (task) => ({ type: 'task.claimed', task }), of: 'water' },
    { wait: 2 * DAY },
    { send: ['answer', 'fire', ann] },
    {
      act: () => ({ type: 'clock.extended', clock: 'silence', by: '24 hours', reason: 'floods', basis: 's. 2' }),
      of: 'fire',
    },
    { wait: 30 * DAY },
  ];
  const { office, logs } = play(
    { onReturn: 'carry', pauses: [{ cause: 'query', basis: 's. 1' }], confirmed: true },
    story,
  );
  const again = (log: readonly StoredEvent[]): CaseState => replay(log, ({ workflow }) => office.pinned(workflow));

  it('names the row in which anything was changed, whatever the field', () => {
    let found = 0;
    for (const log of logs.values()) {
      for (const [index, row] of log.entries()) {
        for (const { path, to } of flips(row as unknown as JsonObject)) {
          const tampered = log.with(index, changed(row, path, to));
          expect([path, complaint(() => again(tampered))]).toEqual([path, index + 1]);
          found += 1;
        }
      }
    }
    expect(found).toBeGreaterThan(250);
  });

  it('names the first row that is missing, or out of its place', () => {
    for (const log of logs.values()) {
      for (let index = 0; index < log.length - 1; index += 1) {
        const swapped = log.with(index, log[index + 1] as StoredEvent).with(index + 1, log[index] as StoredEvent);
        expect(complaint(() => again(log.toSpliced(index, 1)))).toBe(index + 1);
        expect(complaint(() => again(swapped))).toBe(index + 1);
      }
    }
  });

  it('names the row that says what the workflow would not do, though its hashes were made to fit', () => {
    const log = logs.get(idOf('fire')) ?? [];
    const index = log.findIndex(({ type }) => type === 'answer');
    const forged = rehashed(log.with(index, { ...(log[index] as StoredEvent), actor: 'somebody else' }));
    expect(complaint(() => verifyChain(forged))).toBeNull();
    expect(complaint(() => again(forged))).toBe(index + 1);
  });

  it('is refused where it is empty, or does not begin with the opening', () => {
    const [first, ...rest] = logs.get('p1') ?? [];
    expect(() => again([])).toThrow('the log does not begin with case.opened');
    expect(() => again(rest)).toThrow('event 1: is missing (the next row is 2)');
    expect(() => again(rehashed([{ ...(first as StoredEvent), type: 'note' }]))).toThrow(
      'does not begin with case.opened',
    );
  });
});

function rehashed(log: readonly StoredEvent[]): StoredEvent[] {
  let previous = '0'.repeat(64);
  return log.map(({ previousHash: _previous, hash: _hash, ...event }) => {
    const hash = chainHash(previous, event);
    const row = { ...event, previousHash: previous, hash };
    previous = hash;
    return row;
  });
}
