import { ABOUT_FIGURES } from './asked-of-figures.js';
import { pdf } from '../documents/sending.js';
import { NOW } from '../support/service.js';
import type { Sending } from './document.js';

/** What is asked: the status expected, who asks, method and path, and what is sent. */
export type Asked = readonly [status: number, who: string | null, asked: string, sending?: Sending];

/** What the tests look into of answers. */
export interface Shown {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly next: string | null;
  readonly items: readonly { readonly id: string; readonly case: string; readonly stage?: string }[];
  readonly tasks: readonly { readonly id: string }[];
  readonly papers: readonly { readonly id: string }[];
  readonly suspension?: { readonly id: string };
  readonly clocks: readonly { readonly name: string; readonly extendedBy: readonly string[] }[];
}

const CASE_PARTS = [
  '',
  '/history',
  '/ledger',
  '/anchors',
  '/certificates',
  '/delay',
  '/delay/pdf',
  '/dossier',
  '/documents',
  '/readings',
];
const LONG = 'x'.repeat(400);
const JSON_TYPE = { 'content-type': 'application/json' };
export const TOO_LARGE = { body: { title: 'x'.repeat(300_000) } };
export const OTHER_FORMAT = { raw: 'a=1', headers: { 'content-type': 'text/plain' } };
export const NO_JSON = { raw: '{', headers: JSON_TYPE };

export const type = (name: string, data?: object): Sending => ({ body: { type: name, ...(data ? { data } : {}) } });
export const PAPER = { occurredAt: NOW, evidence: { document: 'Letter 12', register: 'Diary 4711' } };
export const MORE = { body: { by: '5 days', code: 'force-majeure', reason: 'Illness', basis: 'SOP 4' } };
export const DOCUMENT = { raw: pdf(), headers: { 'content-type': 'application/octet-stream' } };
export const ORDER = { reason: 'Law in question', basis: 'SRO 1' };
export const GEMS = { body: { ...ORDER, condition: 'sector == "gemstones"' } };
export const LIFTING = { body: { reason: 'Law settled', basis: 'SRO 2' } };
export const TO = { body: { to: 'officer2.sifc@demo.test' } };

const signIn = (email: unknown, password: unknown): Sending => ({ body: { email, password } });
const form = (workflow: string, data: object = {}): Sending => ({ body: { workflow, data } });

/** A query that cannot be decoded, and one that no database keeps. */
const badQueries = (who: string | null, path: string): Asked[] => [
  [400, who, `GET ${path}?a=%zz`],
  [422, who, `GET ${path}?a=%00`],
];

/** How a command is refused that takes no form, whatever is sent. */
const bodiless = (who: string, asked: string): Asked[] => [
  [400, who, asked, NO_JSON],
  [401, null, asked],
  [413, who, asked, TOO_LARGE],
  [415, who, asked, OTHER_FORMAT],
  [422, who, `${asked}?a=%00`],
];

/** How a list refuses. */
const listRefuses = (path: string, query: string): Asked[] => [
  ...badQueries('investor', path),
  [401, null, `GET ${path}`],
  [422, 'investor', `GET ${path}?${query}`],
];

/** How a route is refused that takes a form. */
const formRefuses = (who: string | null, asked: string, bad: object): Asked[] => [
  [400, who, asked, NO_JSON],
  [413, who, asked, TOO_LARGE],
  [415, who, asked, OTHER_FORMAT],
  [422, who, asked, { body: bad }],
];

