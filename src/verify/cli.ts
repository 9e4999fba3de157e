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
import { checkedDossier } from './dossier.js';
import { verifyAll } from './verify.js';

const USAGE = `npm run verify [-- --anchors FILE] [--keys FILE] [--dossier FOLDER]
  --anchors  anchors as they were deposited outside (lines of JSON); left out: anchors.jsonl in the data folder, where it is there
  --keys     the keys that are trusted (JSON Web Key Set); left out: those that the database publishes
  --dossier  check an unpacked case dossier instead of the database, and decide its log again under the workflows that are installed
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Exit code 0: all sound; 1: something does not fit. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      anchors: { type: 'string' },
      keys: { type: 'string' },
      dossier: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const environment = readEnvironment(process.env);
  const catalogue = await loadCatalogue(environment);
  const pinned = (opening: Opening): ReturnType<typeof catalogue.pinned> => catalogue.pinned(opening);
  const keys = values.keys === undefined ? {} : { keys: keysIn(values.keys) };
  if (values.dossier !== undefined) {
    const anchors = values.anchors === undefined ? {} : { anchors: new AnchorFile(values.anchors).all() };
    const { lines, failures } = checkedDossier(values.dossier, pinned, { ...keys, ...anchors });
    lines.forEach(say);
    return concluded(failures, 'the dossier');
  }
  const database = await openForReading(environment.databaseUrl, { snapshot: true });
  const deposited = new AnchorFile(values.anchors ?? join(environment.dataFolder, ANCHOR_FILE)).all();
  const progress = (cases: number): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${cases} cases checked`);
  };
  const findings = await verifyAll(database, pinned, { progress, anchors: deposited, ...keys });
  await database.close();
  if (process.stdout.isTTY) process.stdout.write('\r');
  const { cases, events, anchors, failures } = findings;
  return concluded(failures, `${cases} cases, ${events} events, ${anchors} anchors (${deposited.length} deposited)`);
}

function concluded(failures: readonly string[], what: string): number {
  for (const failure of failures) say(`NOT SOUND  ${failure}`);
  say(`${what}: ${failures.length === 0 ? 'all sound' : `${failures.length} not sound`}`);
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
