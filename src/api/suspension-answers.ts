import { Flag, Instant, Many, One, Text, Texts, Word } from './fields.js';

/* What is answered about the suspension of a regime. */

const NULLABLE = { nullable: true };

export class SuspensionAnswer {
  @Text('Id of the suspension', { format: 'uuid' }) readonly id: string;
  @Text('Which applications it concerns', { example: 'sector == "gemstones"' }) readonly condition: string;
  @Texts('Approvals whose permits in force are dormant meanwhile') readonly approvals: readonly string[];
  @Text('Why') readonly reason: string;
  @Text('Legal basis') readonly basis: string;
  @Word('How far it is', ['suspending', 'suspended', 'lifting', 'lifted']) readonly stage: string;
  @Text('Account that ordered it') readonly orderedBy: string;
  @Instant('When') readonly orderedAt: string;
  @Text('Account that lifted it', NULLABLE) readonly liftedBy: string | null;
  @Instant('When it was lifted', NULLABLE) readonly liftedAt: string | null;
  @Text('Why it was lifted', NULLABLE) readonly liftReason: string | null;
  @Text('Legal basis of that', NULLABLE) readonly liftBasis: string | null;
}

export class SuspensionsAnswer {
  @Many(SuspensionAnswer, 'Newest first') readonly items: readonly SuspensionAnswer[];
}

export class ConcernedAnswer {
  @Text('Id of the application, or of the permit', { format: 'uuid' }) readonly id: string;
  @Text('Its reference', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Flag('Whether its state allows it: a draft, or one that is suspended already, is left as it is')
  readonly possible: boolean;
}

export class CarriedAnswer {
  @One(SuspensionAnswer, 'The suspension; null: a dry run of one that is not ordered', NULLABLE)
  readonly suspension: SuspensionAnswer | null;
  @Many(ConcernedAnswer, 'Applications and permits it concerns') readonly cases: readonly ConcernedAnswer[];
}
