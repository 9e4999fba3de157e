import { iso } from '../time/iso.js';
import type { MandateRecord } from './record.js';
import { holdsAt, type MandateRoll } from './standing.js';

/* What the API and the pages tell of companies and agents. */

export function presentMandate(record: MandateRecord, now: number) {
  const { id, kind, person, company, owner, root, ends, from, until, ground, recordedBy, recordedAt } = record;
  const times = { from: iso(from), until: iso(until), holds: kind !== 'ended' && holdsAt(record, now) };
  return {
    id,
    kind,
    person,
    company,
    for: owner,
    case: root,
    ends,
    ...times,
    ground,
    recordedBy,
    recordedAt: iso(recordedAt),
  };
}

/** A company, with whoever belongs to it now. */
export function presentCompany(roll: MandateRoll, company: string, now: number) {
  const records = roll.ofCompany(company);
  const founded = records.find(({ kind }) => kind === 'founded');
  const people = records.filter((one) => ['founded', 'joined'].includes(one.kind) && holdsAt(one, now));
  return {
    id: company,
    name: founded?.name ?? '',
    number: founded?.number ?? null,
    representative: roll.representativeOf(company, now)?.person ?? null,
    people: people.map((one) => ({ record: one.id, person: one.person, from: iso(one.from) })),
  };
}
