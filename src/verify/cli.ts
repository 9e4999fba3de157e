import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../catalogue/load-catalogue.js';
import { vaultIn } from '../documents/vault-in.js';
import { readEnvironment, type Environment } from '../environment/environment.js';
import { ANCHOR_FILE, AnchorFile } from '../evidence/anchor-file.js';
import { publicKeyOf, type PublicKey } from '../evidence/signer.js';
import { openForReading } from '../store/database.js';
import { reportLedgers } from './ledger-report.js';
import type { Deposit } from './anchors.js';
import { checkedDossier } from './dossier.js';
import type { Pinned } from './remade.js';
import { verifyAll } from './verify.js';

const USAGE = `npm run verify [-- --anchors FILE] [--keys FILE] [--dossier FOLDER | --ledger]
  --anchors  anchors as they were deposited outside (lines of JSON); left out: anchors.jsonl in the data folder, where it is there
  --keys     the keys that are trusted (JSON Web Key Set); left out: those that the database publishes
  --dossier  checks an unpacked case dossier instead of the database, and decides its log again under the workflows that are installed
  --ledger   instead of all that, prints of each case what its time ledger adds up to beside what the wall clock says
`;

const OPTIONS = {
  anchors: { type: 'string' },
  keys: { type: 'string' },
  dossier: { type: 'string' },
  ledger: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Exit code 0: all sound; 1: something does not fit. */
async function main(): Promise<number> {
  const { anchors: file, keys: trusted, dossier, ledger, help } = parseArgs({ options: OPTIONS }).values;
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const environment = readEnvironment(process.env);
  if (ledger) return (await reportLedgers(environment.databaseUrl, say)) ? 0 : 1;
  const keys = trusted === undefined ? {} : { keys: keysIn(trusted) };
  if (dossier !== undefined) {
    const anchors = file === undefined ? {} : { anchors: new AnchorFile(file).all() };
    return verifyDossier(environment, dossier, { ...keys, ...anchors });
  }
  const anchors = new AnchorFile(file ?? join(environment.dataFolder, ANCHOR_FILE)).all();
  return verifyDatabase(environment, { ...keys, anchors });
}

async function verifyDossier(environment: Environment, folder: string, deposit: Deposit): Promise<number> {
  const { lines, failures } = checkedDossier(folder, await pinnedIn(environment), deposit);
  lines.forEach(say);
  return concluded(failures, 'the dossier');
}

/** Checks every case of the database of the environment, and its anchors. */
async function verifyDatabase(environment: Environment, deposit: Deposit): Promise<number> {
  const pinned = await pinnedIn(environment);
  const database = await openForReading(environment.databaseUrl, { snapshot: true });
  const progress = (cases: number): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${cases} cases checked`);
  };
  const { cases, events, anchors, failures } = await verifyAll(database, pinned, {
    progress,
    bytes: vaultIn(environment),
    ...deposit,
  });
  await database.close();
  if (process.stdout.isTTY) process.stdout.write('\r');
  const deposited = `${deposit.anchors?.length ?? 0} deposited`;
  return concluded(failures, `${cases} cases, ${events} events, ${anchors} anchors (${deposited})`);
}

async function pinnedIn(environment: Environment): Promise<Pinned> {
  const catalogue = await loadCatalogue(environment);
  return (opening) => catalogue.pinned(opening);
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
