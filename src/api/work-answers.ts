import { Count, Flag, Instant, Many, Text } from './fields.js';

/* What is answered about work and alarms. */

const NULLABLE = { nullable: true };

export class TaskAnswer {
  @Text('Id of the task') readonly id: string;
  @Text('Id of its case', { format: 'uuid' }) readonly case: string;
  @Text('Reference of its case', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Text('The state that asks for it', { example: 'application.underway.screening' }) readonly node: string;
  @Text('What is to be done') readonly title: string;
  @Text('Role of the post that is to do it', { example: 'officer' }) readonly role: string;
  @Text('Agency of that post; null: the investor’s', NULLABLE) readonly agency: string | null;
  @Text('Account that has claimed it or was given it', NULLABLE) readonly assignee: string | null;
  @Count('Rungs of its ladder climbed so far') readonly rungs: number;
  @Instant('Since when') readonly openedAt: string;
  @Instant('When its clock runs out; null: paused, or without a clock', NULLABLE) readonly dueAt: string | null;
  @Flag('Whether that has passed') readonly overdue: boolean;
}

export class TaskPageAnswer {
  @Many(TaskAnswer, 'First due first; those without a due date last') readonly items: readonly TaskAnswer[];
  @Text('Cursor of the next page; null on the last one', NULLABLE) readonly next: string | null;
}

export class GivenTaskAnswer {
  @Text('Id of the task') readonly task: string;
  @Text('Account that has it now; null: it was not given', NULLABLE) readonly to: string | null;
  @Count('200: given; else the status with which the task alone would have been refused') readonly status: number;
  @Text('Why it was not given', NULLABLE) readonly detail: string | null;
}

export class GivenTasksAnswer {
  @Many(GivenTaskAnswer, 'In the order asked') readonly items: readonly GivenTaskAnswer[];
}

export class EscalationAnswer {
  @Text('Id of the escalation') readonly id: string;
  @Text('Id of the case', { format: 'uuid' }) readonly case: string;
  @Text('Reference of the case', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Text('Id of the task that climbed') readonly task: string;
  @Text('What the task is about') readonly taskTitle: string;
  @Count('Rung it climbed to') readonly rung: number;
  @Text('What the rung means') readonly title: string;
  @Text('Post that is alarmed', { example: 'manager.sifc' }) readonly watcher: string;
  @Instant('When') readonly raisedAt: string;
  @Instant('When somebody silenced this rung', NULLABLE) readonly acknowledgedAt: string | null;
  @Text('Account that silenced it', NULLABLE) readonly acknowledgedBy: string | null;
}

export class EscalationPageAnswer {
  @Many(EscalationAnswer, 'Newest first') readonly items: readonly EscalationAnswer[];
  @Text('Cursor of the next page; null on the last one', NULLABLE) readonly next: string | null;
}
