import { MILL } from '../support/applications.js';
import { commandRefuses, DOCUMENT, type Asked, type Shown } from './asked.js';

type Expects = (...asked: Asked) => Promise<Shown>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

const ORDER = {
  code: 'order-of-court',
  basis: 'Order 7/2027',
  text: 'The sponsor has left.',
  requestedBy: 'court',
  requestedOn: '2026-11-20',
  register: 'Diary 19',
};
const WHY = { body: { text: 'It was of another person.' } };

/** What is asked of texts and documents that tell of persons, to their erasure; gives what is asked once the service is closed. */
export async function askErasures(expects: Expects, all: ExpectsAll): Promise<readonly Asked[]> {
  const data = { ...MILL, consortium: [{ name: 'Zarqa Jogezai', share: 100 }] };
  const { id } = await expects(201, 'investor', 'POST /api/cases', { body: { workflow: 'investor-approval', data } });
  const [gone, stays] = [await give(expects, id, 'a'), await give(expects, id, 'b')];
  const [texts, erasures] = [`/api/cases/${id}/personal`, `/api/cases/${id}/erasures`];
  const { items } = await expects(200, 'manager.sifc', `GET ${texts}`);
  const digests = [...items.map((one) => 'digest' in one && one.digest), gone.digest];
  const order = { body: { ...ORDER, digests } };
  const other = { body: { ...ORDER, digests: [stays.digest] } };
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
  ]);
  const ordered = async (what: typeof order): Promise<string> =>
    `/api/cases/{id}/erasures/${String((await expects(200, 'manager.sifc', `POST ${erasures}`, what))['order'])}`;
  const [first, second] = [await ordered(order), await ordered(other)];
  const at = (path: string, act: string): string => `POST ${path.replace('{id}', id)}/${act}`;
  await all([
    ...commandRefuses('manager', `${first}/confirm`, id),
    [403, 'manager.sifc', at(first, 'confirm')],
    [200, 'manager', at(first, 'confirm')],
    [409, 'manager', at(first, 'confirm')],
    [410, 'investor', `GET /api/documents/${gone.id}/content`],
    ...commandRefuses('manager', `${second}/dismiss`, id, WHY),
    [403, 'officer.sifc', at(second, 'dismiss'), WHY],
    [422, 'manager', at(second, 'dismiss'), { body: {} }],
    [200, 'manager', at(second, 'dismiss'), WHY],
    [409, 'manager', at(second, 'dismiss'), WHY],
    [200, 'manager.sifc', `GET ${texts}`],
  ]);
  const third = await ordered(other);
  return [
    [503, 'manager.sifc', `POST ${erasures}`, other],
    [503, 'manager', at(third, 'confirm')],
    [503, 'manager', at(third, 'dismiss'), WHY],
  ];
}

async function give(expects: Expects, id: string, name: string): Promise<{ id: string; digest: unknown }> {
  const given = await expects(201, 'investor', `POST /api/cases/${id}/documents?name=${name}.pdf`, DOCUMENT);
  return { id: given.id, digest: given['digest'] };
}
