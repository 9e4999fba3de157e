import { describe, expect, it } from '@jest/globals';
import { seenBy } from '../../src/policy/sealed.js';
import type { Actor, Role } from '../../src/engine/index.js';

const of = (role: Role, agency?: string): Actor => ({
  id: 'p',
  kind: 'person',
  posts: [agency === undefined ? { role } : { role, agency }],
});
const sealed = { digest: 'ab'.repeat(32), custodian: 'moi' };
const DATA = { diligence: { finding: 'unfavourable', sealed }, meetings: [{ minutes: { sealed } }], sealed: 'a word' };

describe('what is sealed', () => {
  it('is seen by the agency that keeps the text, as a digest', () => {
    expect(seenBy(of('officer', 'moi'), DATA)).toEqual(DATA);
  });

  const others = [of('investor'), of('officer', 'sifc'), of('manager', 'sifc'), of('auditor'), of('admin')];
  it.each(others)('is for others only a sign that there is such a text, and who keeps it: $posts', (actor) => {
    expect(seenBy(actor, DATA)).toEqual({
      diligence: { finding: 'unfavourable', sealed: { custodian: 'moi' } },
      meetings: [{ minutes: { sealed: { custodian: 'moi' } } }],
      sealed: 'a word',
    });
  });
});
