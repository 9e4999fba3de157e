import type { Json, JsonObject } from '../engine/index.js';
import { Count, Flag, Free, Hash, Instant, Many, Text, Texts, Word } from './fields.js';

/* What is answered about the service itself: which workflows it runs, how it is. */

export class ClockMovedAnswer {
  @Instant('Where the clock stands now') readonly now: string;
  @Count('Deadlines that fired on the way') readonly fired: number;
}

export class WorkflowSummaryAnswer {
  @Text('Workflow', { example: 'investor-approval' }) readonly id: string;
  @Text('Version', { example: '1' }) readonly version: string;
  @Text('Title') readonly title: string;
  @Hash('Hash of its normalised source') readonly hash: string;
  @Flag('Whether it is opened by people; else only by other cases') readonly opens: boolean;
}

export class WorkflowsAnswer {
  @Many(WorkflowSummaryAnswer, 'All versions of all workflows') readonly items: readonly WorkflowSummaryAnswer[];
}

export class WorkflowAnswer extends WorkflowSummaryAnswer {
  @Free('The machine as XState defines it; what is code is left out') readonly definition: JsonObject;
  @Free('By type of event: title, who may send it, and the JSON Schema of its data') readonly events: JsonObject;
  @Free('By state: the work it asks for, and of whom') readonly tasks: JsonObject;
  @Free('By state: whose time it is') readonly holders: JsonObject;
  @Free('Delays that the ruleset governs') readonly delays: JsonObject;
  @Free('States in which a case may rest for ever, with the reason') readonly rests: JsonObject;
  @Free('Who opens it, and the JSON Schema of the data; null where only other cases do', { nullable: true })
  readonly open: Json;
}

export class LivenessAnswer {
  @Flag('Always true') readonly live: boolean;
}

export class ReadinessAnswer {
  @Flag('Whether the service takes work') readonly ready: boolean;
  @Word('Whether the database answers', ['ok', 'away']) readonly database: 'ok' | 'away';
  @Word('Whether Redis answers; without it deadlines are fired from the database alone', ['absent', 'ok', 'deaf'])
  readonly redis: string;
  @Word('Whether the tables are those of this version', ['done', 'pending']) readonly migrations: 'done' | 'pending';
  @Count('Age of the oldest deadline that is past due and has not fired') readonly oldestOverdueSeconds: number;
  @Texts('For people: what is wrong, if anything') readonly notes: readonly string[];
}
