import type { PresentedCase } from '../../cases/presenter.js';
import type { Actor } from '../../engine/index.js';
import { isOwn } from '../../policy/policy.js';
import type { Reader } from '../reader.js';

/** Holders of a case's time that are no agency. */
const OTHERS = ['investor', 'children', 'nobody', 'court', 'authority'];

/** Whose turn it is, in words for the one who looks. */
export function turnModel(reader: Reader, shown: PresentedCase, actor: Actor) {
  const { turn, status } = shown;
  const own = isOwn(actor, shown);
  const mine =
    turn.holder === 'investor' ? own : actor.posts.some(({ agency }) => agency !== undefined && agency === turn.holder);
  return {
    over: status !== 'active',
    mine,
    /** In the approvals of an application, whoever has them. */
    inApprovals: turn.holder === 'children',
    who: holderInWords(reader, turn.holder, own),
    since: turn.since,
    cause: turn.cause === null ? null : reader.code(turn.cause),
  };
}

export function holderInWords(reader: Reader, holder: string, isOwner: boolean): string {
  if (holder === 'investor') return reader.t(isOwner ? 'cases.holder.you' : 'cases.holder.investor');
  return OTHERS.includes(holder) ? reader.t(`cases.holder.${holder}`) : reader.agency(holder);
}
