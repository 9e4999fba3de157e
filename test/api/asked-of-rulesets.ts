import { expectCalendars } from './asked-of-calendars.js';
import { DOCUMENT, orderRefuses, commandRefuses, type Asked, type Shown } from './asked.js';

type Expects = (...asked: Asked) => Promise<Shown>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

const LAW = '/api/rulesets/pk-2026-11';
const FIGURE = `${LAW}/figures/approvals.mining-lease.clocks.decision`;
const PROOF = { title: 'Mining rules', reference: 'SRO 1, rule 2', date: '2020-01-31', force: 'target' };
const LONG = 'x'.repeat(400);

/** How whatever is read of rulesets refuses. */
const readRefuses = (path: string): Asked[] => [
  [400, 'auditor', `GET ${path}?a=%zz`],
  [401, null, `GET ${path}`],
  [403, 'investor', `GET ${path}`],
  [422, 'auditor', `GET ${path}?a=%00`],
];

const namedRefuses = (path: (id: string) => string): Asked[] => [
  ...readRefuses(path('none')),
  [404, 'auditor', `GET ${path('none')}`],
  [414, 'auditor', `GET ${path(LONG)}`],
];

/** Of commands about confirmations there is no revision, and no lane that closes. */
const refuses = (who: string, path: string, id: string, sending: Asked[3]): Asked[] =>
  commandRefuses(who, path, id, sending).filter(([status]) => status !== 412 && status !== 503);

/** What is answered about rulesets, and about the proof of their figures. */
export async function expectRulesets(expects: Expects, all: ExpectsAll): Promise<void> {
  const body = PROOF;
  await all([
    [200, 'officer.fbr', 'GET /api/rulesets'],
    [200, 'auditor', `GET ${LAW}/figures?confirmed=false&approval=mining-lease`],
    [422, 'auditor', `GET ${LAW}/figures?confirmed=perhaps`],
    ...readRefuses('/api/rulesets'),
    ...namedRefuses((id) => `/api/rulesets/${id}/figures`),
    ...namedRefuses((id) => `/api/rulesets/${id}/confirmations`),
    ...namedRefuses((id) => `/api/confirmations/${id}`),
    ...namedRefuses((id) => `/api/confirmations/${id}/document`),
  ]);
  const asked = `POST ${FIGURE}/confirmations`;
  const { id } = await expects(201, 'manager.sifc', asked, { body });
  await all([
    [409, 'manager.sifc', asked, { body }],
    [403, 'manager.fbr', asked, { body }],
    [403, 'officer.sifc', asked, { body }],
    [404, 'manager.sifc', `POST ${LAW}/figures/none/confirmations`, { body }],
    [414, 'manager.sifc', `POST ${LAW}/figures/${LONG}/confirmations`, { body }],
    ...orderRefuses('manager.sifc', `${FIGURE}/confirmations`, { body }),
    [422, 'manager.sifc', asked, { body: { ...body, date: 'yesterday' } }],
    [200, 'auditor', `GET ${LAW}/figures?approval=mining-lease`],
    [404, 'auditor', `GET /api/confirmations/${id}/document`],
  ]);
  const path = '/api/confirmations/{id}';
  const of = (act: string): string => `POST ${path.replace('{id}', id)}/${act}`;
  const given = of('document?name=rules.pdf');
  await all([
    [422, 'manager.sifc', of('document'), DOCUMENT],
    [403, 'manager', given, DOCUMENT],
    [201, 'manager.sifc', given, DOCUMENT],
    [200, 'auditor', `GET /api/confirmations/${id}/document`],
    ...refuses('manager.sifc', `${path}/document?name=rules.pdf`, id, DOCUMENT),
    [403, 'manager.sifc', of('countersign'), { body: {} }],
    ...refuses('manager', `${path}/countersign`, id, { body: {} }),
    [422, 'manager', of('countersign'), { body: { note: 7 } }],
    [200, 'manager', of('countersign'), { body: { note: 'Seen' } }],
    [409, 'manager', of('countersign'), { body: {} }],
    [409, 'manager.sifc', given, DOCUMENT],
    [200, 'auditor', `GET /api/confirmations/${id}`],
    [403, 'manager.fbr', of('withdraw'), { body: { reason: 'Amended' } }],
    ...refuses('manager', `${path}/withdraw`, id, { body: { reason: 'Amended' } }),
    [422, 'manager', of('withdraw'), { body: {} }],
    [200, 'manager', of('withdraw'), { body: { reason: 'Amended' } }],
    [409, 'manager', of('withdraw'), { body: { reason: 'Amended' } }],
    [200, 'auditor', `GET ${LAW}/confirmations`],
  ]);
  await expectCalendars(expects, all);
}
