import { expect } from '@jest/globals';
import { orderRefuses, type Asked, type Shown } from './asked.js';

const FEDERAL = '/api/calendars/federal';
/** A working day so far ahead that no time runs on it. */
const DAY = { date: '2028-03-01', name: 'Day of mourning', ground: 'Notification 12' };
const QUERY = new URLSearchParams(DAY).toString();
const LONG = 'x'.repeat(400);

const readRefuses = (path: string): Asked[] => [
  [400, 'auditor', `GET ${path}?a=%zz`],
  [401, null, `GET ${path}`],
  [403, 'investor', `GET ${path}`],
  [422, 'auditor', `GET ${path}?a=%00`],
];

/** What is answered about calendars, and about holidays that come late. */
export async function expectCalendars(
  expects: (...asked: Asked) => Promise<Shown>,
  all: (asked: readonly Asked[]) => Promise<void>,
): Promise<void> {
  const [order, preview] = [`POST ${FEDERAL}/holidays`, `GET ${FEDERAL}/preview?${QUERY}`];
  const closing = { body: { ...DAY, closes: true }, headers: { 'idempotency-key': 'mourning' } };
  await all([
    [200, 'officer.fbr', 'GET /api/calendars'],
    ...readRefuses('/api/calendars'),
    ...readRefuses(FEDERAL),
    [404, 'auditor', 'GET /api/calendars/none'],
    [414, 'auditor', `GET /api/calendars/${LONG}`],
    [200, 'manager.sifc', preview],
    [200, 'manager.sifc', `${preview}&closes=true`],
    [400, 'manager.sifc', `${preview}&a=%zz`],
    [401, null, preview],
    [403, 'manager.fbr', preview],
    [404, 'manager.sifc', preview.replace('federal', 'none')],
    [414, 'manager.sifc', preview.replace('federal', LONG)],
    [422, 'manager.sifc', `${preview}&closes=false`],
    [422, 'manager.sifc', preview.replace('2028-03-01', '2028-02-30')],
    [403, 'manager.fbr', order, closing],
    [404, 'manager.sifc', order.replace('federal', 'none'), closing],
    [414, 'manager.sifc', order.replace('federal', LONG), closing],
    ...orderRefuses('manager.sifc', `${FEDERAL}/holidays`, closing),
  ]);
  const { id } = await expects(201, 'manager.sifc', order, closing);
  expect((await expects(201, 'manager.sifc', order, closing)).id).toBe(id);
  const withdrawn = { body: { ...DAY, ground: 'Notification 13', closes: false } };
  await all([
    [422, 'manager.sifc', order, { body: closing.body }],
    // The key stands for the other order.
    [422, 'manager.sifc', order, { ...withdrawn, headers: closing.headers }],
    [201, 'manager.sifc', order, withdrawn],
    [200, 'auditor', `GET ${FEDERAL}`],
  ]);
}
