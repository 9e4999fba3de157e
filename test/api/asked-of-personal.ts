import { MILL } from '../support/applications.js';
import { commandRefuses, type Asked } from './asked.js';

type Expects = (
  ...asked: Asked
) => Promise<{ readonly id: string; readonly items: readonly { readonly [field: string]: unknown }[] }>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

const ORDER = { basis: 'Order 7/2027', text: 'The sponsor has left.' };

/** What is asked of texts that tell of persons, to their erasure; gives what is asked once the service is closed. */
export async function askErasures(expects: Expects, all: ExpectsAll): Promise<Asked> {
  const data = { ...MILL, consortium: [{ name: 'Zarqa Jogezai', share: 100 }] };
  const { id } = await expects(201, 'investor', 'POST /api/cases', { body: { workflow: 'investor-approval', data } });
  const [texts, erasures] = [`/api/cases/${id}/personal`, `/api/cases/${id}/erasures`];
  const { items } = await expects(200, 'manager.sifc', `GET ${texts}`);
  const order = { body: { ...ORDER, digests: items.map(({ digest }) => digest) } };
  await all([
    [400, 'manager.sifc', `GET ${texts}?a=%`],
    [401, null, `GET ${texts}`],
    [403, 'officer.sifc', `GET ${texts}`],
    [404, 'manager.fbr', `GET ${texts}`],
    [414, 'manager.sifc', `GET /api/cases/${'x'.repeat(400)}/personal`],
    [422, 'manager.sifc', `GET /api/cases/%00/personal`],
    [403, 'officer.sifc', `POST ${erasures}`, order],
    [422, 'manager.sifc', `POST ${erasures}`, { body: { ...ORDER, digests: ['a'] } }],
    ...commandRefuses('manager.sifc', '/api/cases/{id}/erasures', id, order),
    [200, 'manager.sifc', `POST ${erasures}`, order],
  ]);
  return [503, 'manager.sifc', `POST ${erasures}`, order];
}
