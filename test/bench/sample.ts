import { join } from 'node:path';
import { Catalogue } from '../../src/catalogue/catalogue.js';
import { loadWorkflowFiles } from '../../src/catalogue/workflow-files.js';
import { presentCase } from '../../src/cases/presenter.js';
import { decide, open, sha256, type Actor, type CaseState, type Decision } from '../../src/engine/index.js';
import { loadRulesets } from '../../src/ruleset/index.js';
import { loadSettings } from '../../src/settings/index.js';
import { noChanges, type Changes } from '../../src/store/changes.js';
import { addDecision } from '../../src/store/record-decision.js';
import { CONFIG, WORKFLOWS } from './service.js';

export const INVESTOR: Actor = { id: 'investor@demo.test', kind: 'person', posts: [{ role: 'investor' }] };
export const OFFICER: Actor = {
  id: 'officer.sifc@demo.test',
  kind: 'person',
  posts: [{ role: 'officer', agency: 'sifc' }],
};
const REFERENCE = 'IJZ-2026-000001';

export type Row = { readonly [column: string]: unknown };

/** The rows that one approval of the scenario writes, as the service itself makes them. */
export interface Sample {
  /** The case before the approval, and after it. */
  readonly before: Row;
  readonly after: Row;
  readonly inserts: readonly { readonly table: string; readonly row: Row }[];
}

/** The scenario's workflow under the rulesets and settings of the service. */
export async function benchCatalogue(): Promise<Catalogue> {
  const rulesets = loadRulesets(join(CONFIG, 'rulesets'), { drafts: true });
  return new Catalogue(await loadWorkflowFiles([WORKFLOWS]), rulesets, loadSettings(join(CONFIG, 'settings')));
}

/** A case of the scenario, newly opened. */
export function openSteps(catalogue: Catalogue, id: string, now: number): Decision {
  const opening = catalogue.opening('steps', { title: 'Mill 1' }, { id, owner: INVESTOR.id, now });
  return open(catalogue.frame(opening), opening, INVESTOR, { now, at: now });
}

export function approve(catalogue: Catalogue, state: CaseState, now: number): Decision {
  const command = { type: 'approve', data: { remark: 'Papers of step 1 are in order' }, actor: OFFICER };
  return decide(catalogue.frame(state), state, command, now);
}

/** Decides the first approval of a case and keeps what it would write: event, opened task, two armed deadlines, outbox, key. */
export async function sampleRows(): Promise<Sample> {
  const catalogue = await benchCatalogue();
  const now = Date.now();
  const opened = openSteps(catalogue, '00000000-0000-4000-8000-000000000000', now);
  const approved = approve(catalogue, opened.state, now);
  const before = changesOf(opened, null);
  const after = changesOf(approved, opened.state);
  const present = presentCase(
    { state: approved.state, reference: REFERENCE },
    catalogue.frame(approved.state),
    OFFICER,
    { member: () => undefined, ahead: null },
  );
  const key = {
    actor: OFFICER.id,
    key: 'bench.1',
    fingerprint: sha256(''),
    answer: JSON.stringify(present),
    created_at: now,
  };
  const armed = [...after.deadlines.added.values()].filter(({ status }) => status === 'armed');
  const tasks = [...after.tasks.added.values()].filter(({ closed_at }) => closed_at === null);
  const inserts = [
    ...after.events.map((row) => ({ table: 'events', row: plain(row) })),
    ...tasks.map((row) => ({ table: 'tasks', row: plain(row) })),
    ...armed.map((row) => ({ table: 'deadlines', row: plain(row) })),
    ...after.outbox.map((row) => ({ table: 'outbox', row: plain(row) })),
    { table: 'idempotency_keys', row: key },
  ];
  const [first, second] = [[...before.opened.values()][0], [...after.moved.values()][0]?.row];
  if (!first || !second) throw new Error('the scenario gives no rows');
  return { before: plain(first), after: plain(second), inserts };
}

function plain(row: object): Row {
  return Object.fromEntries(Object.entries(row));
}

function changesOf(decision: Decision, before: CaseState | null): Changes {
  const changes = noChanges();
  addDecision(changes, decision, before, REFERENCE);
  return changes;
}
