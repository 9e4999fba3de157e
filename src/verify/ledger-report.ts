import { openForReading } from '../store/database.js';
import { auditLedgers } from './ledger.js';

const SECOND = 1000;
const DAY = 86_400_000;
const figures = new Intl.NumberFormat('en');
const seconds = (milliseconds: number): string => `${figures.format(milliseconds / SECOND)} s`;

/**
 * Prints of each case what its ledger adds up to beside what the wall clock says, from its opening to the last thing that happened in it, and
 * who held it. Gives whether all are equal.
 */
export async function reportLedgers(databaseUrl: string, say: (line: string) => void): Promise<boolean> {
  const database = await openForReading(databaseUrl, { snapshot: true });
  let [cases, entries, charged, faults] = [0, 0, 0, 0];
  for await (const one of auditLedgers(database)) {
    const held = [...one.holders].map(([holder, time]) => `${holder} ${(time / DAY).toFixed(1)} d`).join(', ');
    const verdict = one.fault === null ? '=' : `NOT EQUAL (${one.fault})`;
    say(`${one.reference}  ledger ${seconds(one.charged)} ${verdict} wall clock ${seconds(one.span)}  ${held}`);
    cases += 1;
    entries += one.entries;
    charged += one.charged;
    faults += one.fault === null ? 0 : 1;
  }
  await database.close();
  const told = `${cases} cases, ${entries} closed entries, ${seconds(charged)} charged`;
  say(`${told}: ${faults === 0 ? 'every ledger equals its wall clock' : `${faults} ledgers do not`}`);
  return faults === 0;
}
