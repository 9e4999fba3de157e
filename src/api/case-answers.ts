import type { JsonObject } from '../engine/index.js';
import {
  Anything,
  Count,
  Flag,
  Free,
  Hash,
  Instant,
  Many,
  One,
  Seconds,
  StateValue,
  Text,
  Texts,
  Word,
} from './fields.js';

/* What is answered about cases. Each class is the documentation of what a presenter gives, and its type is checked against it. */

const STATUSES = ['active', 'done', 'error'];
const REFERENCE = { example: 'IJZ-2026-000123', pattern: '^IJZ-\\d{4}-\\d{6,}(/.+)*$' };
const AGENCY = { nullable: true, example: 'sifc' };
const NULLABLE = { nullable: true };

export class TurnAnswer {
  @Text('An agency, or `investor`, `court`, `children`, `nobody`', { example: 'sifc' })
  readonly holder: string;
  @Text('The coded cause of a pause; null where nothing pauses', NULLABLE)
  readonly cause: string | null;
  @Instant('Since when')
  readonly since: string;
}

export class CaseTaskAnswer {
  @Text('Id of the task', { example: '5f0c…e1.3' }) readonly id: string;
  @Text('The state that asks for it', { example: 'application.underway.screening' }) readonly node: string;
  @Text('What is to be done') readonly title: string;
  @Text('Role of the post that is to do it', { example: 'officer' }) readonly role: string;
  @Text('Agency of that post; null: the investor’s', AGENCY) readonly agency: string | null;
  @Text('Account that has claimed it or was given it', NULLABLE) readonly assignee: string | null;
  @Instant('Since when') readonly openedAt: string;
  @Instant('When its clock runs out; null: paused, or without a clock', NULLABLE) readonly dueAt: string | null;
  @Count('Rungs of its ladder climbed so far') readonly rungs: number;
}

export class ClockAnswer {
  @Text('Name of the clock in the ruleset', { example: 'screening' }) readonly name: string;
  @Text('Its title') readonly title: string;
  @Word('A limit is law, a target a service standard', ['limit', 'target']) readonly force: 'limit' | 'target';
  @Flag('Whether the figure is confirmed; only a confirmed limit has legal effect') readonly confirmed: boolean;
  @Flag('Whether running out changes rights here') readonly legalEffect: boolean;
  @Text('Legal source of the figure', NULLABLE) readonly source: string | null;
  @Text('How long it is; months are not 30 days', { nullable: true, example: '30 working days' }) readonly length:
    string | null;
  @Text('What starts it: `entered`, or a mark such as `lodged` or `complete`', NULLABLE) readonly starts: string | null;
  @Word('Where it stands', ['running', 'paused', 'stopped', 'passed'])
  readonly status: 'running' | 'paused' | 'stopped' | 'passed';
  @Instant('When it started') readonly startedAt: string;
  @Instant('From when it runs on, after a pause or an extension; else from when it started') readonly runsFrom: string;
  @Text('What was left then; null: the whole length', { nullable: true, example: '20 days' }) readonly left:
    string | null;
  @Instant('When it runs out; null while it is paused', NULLABLE) readonly dueAt: string | null;
  @Text('The coded cause it is paused for', NULLABLE) readonly pausedFor: string | null;
  @Texts('Lengths it was extended by') readonly extendedBy: readonly string[];
  @Flag('Whether its rule lets a manager extend it now') readonly extensible: boolean;
  @Texts('Coded reasons for which it may be extended; none: for any reason')
  readonly extensionReasons: readonly string[];
}

export class DeadlineAnswer {
  @Text('Id of this arming') readonly id: string;
  @Text('Event that is applied when it fires') readonly event: string;
  @Text('Clock that governs it; null for a time of the workflow’s own', NULLABLE) readonly clock: string | null;
  @Instant('When it fires; null while its clock is paused', NULLABLE) readonly dueAt: string | null;
  @Flag('False where it would change rights on an unconfirmed figure: it then only warns') readonly binding: boolean;
  @Word('Whether its time runs', ['armed', 'paused']) readonly status: 'armed' | 'paused';
}

export class RankAnswer {
  @Text('What it asks for, that others may ask for too') readonly subject: string;
  @Instant('When its filing was received') readonly receivedAt: string;
  @Count(
    'How many that ask for the same were received before; null: not looked up in the answer to a command',
    NULLABLE,
  )
  readonly before: number | null;
  @Texts('Their references, for officers only') readonly references: readonly string[];
}

export class ActionAnswer {
  @Text('Event to send', { example: 'submit' }) readonly event: string;
  @Text('What it means') readonly title: string;
  @Free('JSON Schema (2020-12) of the data it takes') readonly schema: JsonObject;
}

export class ChildAnswer {
  @Text('Key under which it was opened') readonly key: string;
  @Text('Id of the child case') readonly id: string;
  @Text('Its reference', { example: 'IJZ-2026-000123/taxNumber' }) readonly reference: string;
  @Text('Its workflow', { example: 'permit' }) readonly workflow: string;
  @Text('Agency it is with', AGENCY) readonly agency: string | null;
  @StateValue('Where it stands', NULLABLE) readonly state: string | JsonObject | null;
  @Text('Its stage', NULLABLE) readonly stage: string | null;
  @Text('Whether it goes on', NULLABLE) readonly status: string | null;
  @Text('What has become of it, as told to its parent', NULLABLE) readonly outcome: string | null;
}

export class EvidenceAnswer {
  @Text('What shows that it happened', { example: 'Letter 12 of the agency' }) readonly document: string;
  @Text('Where that is registered', { example: 'Diary 4711/2026' }) readonly register: string;
}

