import { Flag, Free, Instant, Many, Text, Texts, Word } from './fields.js';
import type { JsonObject } from '../engine/index.js';

/* What is answered about posts. */

const NULLABLE = { nullable: true };
const KINDS = ['appointed', 'additional', 'substituted', 'absent', 'interested', 'ended'] as const;

export class HolderAnswer {
  @Text('Id of the holding, to end it by') readonly holding: string;
  @Text('Account that holds the post', { example: 'officer.epa-punjab@demo.test' }) readonly person: string;
  @Word('Whether it is the person’s own post or in additional charge', ['own', 'additional'])
  readonly charge: 'own' | 'additional';
  @Instant('Since when') readonly from: string;
  @Instant('Until when; null: until it is ended', NULLABLE) readonly until: string | null;
  @Flag('Whether the person is away now') readonly away: boolean;
  @Text('Account that has the post meanwhile', NULLABLE) readonly substitute: string | null;
}

export class PostAnswer {
  @Text('Id of the post', { example: 'officer.epa-punjab' }) readonly id: string;
  @Text('What it is called') readonly title: string;
  @Text('Its agency; null: none', { nullable: true, example: 'epa-punjab' }) readonly agency: string | null;
  @Texts('What it empowers to') readonly roles: readonly string[];
  @Free('Where it empowers: `provinces`, `zones`, `sectors`; null: wherever its agency does', NULLABLE)
  readonly within: JsonObject | null;
  @Flag('Whether nobody can be a substitute in it') readonly personal: boolean;
  @Flag('Whether it is held with no other') readonly alone: boolean;
  @Many(HolderAnswer, 'Who holds it now') readonly holders: readonly HolderAnswer[];
  @Flag('Whether nobody does') readonly vacant: boolean;
}

export class PostRecordAnswer {
  @Text('Id of the record') readonly id: string;
  @Word('What it records', KINDS) readonly kind: (typeof KINDS)[number];
  @Text('Account it is about') readonly person: string;
  @Text('Post it is about', NULLABLE) readonly post: string | null;
  @Text('Account that stands in', NULLABLE) readonly substitute: string | null;
  @Text('What an interest is about: `case`, `company` or `approval`', NULLABLE) readonly about: string | null;
  @Text('Which of them', NULLABLE) readonly subject: string | null;
  @Text('Record that is ended by it', NULLABLE) readonly ends: string | null;
  @Instant('From when it holds; of an end, until when what is ended does') readonly from: string;
  @Instant('Until when; null: until it is ended', NULLABLE) readonly until: string | null;
  @Text('Order it rests on, or reason; of an interest, its nature') readonly ground: string;
  @Text('Account that recorded it, or `system`') readonly recordedBy: string;
  @Text('Account in whose stead it did', NULLABLE) readonly recordedFor: string | null;
  @Instant('When') readonly recordedAt: string;
}

export class PostsAnswer {
  @Many(PostAnswer, 'By agency, in the order of the settings') readonly items: readonly PostAnswer[];
}

export class PostHistoryAnswer extends PostAnswer {
  @Many(PostRecordAnswer, 'All that was recorded of who holds it, oldest first')
  readonly records: readonly PostRecordAnswer[];
}

export class PostRecordsAnswer {
  @Many(PostRecordAnswer, 'Latest first') readonly items: readonly PostRecordAnswer[];
}
