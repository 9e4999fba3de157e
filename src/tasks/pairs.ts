import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

/** A role in an agency of which open tasks ask something. */
export interface Pair {
  readonly role: string;
  readonly agency: string;
}

/** What open tasks ask of offices, as counted beside them; what they ask of investors is no office's. */
export async function askedPairs(database: OpenDatabase): Promise<Pair[]> {
  const rows = await read<{ scope: string }>(
    database,
    // "0" comes after "/", so it is one stretch of the index.
    "select scope from counters where scope >= 'tasks/' and scope < 'tasks0' group by scope having sum(n) > 0 order by scope",
    [],
  );
  return rows.flatMap(({ scope }) => {
    const [, agency = '-', role = ''] = scope.split('/');
    return agency === '-' || role === 'investor' ? [] : [{ agency, role }];
  });
}
