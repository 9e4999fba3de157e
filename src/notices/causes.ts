import { sha256, canonicalJson, type JsonObject, type Place } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { placeFrom } from '../store/places.js';
import { amongOf, read } from '../store/read.js';
import type { OutboxRow } from '../store/rows.js';

/** Whom something is told: the owner of the case, or those who hold a role in an agency. */
export type Addressee = 'owner' | { readonly role: string; readonly agency: string };

/** Something that happened and that people are told of. */
export interface Cause {
  /** The same for the same cause, whenever and however often it is delivered. */
  readonly id: string;
  readonly template: string;
  readonly caseId: string;
  readonly reference: string;
  readonly owner: string;
  readonly place: Place;
  readonly data: JsonObject;
  readonly urgent: boolean;
  readonly to: readonly Addressee[];
  /** Where a role is told and somebody has the work already, only that person is. */
  readonly task: string | null;
  readonly at: number;
}

interface Beside {
  readonly id: number;
  readonly occurred_at: number;
  readonly data: string;
  readonly place: string | null;
  readonly owner: string;
}

/** What rows of the outbox tell people of, from what their events have recorded. */
export async function causesOf(database: OpenDatabase, rows: readonly OutboxRow[]): Promise<Cause[]> {
  const sql = `select o.id, e.occurred_at, e.data, c.place, c.owner from outbox o
    join events e on e.case_id = o.case_id and e.seq = o.seq join cases c on c.id = o.case_id where ${amongOf(database)('o.id', 1)}`;
  const beside = await read<Beside>(database, sql, [rows.map(({ id }) => id)]);
  const known = new Map(beside.map((one) => [Number(one.id), one]));
  return rows.flatMap((row) => {
    const found = known.get(Number(row.id));
    return found ? [row.kind === 'notice' ? noticed(row, found) : alarmed(row, found)] : [];
  });
}

function noticed(row: OutboxRow, { occurred_at, place, owner }: Beside): Cause {
  const {
    to,
    template,
    data = {},
    reference,
  } = JSON.parse(row.payload) as {
    readonly to: string;
    readonly template: string;
    readonly data?: JsonObject;
    readonly reference: string;
  };
  const toAgency = row.agency === null ? [] : [{ role: 'officer', agency: row.agency }];
  return {
    id: `notice/${row.case_id}/${row.seq}/${to}/${template}/${sha256(canonicalJson(data)).slice(0, 16)}`,
    template,
    caseId: row.case_id,
    reference,
    owner,
    place: placeFrom(place),
    data,
    urgent: false,
    to: to === 'investor' ? ['owner'] : toAgency,
    task: null,
    at: occurred_at,
  };
}

function alarmed(row: OutboxRow, { occurred_at, place, owner, data: text }: Beside): Cause {
  const { reference } = JSON.parse(row.payload) as { readonly reference: string };
  const data = JSON.parse(text) as JsonObject;
  const to = Array.isArray(data['to']) ? (data['to'] as { role: string; agency: string }[]) : [];
  return {
    id: `rung/${row.case_id}/${row.seq}`,
    template: 'escalation',
    caseId: row.case_id,
    reference,
    owner,
    place: placeFrom(place),
    data: { rung: data['title'] ?? '', task: data['task'] ?? '' },
    urgent: true,
    to: to.map(({ role, agency }) =>
      role === 'investor' ? 'owner' : { role, agency: agency === 'case' ? (row.agency ?? '') : agency },
    ),
    task: typeof data['task'] === 'string' ? data['task'] : null,
    at: occurred_at,
  };
}
