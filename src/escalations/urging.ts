import { Rejection } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import type { PresentedCase } from '../cases/presenter.js';
import { managingPost } from '../policy/policy.js';
import type { OpenDatabase } from '../store/database.js';
import { taskFor } from '../tasks/finding.js';
import { once } from '../tasks/tasks.js';

export interface Meeting {
  /** ISO 8601. */
  readonly at: string;
  readonly place: string;
  readonly text: string;
}

/** What a manager does about a task that stalls, short of taking it from whom it is with: it is on the record of the case, and people are told. */
export class Urging {
  constructor(private readonly parts: { readonly database: OpenDatabase; readonly cases: Cases }) {}

  /** Rejects with NoSuchTask, Rejection. */
  remind(task: string, text: string, sent: Sent): Promise<PresentedCase> {
    return this.act({ type: 'task.reminded', task, text }, sent);
  }

  /** Rejects with NoSuchTask, Rejection. */
  callMeeting(task: string, { at, place, text }: Meeting, sent: Sent): Promise<PresentedCase> {
    return this.act({ type: 'meeting.called', task, at, place, text }, sent);
  }

  private act(act: Urge, sent: Sent): Promise<PresentedCase> {
    return once(this.parts, sent, async () => {
      const { row } = await taskFor(this.parts.database, act.task, sent.actor);
      const post = managingPost(sent.actor, row);
      if (!post) throw new Rejection('actor', 'this is for a manager of the agency that has the task');
      return this.parts.cases.act(row.case_id, act, { ...sent, post });
    });
  }
}

type Urge = Extract<Parameters<Cases['act']>[1], { readonly type: 'task.reminded' | 'meeting.called' }>;
