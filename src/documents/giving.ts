import { randomBytes, randomUUID } from 'node:crypto';
import { derivedId, postsFor, Rejection, type Actor, type Post } from '../engine/index.js';
import { coordinates, empowersAt } from '../policy/policy.js';
import type { Statement } from '../store/changes.js';
import type { DocumentRow } from '../store/document-rows.js';
import type { CaseRow } from '../store/rows.js';
import { dateAt, isDate } from '../time/days.js';
import type { Wanted } from './asked.js';
import { documentDigest } from './digest.js';
import type { Kept } from './vault.js';

/** What is said of a document that is given. */
export interface Said {
  readonly name: string;
  readonly paper?: string;
  readonly site?: string;
  /** The last day on which it holds, `2027-06-30`. */
  readonly expiresOn?: string;
}

/** Throws Rejection naming the field. */
export function badData(field: string, message: string): Rejection {
  return new Rejection('data', `${field}: ${message}`, { errors: [{ field, message }] });
}

/** The paper that a document is said to be; null where it is said to be none. Throws Rejection. */
export function wantedAs({ paper, site }: Said, wanted: readonly Wanted[]): Wanted | null {
  if (paper === undefined) return null;
  const same = wanted.filter((one) => one.paper === paper);
  if (same.length === 0) throw badData('/paper', 'is no paper that the case asks for');
  const one = same.find((known) => known.site === (site ?? null)) ?? (site === undefined ? only(same) : undefined);
  if (!one) throw badData('/site', `must be one of ${same.map((known) => known.site ?? 'none').join(', ')}`);
  return one;
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** Throws Rejection where a day is none, or is over, or is missing where the paper has one. */
export function checkExpiry({ expiresOn }: Said, wanted: Wanted | null, now: number): void {
  if (expiresOn === undefined) {
    if (wanted?.expires === true) throw badData('/expiresOn', 'must be the last day on which the document holds');
    return;
  }
  if (!isDate(expiresOn)) throw badData('/expiresOn', 'must be a day such as 2027-06-30');
  if (expiresOn < dateAt(now)) throw badData('/expiresOn', 'is over: the document does not hold any more');
}

/** The post from which somebody gives a document: as the investor or for the investor, else as a desk. Throws Rejection. */
export function givingPost(actor: Actor, row: CaseRow): Post {
  const [investor] = postsFor(actor, 'owner', row);
  const post = investor ?? deskPost(actor, row);
  if (!post)
    throw new Rejection('actor', 'a document is given by the investor, or by an officer of the agency of the case');
  return post;
}

/** Whether somebody may give documents on a case. */
export function mayGive(actor: Actor, row: CaseRow): boolean {
  return postsFor(actor, 'owner', row).length > 0 || mayAttach(actor, row);
}

/** Whether somebody may attach the signed order of a decision. */
export function mayAttach(actor: Actor, row: CaseRow): boolean {
  return deskPost(actor, row) !== undefined;
}

/** The post of an officer or manager: of the agency of the case, else of the lead agency, that reaches there. */
export function deskPost(actor: Actor, { agency, place }: CaseRow): Post | undefined {
  const desks = actor.posts.filter(
    (post) => (post.role === 'officer' || post.role === 'manager') && empowersAt(post, place),
  );
  return desks.find((post) => post.agency === agency) ?? desks.find(coordinates);
}

interface Making {
  readonly row: CaseRow;
  readonly said: Said;
  readonly kept: Kept;
  readonly wanted: Wanted | null;
  readonly before: DocumentRow | null;
  readonly decision: number | null;
  readonly actor: Actor;
  readonly key: string | undefined;
  readonly now: number;
}

/** The row of a new document; the event that says so is not known yet. */
export function newRow(making: Making): DocumentRow {
  const { row, said, kept, wanted, before, decision, actor, key, now } = making;
  const salt = randomBytes(16).toString('hex');
  const { paper = null, site = null } = wanted ?? {};
  const { name, expiresOn = null } = said;
  const { type, bytes, sha256, state } = kept;
  return {
    id: key === undefined ? randomUUID() : derivedId('document', actor.id, key),
    root: row.root,
    case_id: row.id,
    seq: 0,
    paper,
    site,
    version: (before?.version ?? 0) + 1,
    replaces: before?.id ?? null,
    decision,
    name,
    media_type: type,
    bytes,
    sha256,
    salt,
    expires_on: expiresOn,
    digest: documentDigest(salt, { name, type, bytes, sha256, paper, site, expiresOn }),
    state,
    given_by: actor.id,
    given_at: now,
  };
}

const COLUMNS = [
  'id',
  'root',
  'case_id',
  'seq',
  'paper',
  'site',
  'version',
  'replaces',
  'decision',
  'name',
  'media_type',
  'bytes',
  'sha256',
  'salt',
  'expires_on',
  'digest',
  'state',
  'given_by',
  'given_at',
] as const;

export function insertion(row: DocumentRow): Statement {
  const sql = `insert into documents (${COLUMNS.join(', ')}) values (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`;
  return { sql, values: COLUMNS.map((column) => row[column]) };
}
