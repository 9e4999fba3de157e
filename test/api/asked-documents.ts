import type { OpenDatabase } from '../../src/store/database.js';
import { commandRefuses, DOCUMENT, type, type Asked, type Shown } from './asked.js';

type Expects = (...asked: Asked) => Promise<Shown>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

/** What is answered of documents, on a case that is open, and then closed. */
export async function expectDocuments(
  expects: Expects,
  all: ExpectsAll,
  id: string,
  database: Pick<OpenDatabase, 'write'>,
): Promise<void> {
  const path = '/api/cases/{id}/documents';
  const asked = `POST ${path.replace('{id}', id)}`;
  const given = await expects(201, 'investor', `${asked}?name=a.pdf`, DOCUMENT);
  await expects(201, 'officer.sifc', `${asked}?name=b.pdf`, DOCUMENT);
  await expects(200, 'investor', `GET /api/cases/${id}/documents`);
  await expects(200, 'investor', `GET /api/documents/${given.id}/content`);
  await expects(404, 'investor2', `GET /api/documents/${given.id}/content`);
  // As if the scanner had not been there.
  const wait = "update documents set state = 'waiting' where id = $1";
  await database.write((query) => query(wait, [given.id]));
  await expects(409, 'investor', `GET /api/documents/${given.id}/content`);
  await all(commandRefuses('investor', `${path}?name=a.pdf`, id, DOCUMENT));
  await expects(403, 'auditor', `${asked}?name=a.pdf`, DOCUMENT);
  for (const query of ['', '?name=a.pdf&paper=none', '?name=a.pdf&expiresOn=1.1.2030', '?name=a.pdf&other=1'])
    await expects(422, 'investor', `${asked}${query}`, DOCUMENT);
  for (let step = 0; step < 5; step += 1)
    await expects(200, 'officer.sifc', `POST /api/cases/${id}/events`, type('approve'));
  await expects(409, 'investor', `${asked}?name=late.pdf`, DOCUMENT);
}

/** What is answered of signed orders, on a registration under an application. */
export async function askOrders(
  expects: Expects,
  all: ExpectsAll,
  application: string,
): Promise<{ id: string; seq: number }> {
  const { items: cases } = await expects(200, 'auditor', `GET /api/cases?parent=${application}&limit=200`);
  const { id = '' } = cases.find((one) => 'key' in one && one.key === 'eobi-registration') ?? {};
  const { items } = await expects(200, 'auditor', `GET /api/cases/${id}/history?limit=500`);
  const events = items as unknown as readonly { readonly seq: number; readonly type: string }[];
  const seq = events.find(({ type }) => type === 'register' || type === 'grant')?.seq ?? 0;
  const path = `/api/cases/{id}/events/${seq}/order?name=order.pdf`;
  const asked = `POST ${path.replace('{id}', id)}`;
  const order = await expects(201, 'officer.eobi', asked, DOCUMENT);
  await expects(403, 'investor', asked, DOCUMENT);
  await all(commandRefuses('officer.eobi', path, id, DOCUMENT));
  await expects(422, 'officer.eobi', asked.replace(`/${seq}/`, '/1/'), DOCUMENT);
  await expects(200, 'investor', `GET /api/documents/${order.id}/content`);
  return { id, seq };
}
