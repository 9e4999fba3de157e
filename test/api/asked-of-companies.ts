import { commandRefuses, orderRefuses, type Asked, type Shown } from './asked.js';
import type { Sending } from './document.js';

type Expects = (...asked: Asked) => Promise<Shown>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

const GROUND = { ground: 'Resolution 7' };
const COMPANY = { body: { ...GROUND, name: 'Ravi Textiles' } };
const named = (who: string): Sending => ({ body: { ...GROUND, person: `${who}@demo.test` } });
const END = { body: GROUND };

/** How an order on something named in the address is refused, of which no revision is asked. */
const refuses = (path: string, id: string, sending: Sending): Asked[] => [
  ...commandRefuses('investor', path, id, sending).filter(([status]) => status !== 412),
  [403, 'officer.sifc', `POST ${path.replace('{id}', id)}`, sending],
];

const lookRefuses = (who: string, path: string): Asked[] => [
  [400, who, `GET ${path.replace('{id}', 'none')}?a=%`],
  [401, null, `GET ${path.replace('{id}', 'none')}`],
  [404, who, `GET ${path.replace('{id}', 'none')}`],
  [414, who, `GET ${path.replace('{id}', 'x'.repeat(400))}`],
  [422, who, `GET ${path.replace('{id}', '%00')}`],
];

/** What is answered about companies and their people. */
export async function askCompanies(expects: Expects, expectsAll: ExpectsAll): Promise<void> {
  const { id } = await expects(201, 'investor', 'POST /api/companies', COMPANY);
  const at = `/api/companies/${id}`;
  await expectsAll([
    ...orderRefuses('investor', '/api/companies', COMPANY),
    [403, 'officer.sifc', 'POST /api/companies', COMPANY],
    [400, 'investor', 'GET /api/companies?a=%'],
    [401, null, 'GET /api/companies'],
    [403, 'officer.sifc', 'GET /api/companies'],
    [422, 'investor', 'GET /api/companies?a=%00'],
    [200, 'investor', 'GET /api/companies'],
    [200, 'auditor', `GET ${at}`],
    [403, 'officer.sifc', `GET ${at}`],
    ...lookRefuses('investor', '/api/companies/{id}'),
  ]);
  const { id: record } = await expects(201, 'investor', `POST ${at}/people`, named('investor2'));
  await expectsAll([
    [409, 'investor', `POST ${at}/people`, named('investor2')],
    [403, 'investor2', `POST ${at}/people`, named('investor2')],
    [403, 'investor2', `POST ${at}/representative`, named('investor2')],
    ...refuses('/api/companies/{id}/people', id, named('investor2')),
    ...refuses('/api/companies/{id}/representative', id, named('investor2')),
    ...refuses(`/api/companies/{id}/people/${record}/end`, id, END),
    [409, 'investor', `POST ${at}/representative`, named('investor')],
    [201, 'investor', `POST ${at}/representative`, named('investor2')],
    [403, 'investor', `POST ${at}/people/${record}/end`, END],
    [409, 'investor2', `POST ${at}/people/${record}/end`, END],
    [201, 'investor2', `POST ${at}/representative`, named('investor')],
    [200, 'investor', `POST ${at}/people/${record}/end`, END],
  ]);
}

/** What is answered about agents of an application of `investor`, in which `investor2` is none yet. */
export async function askAgents(expects: Expects, expectsAll: ExpectsAll, id: string): Promise<void> {
  const at = `/api/cases/${id}`;
  const { id: agent } = await expects(201, 'investor', `POST ${at}/agents`, named('investor2'));
  const { id: company } = await expects(201, 'investor', 'POST /api/companies', COMPANY);
  const entrusting = { body: { ...GROUND, company } };
  await expectsAll([
    [200, 'auditor', `GET ${at}/agents`],
    ...lookRefuses('investor', '/api/cases/{id}/agents'),
    [409, 'investor', `POST ${at}/agents`, named('investor2')],
    [403, 'investor2', `POST ${at}/agents`, named('investor2')],
    [403, 'investor2', `POST ${at}/company`, entrusting],
    ...refuses('/api/cases/{id}/agents', id, named('investor2')),
    ...refuses(`/api/cases/{id}/agents/${agent}/end`, id, END),
    ...refuses('/api/cases/{id}/company', id, entrusting),
    [200, 'investor', `POST ${at}/agents/${agent}/end`, END],
    [409, 'investor', `POST ${at}/agents/${agent}/end`, END],
    [201, 'investor', `POST ${at}/company`, entrusting],
    [409, 'investor', `POST ${at}/company`, entrusting],
  ]);
}
