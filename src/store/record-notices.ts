import { placeOf, type Decision } from '../engine/index.js';
import type { Changes } from './changes.js';
import { placeText } from './places.js';
import { standing, textOf } from './standing.js';

/** Rungs of a task’s ladder, and of that of vacancies. */
const RAISING = ['escalation.raised', 'task.vacant'];

/** Rows for those whom a rung alarms, or the silencing of one. */
export function addEscalation(
  { escalations, acknowledged }: Changes,
  { state, event }: Decision,
  reference: string,
): void {
  const { data } = event;
  if (event.type === 'escalation.acknowledged') {
    acknowledged.push({ id: textOf(data, 'escalation'), by: event.actor, at: event.recordedAt });
  }
  if (!RAISING.includes(event.type) || !Array.isArray(data['to'])) return;
  const task = state.tasks.find(({ id }) => id === data['task']);
  const watchers = (data['to'] as { role: string; agency: string }[]).map(({ role, agency }) =>
    role === 'investor'
      ? `investor.${state.owner}`
      : `${role}.${agency === 'case' ? (task?.agency ?? state.agency) : agency}`,
  );
  for (const watcher of new Set(watchers)) {
    escalations.push({
      id: textOf(data, 'deadline') || textOf(data, 'escalation'),
      watcher,
      case_id: state.id,
      reference,
      task: textOf(data, 'task'),
      task_title: task?.title ?? '',
      rung: Number(data['rung']),
      title: textOf(data, 'title'),
      raised_at: event.occurredAt,
      acknowledged_at: null,
      acknowledged_by: null,
    });
  }
}

/** What subscribers and people are told of a decision. */
export function addOutbox({ outbox }: Changes, { state, event, effects }: Decision, reference: string): void {
  const { stage, value } = standing(state);
  const { id: case_id, owner, agency, root } = state;
  const about = { case_id, seq: event.seq, owner, agency, root, place: placeText(placeOf(state)), position: null };
  const told = {
    case: state.id,
    reference,
    type: event.type,
    seq: event.seq,
    rev: event.rev,
    stage,
    state: JSON.parse(value) as unknown,
  };
  outbox.push({ ...about, kind: 'event', payload: JSON.stringify(told) });
  for (const effect of effects) {
    if (effect.type !== 'notify') continue;
    outbox.push({ ...about, kind: 'notice', payload: JSON.stringify({ ...effect, case: state.id, reference }) });
  }
}