/** What holds of accounts and sessions. */
const OF_IDENTITY: readonly Asked[] = [
  ...['POST /api/session', 'POST /api/session/browser'].flatMap((asked): Asked[] => [
    [200, null, asked, signIn('investor@demo.test', 'secret')],
    ...formRefuses(null, asked, { email: 'investor', password: 7 }),
    ...Array.from({ length: 5 }, (): Asked => [401, null, asked, signIn(`${asked.length}@demo.test`, 'guess')]),
    [429, null, asked, signIn(`${asked.length}@demo.test`, 'guess')],
  ]),
  [403, null, 'POST /api/session/browser', { ...signIn('a@demo.test', 'x'), headers: { origin: 'http://other.test' } }],
  ...['registrations', 'passwords/forgotten'].flatMap((path): Asked[] => {
    const body = {
      email: `${path.length}@demo.test`,
      ...(path === 'registrations' ? { name: 'A', language: 'en' } : {}),
    };
    const asked = `POST /api/${path}`;
    return [...formRefuses(null, asked, {}), ...Array.from({ length: 10 }, (): Asked => [202, null, asked, { body }])];
  }),
  ...['registrations/confirm', 'passwords/renew'].flatMap((path): Asked[] => [
    ...formRefuses(null, `POST /api/${path}`, {}),
    [409, null, `POST /api/${path}`, { body: { token: 'none', password: 'none' } }],
  ]),
  [429, null, 'POST /api/passwords/forgotten', { body: { email: 'a@demo.test' } }],
  [429, null, 'POST /api/registrations', { body: { email: 'a@demo.test', name: 'A', language: 'en' } }],
  [200, 'investor', 'GET /api/sessions'],
  ...badQueries('investor', '/api/sessions'),
  [200, 'investor', 'GET /api/account'],
  ...badQueries('investor', '/api/account'),
  ...['sessions', 'account', 'tokens'].map((path): Asked => [401, null, `GET /api/${path}`]),
  ...['session/end', 'sessions/end-others'].flatMap((path): Asked[] => [
    [200, 'investor', `POST /api/${path}`],
    ...bodiless('investor', `POST /api/${path}`),
  ]),
  ...['sessions', 'tokens'].flatMap((path): Asked[] => [
    [404, 'investor', `POST /api/${path}/none/end`],
    [414, 'investor', `POST /api/${path}/${LONG}/end`],
    ...bodiless('investor', `POST /api/${path}/none/end`),
  ]),
  [200, 'investor', 'GET /api/tokens'],
  ...badQueries('investor', '/api/tokens'),
  ...formRefuses('investor', 'POST /api/tokens', {}),
  [401, null, 'POST /api/tokens', { body: {} }],
  ...['password', 'authenticator', 'authenticator/remove', 'recovery-codes', 'authenticator/confirm'].flatMap(
    (path): Asked[] => [
      ...formRefuses('investor2', `POST /api/account/${path}`, {}),
      [401, null, `POST /api/account/${path}`, { body: {} }],
    ],
  ),
  [409, 'investor2', 'POST /api/account/password', { body: { password: 'secret', newPassword: 'x' } }],
  [409, 'investor2', 'POST /api/account/authenticator/confirm', { body: { code: '123456' } }],
  [409, 'investor2', 'POST /api/account/authenticator/remove', { body: { password: 'secret' } }],
  [409, 'investor2', 'POST /api/account/recovery-codes', { body: { password: 'secret' } }],
];

