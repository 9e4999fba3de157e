import type { Query } from '../store/add-rows.js';
import type { OpenDatabase } from '../store/database.js';
import { amongOf } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { iso } from '../time/iso.js';
import type { Cause } from './causes.js';
import { listed } from './listed.js';

interface Told {
  readonly id: string;
  readonly cause: Cause;
  readonly recipient: { readonly account: { readonly id: string } };
}

/** For those who have webhooks, puts down what these are told: the facts of the notice, no words, and no more than its owner may see. */
export async function addWebhookMessages(database: OpenDatabase, query: Query, told: readonly Told[]): Promise<void> {
  const accounts = [...new Set(told.map(({ recipient }) => recipient.account.id))];
  const sql = `select id, account from webhooks where ended_at is null and ${amongOf(database)('account', 1)}`;
  const webhooks = (await query(sql, [accounts])) as { id: string; account: string }[];
  const now = realClock.now();
  const rows = told.flatMap(({ id, cause, recipient }) =>
    webhooks
      .filter(({ account }) => account === recipient.account.id)
      .map((webhook) => [`msg_${id}_${webhook.id}`, webhook.id, bodyOf(id, cause), 'waiting', 0, now, now]),
  );
  if (rows.length === 0) return;
  const { places, values } = listed(rows);
  const columns = 'id, webhook, body, state, attempts, retry_at, created_at';
  await query(`insert into webhook_messages (${columns}) values ${places}`, values);
}

/** As Standard Webhooks has it: a type, when it happened, and the facts. */
function bodyOf(notice: string, { template, caseId, reference, data, urgent, at }: Cause): string {
  const facts = { notice, template, case: caseId, reference, urgent, data };
  return JSON.stringify({ type: `notice.${template}`, timestamp: iso(at), data: facts });
}
