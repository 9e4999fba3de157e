import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { EnvironmentError, readEnvironment } from '../environment/environment.js';
import { DatabaseInUse, openDatabase } from '../store/database.js';
import { databaseOf, NotOurDatabase } from './home.js';
import { LogError } from './log-error.js';
import { readLog, type ReceiptLog } from './receipt-log.js';
import { isSound, replayInto } from './replay.js';
import { report } from './report.js';

const USAGE = `usage: npm run replay -- <file.csv>
Replays the log of a permit office (columns as in receipt_wabo.csv) through the engine under virtual time.
`;

/** What cannot be used: the message is for people, without a stack. */
class NoInput extends Error {}

/** Exit code 0: done and sound; 1: not sound, or the database cannot be used; 2: the input cannot be used. */
async function main([file, ...rest]: readonly string[]): Promise<number> {
  if (file === undefined || rest.length > 0) throw new NoInput(USAGE);
  const environment = readEnvironment(process.env);
  const log = readLogFile(file);
  const url = databaseOf(log, environment, process.env['DATABASE_URL']);
  const database = await openDatabase(url);
  try {
    const outcome = await replayInto(database, log, progressLine);
    progressLine('');
    process.stdout.write(report(outcome, url.replace(/\/\/.*@/, '//…@')));
    return isSound(outcome) ? 0 : 1;
  } finally {
    await database.close();
  }
}

function readLogFile(file: string): ReceiptLog {
  try {
    return readLog(file, readFileSync(file));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new NoInput(
      `The log ${file} cannot be read: ${why}. It comes from 4TU.ResearchData and is not part of the project.\n`,
    );
  }
}

/** One line that is written over and over; nothing where nobody watches. */
function progressLine(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${words}`);
}

function explain(error: unknown): number {
  progressLine('');
  if (error instanceof NoInput) {
    process.stderr.write(error.message);
    return 2;
  }
  if (error instanceof LogError || error instanceof EnvironmentError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const known = error instanceof DatabaseInUse || error instanceof NotOurDatabase;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(explain);
