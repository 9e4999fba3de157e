import type { Kind } from '../support/databases.js';
import { PRODUCTION } from '../support/production.js';
import { startService } from '../support/service.js';
import { DocumentedService } from './document.js';

/** What only a service in production answers: it has no demonstration accounts, and real time. */
export async function answersOfProduction(kind: Kind): Promise<{ statuses: number[]; met: ReadonlySet<string> }> {
  const site = await startService(kind, PRODUCTION);
  const service = await DocumentedService.of(site);
  const told = [
    await service.ask(null, 'GET', '/api/accounts'),
    await service.ask(null, 'POST', '/api/clock', { body: { to: '2100-01-01T00:00:00Z' } }),
  ];
  await site.close();
  return { statuses: told.map(({ status }) => status), met: service.met };
}