export class PaperAnswer {
  @Text('Id, also that of the task to countersign it', { example: '5f0c…e1.3' }) readonly id: string;
  @Text('The event', { example: 'serve' }) readonly event: string;
  @Text('What it is called') readonly title: string;
  @Free('Its data') readonly data: JsonObject;
  @Instant('When it happened') readonly occurredAt: string;
  @One(EvidenceAnswer, 'What shows it') readonly evidence: EvidenceAnswer;
  @Text('Account that recorded it') readonly by: string;
}

/** What a case and its line in a list have in common. */
class CaseFields {
  @Text('Id of the case', { format: 'uuid' }) readonly id: string;
  @Text('What people call it', REFERENCE) readonly reference: string;
  @Text('Its workflow', { example: 'investor-approval' }) readonly workflow: string;
  @Text('Version of the workflow it is pinned to', { example: '1' }) readonly version: string;
  @Text('Ruleset it is pinned to', { example: 'pk-2026-11' }) readonly ruleset: string;
  @StateValue('Where it stands') readonly state: string | JsonObject;
  @Text('Top-level state', { example: 'review' }) readonly stage: string;
  @Word('Whether it goes on', STATUSES) readonly status: string;
  @Count('Revision: counts changes of state; send it as If-Match') readonly rev: number;
  @Count('Number of its last event') readonly seq: number;
  @Text('Account of its investor, or id of the company whose it is', { example: 'investor@demo.test' })
  readonly owner: string;
  @Text('Agency it is with', AGENCY) readonly agency: string | null;
  @Text('Id of the application it belongs to; its own where it stands alone') readonly root: string;
  @Text('Id of the case that opened it', NULLABLE) readonly parent: string | null;
  @Text('Key under which that case opened it', NULLABLE) readonly key: string | null;
  @Instant('When it was opened') readonly openedAt: string;
}

/** One case, as its caller may see it. */
export class CaseAnswer extends CaseFields {
  @Text('Title of the workflow') readonly title: string;
  @Hash('Hash of its last event') readonly hash: string;
  @One(TurnAnswer, 'Whose turn it is') readonly turn: TurnAnswer;
  @Free('Its data') readonly data: JsonObject;
  @Many(CaseTaskAnswer, 'Work that is open') readonly tasks: readonly CaseTaskAnswer[];
  @Many(ClockAnswer, 'Clocks, running or not') readonly clocks: readonly ClockAnswer[];
  @Many(DeadlineAnswer, 'What happens by itself, and when') readonly deadlines: readonly DeadlineAnswer[];
  @Many(PaperAnswer, 'Recorded from paper and not yet countersigned: of no effect so far')
  readonly papers: readonly PaperAnswer[];
  @One(RankAnswer, 'Its rank by time of receipt, where law gives one', NULLABLE) readonly rank: RankAnswer | null;
  @Many(ActionAnswer, 'What this caller may do now') readonly actions: readonly ActionAnswer[];
  @Many(ChildAnswer, 'Cases it has opened') readonly children: readonly ChildAnswer[];
}

/** A case in a list. */
export class CaseSummaryAnswer extends CaseFields {
  @Instant('Its first due date; null where nothing is due', NULLABLE) readonly dueAt: string | null;
  @Instant('When something last happened to it') readonly updatedAt: string;
}

export class CasePageAnswer {
  @Many(CaseSummaryAnswer, 'Newest first') readonly items: readonly CaseSummaryAnswer[];
  @Text('Cursor of the next page; null on the last one', NULLABLE) readonly next: string | null;
}

export class CountAnswer {
  @Text('Agency; null: with nobody', AGENCY) readonly agency: string | null;
  @Text('Workflow') readonly workflow: string;
  @Text('Stage') readonly stage: string;
  @Word('Whether the cases go on', STATUSES) readonly status: string;
  @Count('How many') readonly count: number;
}

export class CountsAnswer {
  @Many(CountAnswer, 'Groups that have cases') readonly items: readonly CountAnswer[];
}

export class EventAnswer {
  @Count('Number in the log, without a gap') readonly seq: number;
  @Count('Revision of the case after it') readonly rev: number;
  @Text('What happened', { example: 'submit' }) readonly type: string;
  @Text('Account, or `clock`, `system`, `child:<id>`, `parent:<id>`') readonly actor: string;
  @Text('Post from which a person acted', { nullable: true, example: 'officer.sifc' }) readonly post: string | null;
  @Text('Account whose post it is, where the actor acted as a substitute', NULLABLE) readonly onBehalfOf: string | null;
  @Instant('When it happened; clocks count from here') readonly occurredAt: string;
  @Instant('When it was recorded') readonly recordedAt: string;
  @Free('Its data') readonly data: JsonObject;
  @Anything('What the settings of the day said, in the order asked; a replay reads it here')
  readonly answers: readonly unknown[];
  @Hash('Hash of the event before; zeros for the first') readonly previousHash: string;
  @Hash('SHA-256 over the hash before and this event') readonly hash: string;
}

export class EventPageAnswer {
  @Many(EventAnswer, 'Oldest first') readonly items: readonly EventAnswer[];
  @Count('What to send as `after` for the next page; null on the last one', NULLABLE) readonly next: number | null;
}

export class LedgerEntryAnswer {
  @Text('Who held the case', { example: 'investor' }) readonly holder: string;
  @Text('The coded cause of a pause', NULLABLE) readonly cause: string | null;
  @Instant('From when') readonly from: string;
  @Instant('Until when') readonly to: string;
  @Seconds('How long, in seconds') readonly seconds: number;
}

export class LedgerAnswer {
  @Many(LedgerEntryAnswer, 'Closed entries, oldest first') readonly items: readonly LedgerEntryAnswer[];
  @One(TurnAnswer, 'Who holds it now') readonly open: TurnAnswer;
}
