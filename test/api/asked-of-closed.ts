import { DOCUMENT, LIFTING, MORE, ORDER, TO, type, type Asked } from './asked.js';

const TEXTILES = { body: { ...ORDER, condition: 'sector == "textiles"' } };

/** What there is to be asked of it. */
interface There {
  readonly id: string | undefined;
  readonly task: string | undefined;
  readonly alarm: string | undefined;
  readonly suspension: string | undefined;
  /** A case that was decided, and the event that did so. */
  readonly registered: { readonly id: string; readonly seq: number };
}

/** What a service refuses that takes no more commands. */
export function closedTo({ id, task, alarm, suspension, registered }: There): Asked[] {
  const order = `POST /api/cases/${registered.id}/events/${registered.seq}/order?name=o.pdf`;
  return [
    [503, null, 'GET /health/ready'],
    [503, 'investor', 'POST /api/cases', { body: { workflow: 'steps' } }],
    [503, 'officer.sifc', `POST /api/cases/${id}/events`, type('approve')],
    [503, 'manager.sifc', `POST /api/cases/${id}/clocks/any/extend`, MORE],
    [503, 'officer.sifc', `POST /api/cases/${id}/documents?name=a.pdf`, DOCUMENT],
    [503, 'officer.eobi', order, DOCUMENT],
    [503, 'officer.sifc', `POST /api/cases/${id}/papers/any/countersign`],
    [503, 'officer.sifc', `POST /api/cases/${id}/notes`, { body: { text: 'r' } }],
    [503, 'officer.sifc', `POST /api/cases/${id}/papers/any/dismiss`, { body: { text: 'r' } }],
    [503, 'officer.sifc', `POST /api/tasks/${task}/claim`],
    [503, 'manager.sifc', `POST /api/tasks/${task}/release`],
    [503, 'manager.sifc', `POST /api/tasks/${task}/assign`, TO],
    [503, 'manager.sifc', `POST /api/escalations/${alarm}/acknowledge`],
    [503, 'manager.sifc', `POST /api/suspensions/${suspension}/resume`, LIFTING],
    [503, 'manager.sifc', 'POST /api/suspensions', TEXTILES],
  ];
}
