import { verifyAll } from '../../src/verify/verify.js';
import { unpack } from '../evidence/unpack.js';
import { NOW, tokenOf, type TestService, type Told } from '../support/service.js';

export const [FIRST, SECOND, THIRD] = ['Zarqa Jogezai', '欧阳建国', 'Gul Bibi'] as const;
export const REASONS = {
  basis: 'Order 7 of 2027, Lahore High Court',
  text: 'Her share was sold before the application.',
};
const REQUEST = { requestedBy: 'court', requestedOn: '2026-11-20', register: 'Diary 19' };
export const ORDER = { code: 'order-of-court', ...REASONS, ...REQUEST };

export const MEMBERS = [
  { name: FIRST, share: 60, nationality: 'Pakistan', lead: true },
  { name: SECOND, share: 40, nationality: 'China' },
];
export const MARK = `personal:erased:${NOW}:${REASONS.basis}`;
export const OLD = new Date(Date.now() - 2 * 3_600_000);

interface Ordering {
  readonly id: string;
  readonly who: string;
  readonly digests: unknown;
  readonly said: object;
}

export function orderErasure(site: TestService, { id, who, digests, said }: Ordering): Promise<Told> {
  return site.ask(who, 'POST', `/api/cases/${id}/erasures`, { body: { ...ORDER, ...said, digests } });
}

export function fieldOf({ body }: Told, field: string): unknown {
  return (body as unknown as { readonly [field: string]: unknown })[field];
}

/** What `verify` finds. */
export async function failuresOf({ service: { database, catalogue } }: TestService): Promise<readonly string[]> {
  return (await verifyAll(database, (one) => catalogue.pinned(one))).failures;
}

/** The dossier of a case, unpacked into a folder. */
export async function dossierOf(site: TestService, id: string, folder: string): Promise<string> {
  const headers = { authorization: `Bearer ${await tokenOf(site.service, 'investor')}` };
  const answer = await fetch(`${await site.app.getUrl()}/api/cases/${id}/dossier`, { headers });
  return unpack(new Uint8Array(await answer.arrayBuffer()), folder);
}
