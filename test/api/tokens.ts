import { tokenOf, type TestService } from '../support/service.js';

/** What is sent as `Authorization` by one who has not signed in. */
const NONSENSE = [
  '',
  'é',
  'Bearer',
  'Bearer a b',
  'Bearer a.b.c',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  `Bearer ${'x'.repeat(5_000)}`,
  `Bearer ijs_${'x'.repeat(43)}`,
  `Bearer ijt_${'x'.repeat(43)}`,
  `Bearer ijs_${'x'.repeat(42)}'`,
  ...['__proto__', 'constructor', 'officer.sifc@demo.test'].map((name) => `Bearer ${name}`),
];

/** Tokens that are none, one that is, and ones that were. */
export async function tokensOf({ service }: TestService): Promise<{ sound: string; none: readonly string[] }> {
  const { credentials } = service.identity;
  const account = await service.identity.accounts.find('officer.sifc@demo.test');
  if (!account) throw new Error('there is no officer');
  const opening = { account, kind: 'client', scopes: ['read', 'act'], secondFactor: false } as const;
  const [now, hour] = [Date.now(), 3_600_000];
  const over = await credentials.open({ ...opening, idleMs: null, endsAt: now - 1 });
  const unused = await credentials.open({ ...opening, idleMs: -1, endsAt: now + hour });
  const ended = await credentials.open({ ...opening, idleMs: null, endsAt: now + hour });
  await credentials.end(account.id, { id: ended.id });
  const sound = await tokenOf(service, 'officer.sifc');
  const none = [...[over, unused, ended].map(({ secret }) => secret), `${sound}x`, sound.slice(0, -1)];
  const swapped = sound.toUpperCase() === sound ? sound.toLowerCase() : sound.toUpperCase();
  return {
    sound: `Bearer ${sound}`,
    none: [...NONSENSE, ...[...none, swapped].map((token) => `Bearer ${token}`), `Basic ${sound}`],
  };
}
