import { ApiProperty } from '@nestjs/swagger';
import { KINDS, type Kind } from '../insight/table.js';
import { Count, Flag, Free, Instant, Many, One, Text, Texts, Word } from './fields.js';

/* What is answered about figures. */

const NULLABLE = { nullable: true };

function NumberOrText(description: string): PropertyDecorator {
  return ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true, description });
}

class ColumnAnswer {
  @Text('Its name', { example: 'overdue' }) readonly name: string;
  @Word('What its cells tell', KINDS) readonly kind: Kind;
}

class CellAnswer {
  @NumberOrText('A number, a share of 1, or what a row is about; null: nothing, or none') readonly value:
    string | number | null;
  @Free('Parameters by which GET /api/insight/cases gives the cases behind it; null: there are none', NULLABLE)
  readonly behind: { readonly [parameter: string]: string } | null;
}

class RowAnswer {
  @Many(CellAnswer, 'In the order of the columns') readonly cells: readonly CellAnswer[];
}

class TableAnswer {
  @Text('Its name', { example: 'work-by-agency' }) readonly id: string;
  @Many(ColumnAnswer, 'Its columns; the first says what a row is about') readonly columns: readonly ColumnAnswer[];
  @Many(RowAnswer, 'Its rows') readonly rows: readonly RowAnswer[];
}

class WorkAnswer {
  @Count('Open tasks of posts') readonly open: number;
  @Count('Those past due') readonly overdue: number;
  @Count('Those that have climbed a rung, or have less than a quarter of their time left') readonly atRisk: number;
}

export class InsightAnswer {
  @Instant('As of') readonly at: string;
  @Texts('Months counted, the present one last') readonly months: readonly string[];
  @One(WorkAnswer, 'All open work') readonly work: WorkAnswer;
  @Many(TableAnswer, 'The figures') readonly tables: readonly TableAnswer[];
}

class ApprovalNameAnswer {
  @Text('Approval') readonly id: string;
  @Text('Its name') readonly name: string;
}

export class BehindAnswer {
  @Text('Id of the case', { format: 'uuid' }) readonly case: string;
  @Text('Its reference', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Text('Agency', NULLABLE) readonly agency: string | null;
  @Text('Title of the project') readonly title: string;
  @Text('Company') readonly company: string;
  @One(ApprovalNameAnswer, 'What it is about; null: the application itself', NULLABLE)
  readonly approval: ApprovalNameAnswer | null;
  @Text('What is to be done, the stage that was reached, or the holder') readonly what: string;
  @Text('Account that has the task', NULLABLE) readonly person: string | null;
  @Instant('Since when, or when it happened') readonly at: string;
  @Instant('When it is due, was promised, or ended', NULLABLE) readonly until: string | null;
  @ApiProperty({ type: 'number', minimum: 0, nullable: true, description: 'Days it took' }) readonly days:
    number | null;
}

export class BehindPageAnswer {
  @Many(BehindAnswer, 'The cases') readonly items: readonly BehindAnswer[];
  @Text('Cursor of the next page; null on the last one', NULLABLE) readonly next: string | null;
}

class RealAnswer {
  @Count('Decisions counted') readonly n: number;
  @Count('Days that half of them did not exceed') readonly median: number;
  @Count('Days that nine of ten did not exceed') readonly p90: number;
  @Count('Days that the longest took') readonly worst: number;
  @ApiProperty({
    type: 'number',
    minimum: 0,
    maximum: 1,
    nullable: true,
    description: 'Share of those with a promise that kept it; null: too few had one',
  })
  readonly inTime: number | null;
}

class PromiseAnswer {
  @Text('Form in which the approval differs; null: as everywhere else', NULLABLE) readonly variant: string | null;
  @Text('Type of the agency') readonly agency: string;
  @Text('Time promised for the decision; null: none', { nullable: true, example: '30 working days' })
  readonly length: string | null;
  @Flag('Whether the law sets it and a person has confirmed it') readonly limit: boolean;
  @Text('Where the promise stands', NULLABLE) readonly source: string | null;
}

class StandardRowAnswer {
  @Text('Approval') readonly approval: string;
  @Text('Its name') readonly name: string;
  @Text('Law that it rests on') readonly legalBasis: string;
  @Many(PromiseAnswer, 'What is promised, in each form') readonly promises: readonly PromiseAnswer[];
  @One(RealAnswer, 'What really happened; null: too few were decided to be told', NULLABLE)
  readonly real: RealAnswer | null;
}

export class StandardAnswer {
  @Texts('Months counted: the present one is not among them') readonly months: readonly string[];
  @Count('Of fewer decisions than this nothing is told') readonly smallest: number;
  @Many(StandardRowAnswer, 'Every approval') readonly items: readonly StandardRowAnswer[];
}
