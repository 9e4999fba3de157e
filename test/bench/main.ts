import 'reflect-metadata';
import { KINDS } from '../support/databases.js';
import { benchCommands } from './commands.js';
import { machineFacts, report, type Findings } from './report.js';
import { serverFacts } from './servers.js';

const quick = process.argv.includes('--quick');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const COMMANDS = quick
  ? { rounds: 1, cases: 400, warmUp: 100, raw: { single: 1000, grouped: 3200 } }
  : { rounds: 3, cases: 2000, warmUp: 300, raw: { single: 4000, grouped: 12_800 } };

const found: Findings[] = [];
for (const kind of KINDS) found.push(await benchCommands(kind, COMMANDS, say));
say(`\n${report(found, machineFacts(await serverFacts()))}`);
