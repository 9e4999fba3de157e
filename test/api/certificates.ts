import { expect } from '@jest/globals';
import type { DocumentedService } from './document.js';

/** What is answered about the papers of a case, to those of the case, to whoever holds one, and to others. */
export async function expectCertificates(service: DocumentedService, id: string): Promise<void> {
  const expects = async (status: number, who: string | null, path: string): Promise<unknown> => {
    const told = await service.ask(who, 'GET', path);
    expect([path, told.status]).toEqual([path, status]);
    return told.body;
  };
  const { items } = (await expects(200, 'investor', `/api/cases/${id}/certificates`)) as {
    items: readonly { reference: string }[];
  };
  const path = `/api/certificates/${items[0]?.reference}`;
  await expects(200, null, path);
  for (const query of ['', '?language=ur']) await expects(200, 'investor', `${path}/pdf${query}`);
  await expects(404, 'investor2', `${path}/pdf`);
}
