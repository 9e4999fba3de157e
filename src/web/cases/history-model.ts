import type { CaseLists } from '../../cases/case-lists.js';
import { postNamed, type Json, type WorkflowDefinition } from '../../engine/index.js';
import type { Reader } from '../reader.js';

type Event = Awaited<ReturnType<CaseLists['history']>>['items'][number];

/** Events of the engine itself; all others are declared by the workflow. */
const OWN = [
  'case.opened',
  'deadline.fired',
  'deadline.failed',
  'clock.passed',
  'clock.extended',
  'clock.recomputed',
  'escalation.raised',
  'escalation.acknowledged',
  'task.claimed',
  'task.assigned',
  'task.released',
  'note.added',
  'task.reminded',
  'meeting.called',
  'paper.entered',
  'paper.countersigned',
  'paper.dismissed',
  'document.given',
  'order.attached',
  'data.erasureOrdered',
  'data.erased',
  'data.erasureDismissed',
];

/** What happened, in plain words. */
export function historyModel(reader: Reader, events: readonly Event[], { events: declared, delays }: Told) {
  return events.map((event) => ({
    seq: event.seq,
    at: event.occurredAt,
    later: event.occurredAt === event.recordedAt ? null : event.recordedAt,
    what: whatHappened(reader, event, { events: declared, ...(delays ? { delays } : {}) }),
    by: actorInWords(reader, event),
    said: textsIn(event.data['text'], event.data['basis'], event.data['reason']),
  }));
}

type Told = Pick<WorkflowDefinition, 'events' | 'delays'>;

function whatHappened(reader: Reader, { type, data }: Event, { events, delays }: Told): string {
  if (type === 'deadline.fired') {
    const clock = typeof data['clock'] === 'string' ? data['clock'] : '';
    const title = delays?.[clock]?.title;
    return title
      ? reader.t('cases.history.ranOut', { time: reader.said(title) })
      : reader.t('cases.history.deadline-fired');
  }
  const rung = type === 'escalation.raised' ? data['title'] : null;
  if (typeof rung === 'string') return reader.t('cases.history.escalated', { rung: reader.said(rung) });
  if (OWN.includes(type)) return reader.t(`cases.history.${type.replace('.', '-')}`);
  return reader.said(events[type]?.title ?? type);
}

/** Investors know agencies, not officers; who works there knows who acted. */
function actorInWords(reader: Reader, { actor, post }: Event): string {
  if (actor === 'clock') return reader.t('cases.history.byClock');
  if (actor === 'system') return reader.t('cases.history.bySystem');
  if (/^(parent|child|case):/.test(actor)) return reader.t('cases.history.byCase');
  const { role, agency } = postNamed(post ?? 'investor');
  if (role === 'investor') return reader.t('cases.history.byInvestor');
  return agency === undefined
    ? reader.t(`cases.roles.${role}`)
    : `${reader.agency(agency)}, ${reader.t(`cases.roles.${role}`)}`;
}

function textsIn(...values: readonly (Json | undefined)[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}
