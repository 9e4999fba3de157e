import { createInterface } from 'node:readline/promises';
import { EnvironmentError, readEnvironment } from '../environment/environment.js';
import { DatabaseInUse } from '../store/database.js';
import { accountTool, Refused } from './account-tool.js';

/** The first line of standard input. */
async function askPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  if (process.stdin.isTTY) process.stderr.write('Password (it is shown as it is typed): ');
  const { value } = (await lines[Symbol.asyncIterator]().next()) as { value?: string };
  lines.close();
  return value ?? '';
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  await accountTool(process.argv.slice(2), { environment: readEnvironment(process.env), askPassword, say });
}

main().catch((error: unknown) => {
  const told = [Refused, EnvironmentError, DatabaseInUse].some((kind) => error instanceof kind);
  process.stderr.write(`${error instanceof Error ? ((told ? error.message : error.stack) ?? '') : String(error)}\n`);
  process.exit(1);
});
