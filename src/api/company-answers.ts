import { Flag, Instant, Many, Text, Word } from './fields.js';

/* What is answered about companies and agents. */

const NULLABLE = { nullable: true };
const KINDS = ['founded', 'joined', 'representative', 'agent', 'entrusted', 'ended'] as const;

export class MandateAnswer {
  @Text('Id of the record, to end it by') readonly id: string;
  @Word('What it records', KINDS) readonly kind: (typeof KINDS)[number];
  @Text('Account it is about') readonly person: string;
  @Text('Company it is about', NULLABLE) readonly company: string | null;
  @Text('Of an agent: the owner, a company or an account, for whom the agent acts', NULLABLE) readonly for:
    string | null;
  @Text('The application it is bounded to', NULLABLE) readonly case: string | null;
  @Text('Record that is ended by it', NULLABLE) readonly ends: string | null;
  @Instant('From when it holds; of an end, until when what is ended does') readonly from: string;
  @Instant('Until when; null: until it is ended', NULLABLE) readonly until: string | null;
  @Flag('Whether it holds now') readonly holds: boolean;
  @Text('Resolution or power of attorney it rests on, or reason') readonly ground: string;
  @Text('Account that recorded it') readonly recordedBy: string;
  @Instant('When') readonly recordedAt: string;
}

export class CompanyPersonAnswer {
  @Text('Id of the record, to end it by') readonly record: string;
  @Text('Account') readonly person: string;
  @Instant('Since when') readonly from: string;
}

export class CompanyAnswer {
  @Text('Id of the company') readonly id: string;
  @Text('What it is called', { example: 'Chenab Textiles (Private) Limited' }) readonly name: string;
  @Text('Its number in the register of companies; null: not incorporated yet, or not said', NULLABLE)
  readonly number: string | null;
  @Text('Account of its authorised representative', NULLABLE) readonly representative: string | null;
  @Many(CompanyPersonAnswer, 'Its people: they look; the representative acts')
  readonly people: readonly CompanyPersonAnswer[];
}

export class CompaniesAnswer {
  @Many(CompanyAnswer, 'Those of which the caller is one of the people') readonly items: readonly CompanyAnswer[];
}

export class CompanyHistoryAnswer extends CompanyAnswer {
  @Many(MandateAnswer, 'All that was recorded of it, oldest first') readonly records: readonly MandateAnswer[];
}

export class AgentsAnswer {
  @Many(MandateAnswer, 'Agents, and the company it was given to; oldest first')
  readonly items: readonly MandateAnswer[];
}
