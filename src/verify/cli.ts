import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../catalogue/load-catalogue.js';
import type { Opening } from '../engine/index.js';
import { readEnvironment } from '../environment/environment.js';
import { ANCHOR_FILE, AnchorFile } from '../evidence/anchor-file.js';
import { publicKeyOf, type PublicKey } from '../evidence/signer.js';
import { openForReading } from '../store/database.js';
import { reportLedgers } from './ledger-report.js';
import { verifyAll } from './verify.js';

const USAGE = `npm run verify [-- --anchors FILE] [--keys FILE] [--ledger]
  --anchors  anchors as they were deposited outside (lines of JSON); left out: anchors.jsonl in the data folder, where it is there
  --keys     the keys that are trusted (JSON Web Key Set); left out: those that the database publishes
  --ledger   instead of all that, prints of each case what its time ledger adds up to beside what the wall clock says`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run verify`: checks every case of the database of the environment, and its anchors. Exit code 1 where something does not fit. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      anchors: { type: 'string' },
      keys: { type: 'string' },
      ledger: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const environment = readEnvironment(process.env);
  if (values.ledger) return (await reportLedgers(environment.databaseUrl, say)) ? 0 : 1;
  const catalogue = await loadCatalogue(environment);
  const database = await openForReading(environment.databaseUrl, { snapshot: true });
  const deposited = new AnchorFile(values.anchors ?? join(environment.dataFolder, ANCHOR_FILE)).all();
  const keys = values.keys === undefined ? {} : { keys: keysIn(values.keys) };
  const progress = (cases: number): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${cases} cases checked`);
  };
  const pinned = (opening: Opening): ReturnType<typeof catalogue.pinned> => catalogue.pinned(opening);
  const findings = await verifyAll(database, pinned, { progress, anchors: deposited, ...keys });
  const { cases, events, anchors, failures } = findings;
  await database.close();
  if (process.stdout.isTTY) process.stdout.write('\r');
  for (const failure of failures) process.stdout.write(`NOT SOUND  ${failure}\n`);
  const against = `${anchors} anchors (${deposited.length} deposited)`;
  const outcome = failures.length === 0 ? 'all sound' : `${failures.length} not sound`;
  process.stdout.write(`${cases} cases, ${events} events, ${against}: ${outcome}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** Each key is named by what it is, whatever the file says of it. */
function keysIn(file: string): PublicKey[] {
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: PublicKey[] };
  return keys.map(({ x }) => publicKeyOf(x));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
