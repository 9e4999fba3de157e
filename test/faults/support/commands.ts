import type { ReadableDatabase } from '../../../src/store/database.js';
import { read } from '../../../src/store/read.js';
import type { Answered, Callers } from './callers.js';

interface Logged {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
}

/**
 * Each acknowledged command has one event of a person in the log and each of these has one acknowledged command: nothing is lost, nothing
 * was applied twice, and what was refused has left no trace. Keys keep the very answers given, and no others.
 */
export async function commandFindings(database: ReadableDatabase, { acknowledged }: Callers): Promise<string[]> {
  const events = await read<Logged>(
    database,
    "select case_id, seq, type, actor from events where actor like '%@demo.test' order by case_id, seq",
    [],
  );
  const keys = await read<{ actor: string; key: string; answer: string }>(
    database,
    'select actor, key, answer from idempotency_keys',
    [],
  );
  const byCase = new Map<string, Logged[]>();
  for (const event of events) byCase.set(event.case_id, [...(byCase.get(event.case_id) ?? []), event]);
  const kept = new Map(keys.map(({ actor, key, answer }) => [`${actor} ${key}`, answer]));
  const commands = new Map<string, Answered>();
  const findings: string[] = [];
  for (const answered of acknowledged) {
    const { as, key } = answered.command;
    const name = `${as}@demo.test ${key}`;
    const first = commands.get(name) ?? answered;
    commands.set(name, first);
    const answer = JSON.stringify(answered.reply.body);
    if (answer !== JSON.stringify(first.reply.body)) findings.push(`${name} was answered in two ways`);
    if (answer !== kept.get(name)) findings.push(`the answer kept for ${name} is not the one given`);
  }
  const told = new Set<Logged>();
  for (const [name, { command, reply }] of commands) {
    // What followed at once, such as the word of a child, stands after it and is in the answer too.
    const event = byCase.get(reply.body.id)?.findLast(({ seq }) => seq <= reply.body.seq);
    const type = command.path === '/api/cases' ? 'case.opened' : command.body['type'];
    if (!event || event.type !== type || event.actor !== `${command.as}@demo.test` || told.has(event))
      findings.push(`${name} was acknowledged at ${reply.body.seq}; there the log has ${JSON.stringify(event)}`);
    else told.add(event);
  }
  const unasked = events.filter((event) => !told.has(event));
  if (kept.size !== commands.size) findings.push(`${kept.size} answers are kept of ${commands.size} commands`);
  return [...findings, ...unasked.map((event) => `nobody was told of ${JSON.stringify(event)}`)];
}