/** What holds at any time, whatever has happened. */
export const ALWAYS: readonly Asked[] = [
  ...OF_IDENTITY,
  ...ABOUT_FIGURES,
  [200, null, 'GET /api/accounts'],
  ...badQueries(null, '/api/accounts'),
  [400, 'investor', 'POST /api/cases', NO_JSON],
  [401, null, 'POST /api/cases', form('steps')],
  [403, 'auditor', 'POST /api/cases', form('steps')],
  [413, 'investor', 'POST /api/cases', TOO_LARGE],
  [415, 'investor', 'POST /api/cases', OTHER_FORMAT],
  [422, 'investor', 'POST /api/cases', form('steps', { title: 7 })],
  ...listRefuses('/api/cases', 'limit=0'),
  ...listRefuses('/api/cases/counts', 'a=%00'),
  ...listRefuses('/api/tasks', 'due=tomorrow'),
  ...listRefuses('/api/escalations', 'all=perhaps'),
  ...badQueries('auditor', '/api/suspensions'),
  [200, 'auditor', 'GET /api/suspensions'],
  [401, null, 'GET /api/suspensions'],
  [403, 'investor', 'GET /api/suspensions'],
  ...badQueries('admin', '/api/verification'),
  [401, null, 'GET /api/verification'],
  [403, 'manager.sifc', 'GET /api/verification'],
  ...badQueries(null, '/api/anchors'),
  ...badQueries(null, '/.well-known/jwks.json'),
  [200, null, 'GET /.well-known/jwks.json'],
  [400, null, 'GET /api/anchors/1?a=%'],
  [404, null, 'GET /api/anchors/999'],
  [404, null, 'GET /api/anchors/first'],
  [414, null, `GET /api/anchors/${LONG}`],
  [422, null, 'GET /api/anchors/%00'],
  ...['', '/pdf'].flatMap((part): Asked[] => {
    const who = part === '' ? null : 'investor';
    return [
      [400, who, `GET /api/certificates/none${part}?a=%`],
      [404, who, `GET /api/certificates/none${part}`],
      [414, who, `GET /api/certificates/${LONG}${part}`],
      [422, who, `GET /api/certificates/%00${part}`],
    ];
  }),
  [401, null, 'GET /api/certificates/none/pdf'],
  [422, 'investor', 'GET /api/certificates/none/pdf?language=fr'],
  ...[...CASE_PARTS.map((part) => `cases/*${part}`), 'documents/*/content'].flatMap((path): Asked[] => {
    const of = (id: string): string => `GET /api/${path.replace('*', id)}`;
    return [
      [400, 'investor', `${of('none')}?a=%`],
      [401, null, of('none')],
      [404, 'investor', of('none')],
      [414, 'investor', of(LONG)],
      [422, 'investor', of('%00')],
    ];
  }),
  [403, 'officer.sifc', 'GET /api/cases/none/readings'],
  [400, 'officer.sifc', 'GET /api/cases/none/notes?a=%'],
  [401, null, 'GET /api/cases/none/notes'],
  [403, 'investor', 'GET /api/cases/none/notes'],
  [404, 'officer.sifc', 'GET /api/cases/none/notes'],
  [414, 'officer.sifc', `GET /api/cases/${LONG}/notes`],
  [422, 'officer.sifc', 'GET /api/cases/%00/notes'],
  [200, 'investor', 'GET /api/workflows'],
  ...listRefuses('/api/workflows', 'a=%00'),
  [400, 'investor', 'GET /api/workflows/steps/1?a=%'],
  [401, null, 'GET /api/workflows/steps/1'],
  [404, 'investor', 'GET /api/workflows/steps/99'],
  [414, 'investor', `GET /api/workflows/steps/${LONG}`],
  [422, 'investor', 'GET /api/workflows/steps/%00'],
  [400, 'investor', 'GET /api/stream', { headers: { 'last-event-id': 'the last' } }],
  [401, null, 'GET /api/stream'],
  [422, 'investor', 'GET /api/stream?a=%00'],
  ...['/health/live', '/health/ready', '/metrics'].flatMap((path): Asked[] => [
    [200, null, `GET ${path}`],
    ...badQueries(null, path),
  ]),
  [400, null, 'POST /api/clock', NO_JSON],
  [413, null, 'POST /api/clock', TOO_LARGE],
  [415, null, 'POST /api/clock', OTHER_FORMAT],
  [422, null, 'POST /api/clock', { body: { to: '2020-01-01T00:00:00Z' } }],
];

/** How a command on something that is there is refused, whatever it is. The path has `{id}` where its id stands. */
export function commandRefuses(who: string, path: string, id: string | undefined, sending: Sending = {}): Asked[] {
  const at = (name: string | undefined): string => `POST ${path.replace('{id}', String(name))}`;
  return [
    [400, who, at(id), { ...sending, headers: { ...sending.headers, 'idempotency-key': 'two words' } }],
    [401, null, at(id), sending],
    [404, who, at('none'), sending],
    [412, who, at(id), { ...sending, headers: { ...sending.headers, 'if-match': '"99"' } }],
    [413, who, at(id), TOO_LARGE],
    [414, who, at(LONG), sending],
    [415, who, at(id), OTHER_FORMAT],
    [422, who, at('%00'), sending],
  ];
}

/** How an order of the lead agency is refused. */
export function orderRefuses(who: string, path: string, sending: Sending): Asked[] {
  const at = `POST ${path}`;
  return [
    [400, who, at, NO_JSON],
    [401, null, at, sending],
    [413, who, at, TOO_LARGE],
    [415, who, at, OTHER_FORMAT],
    [422, who, at, { body: { basis: 7 } }],
  ];
}
