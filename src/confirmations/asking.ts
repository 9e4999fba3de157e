import { randomUUID } from 'node:crypto';
import { KeyReused } from '../cases/batch.js';
import type { Kept } from '../documents/vault.js';
import { canonicalJson, derivedId, personsOf, Rejection, type Actor, type Post } from '../engine/index.js';
import { confirmingPosts } from '../policy/policy.js';
import type { Confirmation, Signed } from './confirmation.js';
import type { Attached, ConfirmationRecord, Proposed, Settled } from './record.js';

/* What all records of confirmations have in common: who asks, from which post, and once. */

/** Who asks, and under which key what is asked counts once. */
export interface Asking {
  readonly actor: Actor;
  readonly key?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

export const idFor = ({ actor, key }: Asking, part: string): string =>
  key === undefined ? randomUUID() : derivedId('confirmation', actor.id, key, part);

/** The post from which somebody records; their own before that of another. Throws Rejection. */
export function mustConfirm(actor: Actor): Post {
  const [post] = confirmingPosts(actor);
  if (!post) throw new Rejection('actor', 'figures are confirmed by managers of the lead agency');
  return post;
}

/** A post in which the caller is another person than whoever has proposed. */
export function otherPost(actor: Actor, { proposed }: Pick<Confirmation, 'proposed'>): Post | undefined {
  const makers = personsIn(proposed);
  return confirmingPosts(actor).find((post) => !personsOf(actor, post).some((person) => makers.includes(person)));
}

const personsIn = ({ by, instead }: Signed): readonly string[] => (instead === null ? [by] : [by, instead]);

/** Whether it was recorded before, under the same key. Throws KeyReused where that was something else. */
export function isKnown(records: readonly ConfirmationRecord[], record: ConfirmationRecord): boolean {
  const before = records.find(({ id }) => id === record.id);
  if (!before) return false;
  if (asAsked(before) !== asAsked(record)) throw new KeyReused('the key was used for another request');
  return true;
}

/** A record without what is different each time it is asked for. */
const asAsked = ({ recordedAt: _at, recordedFor: _for, ...rest }: ConfirmationRecord): string => canonicalJson(rest);

type Signing = Pick<Proposed, 'recordedBy' | 'recordedFor' | 'recordedAt'>;

export const signing = ({ actor, now }: Asking, post: Post): Signing => {
  return { recordedBy: actor.id, recordedFor: post.onBehalfOf ?? null, recordedAt: now };
};

type Of = Pick<Attached, 'about' | 'ruleset' | 'figure'> & Signing;

export function attaching(of: Of, id: string, name: string, kept: Kept): Attached {
  const { sha256, type, bytes, state } = kept;
  return { ...of, id, kind: 'attached', sha256, note: '', data: { name, type, bytes, state } };
}

export function settling(
  kind: Settled['kind'],
  of: Confirmation,
  { note, post, asking }: { readonly note: string; readonly post: Post; readonly asking: Asking },
): Settled {
  const { id: about, ruleset, figure } = of;
  return {
    ...signing(asking, post),
    id: idFor(asking, kind),
    kind,
    about,
    ruleset,
    figure,
    sha256: null,
    data: {},
    note,
  };
}
