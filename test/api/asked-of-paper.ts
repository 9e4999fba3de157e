import { commandRefuses, PAPER, type Asked, type Shown } from './asked.js';
import type { Sending } from './document.js';

const WAYS: readonly (readonly [string, Sending])[] = [
  ['dismiss', { body: { text: 'It is of another file.' } }],
  ['countersign', {}],
];

/** What is answered of what a desk recorded from paper, on a case of its own each time. */
export async function expectPaper(
  expects: (...asked: Asked) => Promise<Shown>,
  all: (asked: readonly Asked[]) => Promise<void>,
  open: () => Promise<Shown>,
): Promise<void> {
  const { id } = await open();
  for (const [way, sending] of WAYS) {
    const approve = { body: { type: 'approve', ...PAPER } };
    const { papers } = await expects(200, 'officer.sifc', `POST /api/cases/${id}/events`, approve);
    const path = `/api/cases/{id}/papers/${papers[0]?.id}/${way}`;
    const asked = `POST ${path.replace('{id}', id)}`;
    await expects(403, 'investor', asked, sending);
    await all(commandRefuses('officer2.sifc', path, id, sending));
    await expects(200, 'officer2.sifc', asked, sending);
    await expects(409, 'officer2.sifc', asked, sending);
  }
}
