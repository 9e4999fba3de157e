import type { PresentedCase } from '../../cases/presenter.js';
import type { boardModel } from '../cases/board-model.js';
import type { caseModel } from '../cases/case-model.js';
import { holderInWords } from '../cases/turn.js';
import type { Reader } from '../reader.js';

interface Shown {
  readonly shown: PresentedCase;
  readonly model: ReturnType<typeof caseModel>;
  readonly board: ReturnType<typeof boardModel> | null;
}

/** Where an application stands, for whoever has its tracking code: no name, no place, nothing that somebody stated. */
export function trackedModel(reader: Reader, { shown, model, board }: Shown) {
  const { steps, standing, dates } = model;
  return {
    reference: shown.reference,
    steps,
    over: standing.over,
    who: holderInWords(
      reader,
      shown.turn.holder === 'children' && board?.onlyInvestor ? 'investor' : shown.turn.holder,
      false,
    ),
    since: shown.turn.since,
    dates: dates.map(({ title, dueAt, overdue, paused }) => ({ title, dueAt, overdue, paused })),
    done: board?.done ?? 0,
    count: board?.count ?? 0,
    stages: (board?.stages ?? []).map(({ stage, approvals }) => ({
      stage,
      approvals: approvals.map((one) => ({
        name: one.name,
        agency: one.agency,
        standing: one.standing,
        colour: one.colour,
        done: one.done,
        dueAt: one.dueAt,
        endsAt: one.endsAt,
      })),
    })),
  };
}
