import { eventually } from '../setup/eventually.js';
import { orderRefuses, type Asked } from './asked.js';

type Expects = (...asked: Asked) => Promise<{ readonly [field: string]: unknown }>;
type ExpectsAll = (all: readonly Asked[]) => Promise<void>;

/** How an order refuses that takes no form. */
const bareRefuses = (path: string): Asked[] => [
  ...orderRefuses('admin', path, {}).filter(([status]) => status !== 422),
  [403, 'manager.sifc', `POST ${path}`],
  [422, 'admin', `POST ${path}?a=%00`],
];

/** What is answered of anchors; `open` opens the first case there is. */
export async function askAnchors(
  expects: Expects,
  all: ExpectsAll,
  open: () => Promise<{ id: string }>,
): Promise<void> {
  await expects(409, 'admin', 'POST /api/anchors');
  const { id } = await open();
  await expects(200, 'admin', 'POST /api/anchors');
  await expects(200, 'auditor', 'POST /api/anchors');
  await all(bareRefuses('/api/anchors'));
  for (const path of ['', '?limit=1', '/1']) await expects(200, null, `GET /api/anchors${path}`);
  await expects(200, 'investor', `GET /api/cases/${id}/anchors`);
}

/** What is answered of the check of the whole database, to its end; gives what it found. */
export async function askVerification(expects: Expects, all: ExpectsAll): Promise<unknown> {
  const path = '/api/verification';
  await expects(404, 'admin', `GET ${path}`);
  await expects(202, 'admin', `POST ${path}`);
  await expects(202, 'auditor', `POST ${path}`);
  await all(bareRefuses(path));
  const isDone = async (): Promise<boolean> => (await expects(200, 'auditor', `GET ${path}`))['state'] === 'done';
  await eventually('the verification is done', isDone);
  return expects(200, 'auditor', `GET ${path}`);
}
