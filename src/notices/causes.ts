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
  /** The application it belongs to. */
  readonly root: string;
  readonly place: Place;
  readonly data: JsonObject;
  readonly urgent: boolean;
  readonly to: readonly Addressee[];
  readonly at: number;
}

interface Beside {
  readonly id: number;
  readonly occurred_at: number;
  readonly data: string;
  readonly place: string | null;
  readonly owner: string;
  readonly root: string;
}

/** What rows of the outbox tell people of, from what their events have recorded. */
export async function causesOf(database: OpenDatabase, rows: readonly OutboxRow[]): Promise<Cause[]> {
  const sql = `select o.id, e.occurred_at, e.data, c.place, c.owner, c.root from outbox o
    join events e on e.case_id = o.case_id and e.seq = o.seq join cases c on c.id = o.case_id where ${amongOf(database)('o.id', 1)}`;
  const beside = await read<Beside>(database, sql, [rows.map(({ id }) => id)]);
  const known = new Map(beside.map((one) => [Number(one.id), one]));
  const agencies = await agenciesOf(database, beside);
  return rows.flatMap((row) => {
    const found = known.get(Number(row.id));
    return found ? [row.kind === 'notice' ? noticed(row, found) : alarmed(row, found, agencies)] : [];
  });
}

/** The agencies of the tasks that events name: a ladder alarms those of the task, whose case may be with another agency. */
async function agenciesOf(
  database: OpenDatabase,
  events: readonly Beside[],
): Promise<ReadonlyMap<string, string | null>> {
  const tasks = events.flatMap(({ data }) => taskIn(JSON.parse(data) as JsonObject) ?? []);
  const sql = `select id, agency from tasks where ${amongOf(database)('id', 1)}`;
  const rows = await read<{ id: string; agency: string | null }>(database, sql, [tasks]);
  return new Map(rows.map(({ id, agency }) => [id, agency]));
}

function taskIn({ task }: JsonObject): string | null {
  return typeof task === 'string' ? task : null;
}

function noticed(row: OutboxRow, { occurred_at, place, owner, root }: Beside): Cause {
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
    root,
    place: placeFrom(place),
    data,
    urgent: false,
    to: to === 'investor' ? ['owner'] : toAgency,
    at: occurred_at,
  };
}

function alarmed(
  row: OutboxRow,
  { occurred_at, place, owner, root, data: text }: Beside,
  agencies: ReadonlyMap<string, string | null>,
): Cause {
  const { reference } = JSON.parse(row.payload) as { readonly reference: string };
  const data = JSON.parse(text) as JsonObject;
  const task = taskIn(data);
  const own = (task === null ? null : agencies.get(task)) ?? row.agency ?? '';
  const to = Array.isArray(data['to']) ? (data['to'] as { role: string; agency: string }[]) : [];
  return {
    id: `rung/${row.case_id}/${row.seq}`,
    template: 'escalation',
    caseId: row.case_id,
    reference,
    owner,
    root,
    place: placeFrom(place),
    data: { rung: data['title'] ?? '', task: task ?? '', escalation: data['deadline'] ?? data['escalation'] ?? '' },
    urgent: true,
    to: to.map(({ role, agency }) =>
      role === 'investor' ? 'owner' : { role, agency: agency === 'case' ? own : agency },
    ),
    at: occurred_at,
  };
}
