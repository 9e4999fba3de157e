import { expect, it } from '@jest/globals';
import { frame, type OnStage, type View } from '../../src/demo/frame.js';
import { plainly } from '../../src/demo/paint.js';
import type { Seen } from '../../src/demo/seen.js';

const NOW = Date.parse('2027-03-01T07:00:00Z');
const view: View = {
  columns: 120,
  rows: 40,
  now: NOW,
  begins: Date.parse('2026-11-30T04:00:00Z'),
  secondsADay: 0.75,
  url: 'http://127.0.0.1:1',
  redis: true,
  paint: plainly,
};
const day = (n: number): string => new Date(NOW + n * 86_400_000).toISOString();
const clock = (name: string, from: number, to: number, legalEffect: boolean): Seen['clocks'][number] => ({
  name,
  title: name,
  force: 'limit',
  confirmed: true,
  legalEffect,
  status: 'running',
  startedAt: day(from),
  dueAt: day(to),
  pausedFor: null,
});
const work = (dueAt: string | null, rungs = 0): Seen['tasks'][number] => ({
  title: 'Examine',
  role: 'officer',
  agency: 'epa',
  dueAt,
  rungs,
});

function seen(key: string | null, more: Partial<Seen> = {}): Seen {
  return {
    id: key ?? 'root',
    key,
    reference: `IJZ-2026-000001/${key}`,
    workflow: 'permit',
    rev: 1,
    stage: 'permits',
    status: 'active',
    agency: 'epa',
    state: { pending: 'completeness' },
    parent: key === null ? null : 'root',
    openedAt: day(-60),
    turn: { holder: 'epa', cause: null, since: day(-1) },
    tasks: [work(day(10))],
    clocks: [clock('decision', -10, 10, false)],
    data: { approval: { name: `Approval ${key}` } },
    deadlines: [],
    actions: [],
    children: [],
    ...more,
  };
}

const company = (...cases: Seen[]): OnStage => {
  const root = seen(null, { data: { application: { company: 'Mill Limited', title: 'A mill' } } });
  return {
    story: { name: 'mill', where: 'Punjab' },
    root,
    cases: new Map([root, ...cases].map((one) => [one.id, one])),
  };
};
const drawn = (cases: readonly Seen[], size: Partial<View> = {}): string[] =>
  frame({ companies: [company(...cases)], moments: [] }, { ...view, ...size });
const rowOf = (lines: readonly string[], key: string): string =>
  lines.find((line) => line.includes(`Approval ${key}`)) ?? '';

it('shows of each open case whose work it is, how much of its time is gone, and how much is left', () => {
  const row = rowOf(drawn([seen('a')]), 'a');
  expect(row).toMatch(/Approval a +epa +Examine +█{8}░{8} 10 d limit/);
});

it('shows what silence will do where the agency is late, that a clock stands still, and how high the ladder is climbed', () => {
  const late = {
    tasks: [work(day(-5), 3)],
    clocks: [clock('decision', -50, -5, false), clock('deemed', -50, 70, true)],
  };
  const paused = {
    clocks: [{ ...clock('decision', -1, 0, false), status: 'paused' as const, dueAt: null, pausedFor: 'court-stay' }],
  };
  const lines = drawn([
    seen('a', late),
    seen('b', { ...paused, tasks: [work(null)] }),
    seen('c', { tasks: [work(day(-4))] }),
  ]);
  expect(rowOf(lines, 'a')).toMatch(/70 d to silence +▲3/);
  expect(rowOf(lines, 'b')).toContain('‖ court-stay');
  expect(rowOf(lines, 'c')).toMatch(/█{16} 4 d late/);
});

it('shows no case that rests, and counts it', () => {
  const rests = { state: { inForce: {} }, turn: { holder: 'nobody', cause: null, since: day(-3) }, tasks: [] };
  const lines = drawn([seen('a', rests), seen('b')]);
  expect(rowOf(lines, 'a')).toBe('');
  expect(lines.join('\n')).toContain('1 in force, 1 open');
});

it('fits the terminal, however small it is and however many cases are open', () => {
  const many = Array.from({ length: 30 }, (_, n) => seen(`case number ${n}`));
  for (const rows of [16, 24, 40]) {
    const lines = drawn(many, { rows, columns: 90 });
    expect(lines.length).toBeLessThan(rows);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(90);
  }
});
