import { makeLog } from '../../src/log/log.js';
import { Posts } from '../../src/posts/posts.js';
import type { Entry } from '../../src/posts/record.js';
import { Register } from '../../src/posts/register.js';
import { DaySettings } from '../../src/settings/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { day as real } from '../settings/fixtures.js';

/* A small office to appoint people in: the environmental agency of KP has a desk for one zone beside its officer. */

const zoneDesk = {
  id: 'zone-desk',
  title: 'Desk of the zone',
  roles: ['officer'],
  within: { zones: ['rashakai'] },
} as const;

export const day = new DaySettings({
  ...real.source,
  agencies: real.source.agencies.map((type) => {
    if (type.type !== 'epa') return type;
    const instances = type.instances.map((one) => (one.id === 'epa-kp' ? { ...one, posts: [zoneDesk] } : one));
    return { ...type, instances };
  }),
});

export const DAY = 86_400_000;
export const log = makeLog('silent');

export async function openPosts(database: OpenDatabase): Promise<Posts> {
  const register = new Register(database, log);
  await register.refresh();
  return new Posts(register, () => day);
}

let count = 0;
/** An entry of day 0, with what is told of it. */
export const entry = (kind: Entry['kind'], person: string, more: Partial<Entry>): Entry => ({
  id: `r${(count += 1)}`,
  kind,
  person,
  from: 0,
  ground: 'Order',
  ...more,
});

export const record = (posts: Posts, ...entries: Entry[]): Promise<void> =>
  posts.register.record(() => entries, { by: 'admin', now: 0 });
