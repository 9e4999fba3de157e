import type { OpenDatabase } from '../store/database.js';
import type { NoticeRow } from '../store/notice-rows.js';
import { amongOf, read } from '../store/read.js';
import type { Clock } from '../time/clock.js';
import type { Declared } from '../messages/declared.js';
import { type Messages, type Language } from '../messages/index.js';
import type { JsonObject } from '../engine/index.js';
import { deliveredUpTo } from './delivery.js';

const PAGE = 25;
/** So many alarms are told of at once; more are in the list. */
const MOST_ALARMS = 50;

/** A notice as its reader has it. */
export interface Notice {
  readonly id: string;
  readonly template: string;
  readonly case: string;
  readonly reference: string;
  readonly data: JsonObject;
  readonly urgent: boolean;
  readonly at: number;
  readonly read: boolean;
}

/** Sentences of notices, and what ladders declare in English. */
export interface NoticeWords {
  readonly messages: Messages;
  readonly declared: Declared;
}

/** What a notice says, in one sentence. What a workflow of others names and nobody has worded says that there is news. */
export function titleOf(
  { messages, declared }: NoticeWords,
  language: Language,
  { template, data }: Pick<Notice, 'template' | 'data'>,
): string {
  const name = `notices.title.${template}`;
  const rung = typeof data['rung'] === 'string' ? declared.said(language, data['rung']) : '';
  return messages.text(language, messages.has(language, name) ? name : 'notices.title.other', { rung });
}

/** What somebody has been told. */
export class Inbox {
  constructor(
    private readonly database: OpenDatabase,
    private readonly clock: Clock,
  ) {}

  async unread(account: string): Promise<number> {
    const sql = 'select count(*) as n from notices where account = $1 and read_at is null';
    const [row] = await read<{ n: number }>(this.database, sql, [account]);
    return Number(row?.n ?? 0);
  }

  /** The newest first; `after`: what `next` of the page before gave. */
  async page(account: string, after: string | null): Promise<{ items: Notice[]; next: string | null }> {
    const [, at = '', id = ''] = /^(\d{1,16})-([0-9a-f]{32})$/.exec(after ?? '') ?? [];
    const past = at === '' ? '' : 'and (at < $2 or (at = $2 and id > $3))';
    const values = at === '' ? [account] : [account, Number(at), id];
    const sql = `select * from notices where account = $1 ${past} order by at desc, id limit ${PAGE + 1}`;
    const rows = await read<NoticeRow>(this.database, sql, values);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return { items: rows.slice(0, PAGE).map(noticeOf), next: last ? `${last.at}-${last.id}` : null };
  }

  /**
   * What is escalated to somebody, who has not read it and for whom nobody has acknowledged it, the newest first.
   * `reached`: the place up to which people have been told, in the order in which `GET /api/stream` tells.
   */
  async alarms(account: string): Promise<{ readonly reached: number; readonly items: Notice[] }> {
    const reached = await deliveredUpTo(this.database);
    const sql = `select * from notices where account = $1 and read_at is null and urgent = 1 order by at desc, id limit ${MOST_ALARMS}`;
    const rows = await read<NoticeRow>(this.database, sql, [account]);
    const items = rows.map(noticeOf);
    const ids = items.flatMap(({ data }) => escalationOf(data) ?? []);
    const known = `select distinct id from escalations where acknowledged_at is not null and ${amongOf(this.database)('id', 1)}`;
    const acknowledged = new Set((await read<{ id: string }>(this.database, known, [ids])).map(({ id }) => id));
    return { reached, items: items.filter(({ data }) => !acknowledged.has(escalationOf(data) ?? '')) };
  }

  /** Marks as read: one, or all. Gives how many were not. */
  async read(account: string, id: string | null): Promise<number> {
    const values: unknown[] = [this.clock.now(), account];
    const one = id === null ? '' : ` and id = $${values.push(id)}`;
    const sql = `update notices set read_at = $1 where account = $2 and read_at is null${one} returning id`;
    return (await this.database.write((query) => query(sql, values))).length;
  }
}

/** The escalation that a notice tells of; null: it tells of something else, or was put down before that was noted. */
export function escalationOf({ escalation }: JsonObject): string | null {
  return typeof escalation === 'string' && escalation !== '' ? escalation : null;
}

export function noticeOf(row: NoticeRow): Notice {
  return {
    id: row.id,
    template: row.template,
    case: row.case_id,
    reference: row.reference,
    data: JSON.parse(row.data) as JsonObject,
    urgent: row.urgent === 1,
    at: row.at,
    read: row.read_at !== null,
  };
}
