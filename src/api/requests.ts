import { LANGUAGES, type Language } from '../messages/index.js';
import {
  ChoiceIn,
  CursorIn,
  DataIn,
  FilterIn,
  FlagIn,
  IdsIn,
  InstantIn,
  NameIn,
  NamesIn,
  NumberIn,
  TextIn,
  WordIn,
} from './checks.js';

/* What callers send. Each class is the check, the type and the documentation at once. */

export class MoveClock {
  @InstantIn('Where the virtual clock shall stand; not before where it stands')
  to: string;
}

export class OpenCase {
  @TextIn('Workflow to open a case of', { example: 'investor-approval' })
  workflow: string;

  @DataIn('Fits the schema `open.schema` of GET /api/workflows/{id}/{version}; left out: an empty object')
  data?: { [field: string]: unknown };

  @TextIn('Company whose case it is, which the caller represents; left out: the caller’s own', {
    optional: true,
    max: 300,
  })
  company?: string;
}

export class SendEvent {
  @NameIn('One of the case’s `actions`', { example: 'submit' })
  type: string;

  @DataIn('Fits the schema of the action; left out: an empty object')
  data?: { [field: string]: unknown };

  @InstantIn(
    'When it happened on paper, where a desk records it later: it counts once another person has countersigned it',
    {
      optional: true,
    },
  )
  occurredAt?: string;

  @DataIn(
    'Only with `occurredAt`, and needed then: `document`, what shows that it happened, and `register`, where that is registered',
  )
  evidence?: { [field: string]: unknown };
}

export class DismissPaper {
  @TextIn('Why', { max: 2_000 })
  text: string;
}

export class ExtendClock {
  @TextIn('By how much, counted as the clock is', { example: '10 working days' })
  by: string;

  @TextIn('Reason for which the ruleset allows it: a code, needed where the ruleset names some', {
    example: 'complexity',
    optional: true,
  })
  code?: string;

  @TextIn('Why', { max: 2_000 })
  reason: string;

  @TextIn('Legal basis', { max: 2_000 })
  basis: string;
}

export class AssignTask {
  @TextIn('Account that gets the task', { example: 'officer.sifc@demo.test' })
  to: string;
}

class SeveralTasks {
  @IdsIn('Ids of the tasks') tasks: string[];
}

export class AssignTasks extends SeveralTasks {
  @TextIn('Account that gets the tasks', { example: 'officer.sifc@demo.test' })
  to: string;
}

export class RouteTasks extends SeveralTasks {
  @ChoiceIn('By what is chosen who gets each', ['least-loaded', 'round-robin']) rule: 'least-loaded' | 'round-robin';
}

export class LiftSuspension {
  @TextIn('Why', { max: 2_000 })
  reason: string;

  @TextIn('Legal basis', { max: 500 })
  basis: string;
}

export class OrderSuspension extends LiftSuspension {
  @TextIn('Which applications it concerns: a condition in CEL over their facts', {
    max: 2_000,
    example: 'sector == "gemstones"',
  })
  condition: string;

  @NamesIn('Approvals under the law that is suspended: their permits in force are dormant until it is lifted')
  approvals?: string[];
}

export class DryRun {
  @FlagIn('Only say what would be touched') dryRun?: boolean;
}

/** A page of a list. */
export class PageQuery {
  @CursorIn()
  cursor?: string;

  @NumberIn('How many at most', { min: 1, max: 200, default: 50 })
  limit = 50;
}

export class CaseQuery extends PageQuery {
  @FilterIn('Only of this workflow') workflow?: string;
  @FilterIn('Only in this stage') stage?: string;
  @FilterIn('Only with this status: active, done or error') status?: string;
  @FilterIn('Only with this agency') agency?: string;
  @FilterIn('Only children of this case') parent?: string;
  @FilterIn('Only the one with this reference') reference?: string;
}

export class TaskQuery extends PageQuery {
  @FilterIn('Only of posts in this agency') agency?: string;
  @FilterIn('Only of this account; `me`, or `none`') assignee?: string;
  @InstantIn('Only what is due before', { optional: true }) due?: string;
  @FlagIn('Only what is past due; `due` is then left aside') overdue?: boolean;
}

export class EscalationQuery extends PageQuery {
  @FlagIn('Acknowledged ones too') all?: boolean;
}

export class LetterQuery {
  @WordIn('Language of the letter; left out: the one that governs', LANGUAGES) language?: Language;
}

export class HistoryQuery {
  @NumberIn('Events after this number', { min: 0, max: Number.MAX_SAFE_INTEGER, default: 0 })
  after = 0;

  @NumberIn('How many at most', { min: 1, max: 1000, default: 200 })
  limit = 200;
}
