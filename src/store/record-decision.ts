import { placeOf, type CaseState, type Decision } from '../engine/index.js';
import { count, type Changes } from './changes.js';
import { addCertificates } from './record-certificates.js';
import { addFigures } from './record-figures.js';
import { addEscalation, addOutbox } from './record-notices.js';
import { placeName, placeText } from './places.js';
import { addTerms } from './search-terms.js';
import { addDeadlines, addTasks } from './record-work.js';
import type { CaseRow } from './rows.js';
import { standing } from './standing.js';

const ADD_TEXT = 'insert into personal_texts (digest, case_id, salt, value) values ($1, $2, $3, $4)';

/** Adds what a decision changes. `before` is the case before it, null for a new one; `reference` is the case's name for people. */
export function addDecision(changes: Changes, decision: Decision, before: CaseState | null, reference: string): void {
  const { state, event, previousHash } = decision;
  addCase(changes, decision, before, reference);
  changes.events.push({
    case_id: state.id,
    seq: event.seq,
    rev: event.rev,
    type: event.type,
    actor: event.actor,
    post: event.post,
    on_behalf_of: event.onBehalfOf ?? null,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    data: JSON.stringify(event.data),
    answers: JSON.stringify(event.answers),
    previous_hash: previousHash,
    hash: state.hash,
  });
  addTasks(changes, decision, before, reference);
  addDeadlines(changes, decision, before);
  for (const [name, run] of Object.entries(state.clocks)) {
    if (before?.clocks[name] === run) continue;
    const { force, status, startedAt, dueAt, cause } = run;
    changes.clocks.set(`${state.id} ${name}`, {
      case_id: state.id,
      name,
      force,
      status,
      started_at: startedAt,
      due_at: dueAt,
      cause,
      calendars: changes.calendars,
    });
  }
  addRank(changes, decision, before);
  addTerms(changes, decision, before, reference);
  for (const { holder, cause, since, until } of decision.ledger) {
    changes.ledger.push({ case_id: state.id, seq: event.seq, holder, cause, since, until });
  }
  addFigures(changes, decision, before);
  addEscalation(changes, decision, reference);
  for (const { digest, salt, value } of decision.texts ?? []) {
    changes.beside.push({ sql: ADD_TEXT, values: [digest, state.id, salt, value] });
  }
  addCertificates(changes, decision, before, reference);
  addOutbox(changes, decision, reference);
}

function addRank({ ranks }: Changes, { state, event }: Decision, before: CaseState | null): void {
  const [rank, was] = [state.rank ?? null, before?.rank ?? null];
  if (rank === was) return;
  const { subject, at } = rank ?? was ?? { subject: '', at: 0 };
  const released = rank ? null : event.occurredAt;
  ranks.set(state.id, { case_id: state.id, subject, ranked_at: at, released_at: released });
}

function addCase(
  { opened, moved, counts, places }: Changes,
  { state, event }: Decision,
  before: CaseState | null,
  reference: string,
): void {
  const row = caseRow(state, reference, event.recordedAt);
  if (!before || opened.has(state.id)) opened.set(state.id, row);
  else moved.set(state.id, { row, fromSeq: moved.get(state.id)?.fromSeq ?? before.seq });
  const [what, earlier] = [counted(state), before ? counted(before) : null];
  const was = before ? placeText(placeOf(before)) : null;
  if (what === earlier && row.place === was) return;
  if (earlier) for (const scope of scopes(before, earlier, was)) count(counts, scope, -1);
  for (const scope of scopes(state, what, row.place)) count(counts, scope, 1);
  if (row.place !== null && row.place !== was) places.set(placeName(row.place), row.place);
}

/** Cases are counted by agency, workflow, stage and status; and so place by place, for those whose post is bounded to some. */
function counted(state: CaseState): string {
  const { stage, status } = standing(state);
  return `${state.workflow}/${stage}/${status}`;
}

function scopes(state: CaseState | null, what: string, place: string | null): string[] {
  const agency = state?.agency ?? '-';
  return [`cases/${agency}/${what}`, `placed/${agency}/${placeName(place)}/${what}`];
}

function caseRow(state: CaseState, reference: string, now: number): CaseRow {
  const { stage, status, value } = standing(state);
  const { id, workflow, version, ruleset, root, parent, key, owner, agency, rev, seq, hash } = state;
  const dues = state.deadlines.flatMap(({ source, dueAt }) => (source === 'law' && dueAt !== null ? [dueAt] : []));
  return {
    id,
    reference,
    workflow,
    version,
    ruleset,
    root,
    parent,
    key,
    owner,
    agency,
    place: placeText(placeOf(state)),
    state: value,
    stage,
    status,
    rev,
    seq,
    hash,
    due_at: dues.length > 0 ? Math.min(...dues) : null,
    opened_at: state.openedAt,
    updated_at: now,
    holder: state.charge.holder,
    body: JSON.stringify(state),
  };
}
