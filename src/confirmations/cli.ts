import 'reflect-metadata';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../environment/environment.js';
import { loadRulesets, NoRuleset } from '../ruleset/index.js';
import { openForReading } from '../store/database.js';
import type { ConfirmationRow } from '../store/confirmation-rows.js';
import { read } from '../store/read.js';
import { ConfigError } from '../yaml/index.js';
import { draftChanges, type DraftChange } from './changes.js';
import { confirmationsIn, type Confirmation, type Signed } from './confirmation.js';
import { recordOf } from './record.js';
import { writeChanges } from './write-draft.js';

const USAGE = `npm run confirmations -- <ruleset> [--into <draft>]
  prints what the countersigned confirmations of a ruleset say of the one that comes next
  --into  writes it into this draft of IJAZAT_CONFIG/rulesets instead: the source, that it is confirmed, and of a time its force
`;

/** Gives the exit code: 0 done, 1 refused, 2 not understood. */
export async function main(args: readonly string[], say: (line: string) => void): Promise<number> {
  const [id, into, target] = args;
  if (id === undefined || args.length > 3 || (into !== undefined && (into !== '--into' || target === undefined))) {
    say(USAGE.trimEnd());
    return 2;
  }
  const { configFolder, databaseUrl } = readEnvironment(process.env);
  try {
    const rulesets = loadRulesets(join(configFolder, 'rulesets'), { drafts: true });
    const [of, draft] = [rulesets.get(id), rulesets.get(target ?? id)];
    if (target !== undefined && draft.status === 'published') {
      say(`${target} is published, and does not change any more: copy it to the next ruleset first (docs/rulesets.md)`);
      return 1;
    }
    const changes = draftChanges(of, draft, await confirmationsOf(databaseUrl));
    if (target !== undefined) writeChanges(draft.path, draft, changes);
    for (const change of changes) say(told(change, (path) => draft.problem('', path)));
    const done = changes.filter(({ figure }) => figure !== null).length;
    say(`${done} of ${changes.length} ${target === undefined ? `fit ${draft.id}` : `are in ${target} now`}`);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof NoRuleset)) throw error;
    say(error.message);
    return 1;
  }
}

async function confirmationsOf(databaseUrl: string): Promise<Confirmation[]> {
  const database = await openForReading(databaseUrl);
  try {
    const rows = await read<ConfirmationRow>(database, 'select * from confirmations order by seq', []);
    return confirmationsIn(rows.map(recordOf));
  } finally {
    await database.close();
  }
}

type Place = (path: NonNullable<DraftChange['figure']>['path']) => { file: string; line: number };

function told({ confirmation, change, figure, why }: DraftChange, place: Place): string {
  const { id, proposed, countersigned } = confirmation;
  const by = [`proposed ${signed(proposed)}`, ...(countersigned ? [`countersigned ${signed(countersigned)}`] : [])];
  const at = figure ? place(figure.path) : null;
  return [
    confirmation.figure,
    at ? `  ${at.file}:${at.line}` : `  left as it is: ${why}`,
    ...Object.entries(change).map(([key, value]) => `    ${key}: ${value}`),
    `  # ${id}: ${by.join(', ')}`,
  ].join('\n');
}

const signed = ({ by, instead, at }: Signed): string =>
  `by ${by}${instead === null ? '' : ` for ${instead}`} on ${new Date(at).toISOString()}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
