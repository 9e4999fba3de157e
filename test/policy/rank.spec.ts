import { describe, expect, it } from '@jest/globals';
import type { Actor, Post } from '../../src/engine/index.js';
import { rankOf } from '../../src/cases/presenter.js';

const of = (...posts: Post[]): Actor => ({ id: 'nia', kind: 'person', posts });
const at = (id: string, agency: string, place: string): Parameters<typeof rankOf>[2] => [
  { id, reference: `IJZ-2026-${id}`, owner: 'ann', agency, root: id, place },
];
const AHEAD = [...(at('1', 'mines', '|p:kp|') ?? []), ...(at('2', 'mines', '|p:sindh|') ?? [])];
const RANK = { rank: { subject: 'sheet 30 b/7', at: 0 } };

describe('who comes first', () => {
  it.each([
    [of({ role: 'investor' }), []],
    [of({ role: 'officer', agency: 'fbr' }), []],
    [of({ role: 'officer', agency: 'mines', within: { provinces: ['kp'] } }), ['IJZ-2026-1']],
    [of({ role: 'officer', agency: 'mines' }), ['IJZ-2026-1', 'IJZ-2026-2']],
  ])('is counted for everybody, and named to $posts as far as they may know of it', (actor, references) => {
    expect(rankOf(RANK, actor, AHEAD)).toMatchObject({ before: 2, references });
  });
});
