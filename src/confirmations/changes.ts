import { canonicalJson, type JsonObject } from '../engine/index.js';
import type { Figure, Ruleset } from '../ruleset/index.js';
import { changeBy, stillSays, type Change, type Confirmation } from './confirmation.js';

/** What a confirmation asks of a draft of the ruleset that comes next. */
export interface DraftChange {
  readonly confirmation: Confirmation;
  readonly change: Change;
  /** Where it is to be changed; null: it cannot be, and `why` says why not. */
  readonly figure: Figure | null;
  readonly why: string | null;
}

/**
 * What the countersigned confirmations of a ruleset ask of a draft, which may be the ruleset itself as long as it is one. What the draft says
 * otherwise by now was not confirmed, and is left as it is.
 */
export function draftChanges(of: Ruleset, draft: Ruleset, all: readonly Confirmation[]): DraftChange[] {
  const own = all.filter(({ ruleset, state }) => ruleset === of.id && state === 'countersigned');
  return own
    .filter((confirmation) => stillSays(confirmation, of.figure(confirmation.figure)))
    .map((confirmation) => {
      const change = changeBy(confirmation);
      const figure = draft.figure(confirmation.figure);
      const why = whyNot(draft, { figure, change, says: confirmation.says });
      return { confirmation, change, why, figure: why === null ? (figure ?? null) : null };
    });
}

interface Asked {
  readonly figure: Figure | undefined;
  readonly change: Change;
  readonly says: JsonObject;
}

function whyNot(draft: Ruleset, { figure, change, says }: Asked): string | null {
  if (!figure) return `${draft.id} has no such figure`;
  if (figure.confirmed) return `it is confirmed in ${draft.id} already`;
  if (canonicalJson(figure.says) !== canonicalJson(says)) return `${draft.id} says something else of it`;
  const approval = figure.kind === 'clock' && figure.approval !== null ? draft.approval(figure.approval) : undefined;
  if (change.force === 'limit' && approval && approval.confidence !== 'sourced')
    return `a confirmed limit needs an approval that is sourced, and ${approval.id} is ${approval.confidence}: look at its other figures first`;
  return null;
}
