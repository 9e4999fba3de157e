// @ts-check
// node --import ./test/faults/crash.mjs dist/src/main.js, with FAULT=before-decision:3: the process kills itself with -9 exactly before the
// third commit of its life that records a decision. `after-` is exactly after it, before anybody has been told. What can be cut off:
// `commit` (any), `decision`, `relay` (positions of the outbox), `fact`, `migration`, and `jobs` (handing alarms to BullMQ). The service
// knows nothing of this.
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Queue } from 'bullmq';
import pg from 'pg';

const FAULT = process.env.FAULT ?? '';
const [, moment, thing, number] = /^(before|after)-(\w+):(\d+)$/.exec(FAULT) ?? [];
let left = Number(number);

/** What a transaction is, by what it has written; a migration may write anything. @type {[string, RegExp][]} */
const KINDS = [
  ['migration', /\b(create table|insert into "?migrations)/i],
  ['decision', /\b(insert into "?events|insert into "?idempotency_keys)/i],
  ['relay', /\bupdate "?outbox/i],
  ['fact', /\binsert into "?facts/i],
];

/** What each open connection has written since it began. @type {WeakMap<object, Set<string>>} */
const written = new WeakMap();

/** @param {object} connection @param {unknown} sql */
function note(connection, sql) {
  if (typeof sql !== 'string') return;
  const kinds = written.get(connection) ?? new Set();
  if (/^\s*begin\b/i.test(sql)) kinds.clear();
  for (const [kind, pattern] of KINDS) if (pattern.test(sql)) kinds.add(kind);
  written.set(connection, kinds);
}

/**
 * Runs a call, and dies before or after it when its turn has come.
 * @param {string} kind
 * @param {() => any} call
 */
function around(kind, call) {
  const mine = thing === kind || (thing === 'commit' && kind !== 'jobs');
  if (!mine || (left -= 1) !== 0) return call();
  if (moment === 'before') die(kind);
  const result = call();
  if (typeof result?.then === 'function') return result.then(() => die(kind));
  return die(kind);
}

/** The error stream is written to before the end. @param {string} kind */
function die(kind) {
  writeSync(2, `FAULT ${FAULT} cut off a ${kind}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** @param {object} connection @param {unknown} sql @param {() => any} call */
function statement(connection, sql, call) {
  note(connection, sql);
  if (typeof sql !== 'string' || !/^\s*commit\s*;?\s*$/i.test(sql)) return call();
  const kinds = written.get(connection) ?? new Set();
  return around(KINDS.find(([kind]) => kinds.has(kind))?.[0] ?? 'nothing', call);
}

/** @param {any} prototype @param {string} name @param {(self: any, args: any[], call: () => any) => any} replacement */
function patch(prototype, name, replacement) {
  const original = prototype[name];
  /** @param {any[]} args */
  prototype[name] = function (...args) {
    return replacement(this, args, () => original.apply(this, args));
  };
}

const Statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1'));
patch(Database.prototype, 'exec', (self, [sql], call) => statement(self, sql, call));
for (const name of ['run', 'all', 'get']) {
  patch(Statement, name, (self, _, call) => statement(self.database, self.source, call));
}
patch(pg.Client.prototype, 'query', (self, [query], call) => {
  return statement(self, typeof query === 'string' ? query : query?.text, call);
});
patch(Queue.prototype, 'addBulk', (_, __, call) => around('jobs', call));
