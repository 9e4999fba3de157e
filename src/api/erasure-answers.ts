import type { ErasureOrder } from '../engine/index.js';
import type { PresentedOrder } from '../personal/orders.js';
import { IdsIn, TextIn } from './checks.js';
import { Count, Hash, Instant, Many, Text, Texts, Word } from './fields.js';

/* What is asked and answered about erasure. */

const NULLABLE = { nullable: true };

class PersonalText {
  @Hash('Digest under which the log knows it') readonly digest: string;
  @Text('What it says') readonly text: string;
  @Count('Number of the event with which it was recorded') readonly event: number;
  @Text('Type of that event') readonly type: string;
  @Text('Account that sent it') readonly by: string;
  @Instant('When it was recorded') readonly at: string;
}

class ErasableDocument {
  @Text('Id') readonly id: string;
  @Hash('Digest under which the log knows it') readonly digest: string;
  @Text('Paper of the ruleset that it is; null: another', NULLABLE) readonly paper: string | null;
  @Count('Version of the paper') readonly version: number;
  @Text('Name of the file') readonly name: string;
  @Count('Number of the event with which it was recorded') readonly event: number;
  @Text('Account that gave it') readonly by: string;
  @Instant('When it was given') readonly at: string;
}

class ErasureOrderAnswer implements PresentedOrder {
  @Count('Number of the event that ordered it') readonly order: number;
  @Texts('Digests of what is to be erased') readonly digests: readonly string[];
  @Text('Ground, of those of the settings', { example: 'order-of-court' }) readonly code: string;
  @Text('The law that asks for it') readonly basis: string;
  @Text('Why') readonly text: string;
  @Text('Who asked for it', { example: 'data-subject' }) readonly requestedBy: string;
  @Text('The day on which the request came in', { format: 'date', example: '2027-06-30' }) readonly requestedOn: string;
  @Text('Where the request is registered') readonly register: string;
  @Text('Account that ordered it') readonly by: string;
  @Text('Whose substitute ordered it; null: in person', NULLABLE) readonly onBehalfOf: string | null;
  @Instant('When') readonly at: string;
  @Word('Whether another person has confirmed it', ['waiting', 'erased', 'dismissed'])
  readonly standing: PresentedOrder['standing'];
  @Text('Account that confirmed or dismissed it', NULLABLE) readonly settledBy: string | null;
  @Text('When', { ...NULLABLE, format: 'date-time' }) readonly settledAt: string | null;
  @Text('Why it was dismissed', NULLABLE) readonly why: string | null;
}

export class ErasableAnswer {
  @Many(PersonalText, 'Texts that tell of persons, in the order of the log') readonly items: readonly PersonalText[];
  @Many(ErasableDocument, 'Documents, all versions, also in quarantine')
  readonly documents: readonly ErasableDocument[];
  @Many(ErasureOrderAnswer, 'What was ordered, the newest first') readonly orders: readonly ErasureOrderAnswer[];
}

export class OrderedAnswer {
  @Count('Number of the event that ordered it') readonly order: number;
}

export class ErasedAnswer {
  @Count('How many texts and documents the event names') readonly erased: number;
}

export class OrderErasure implements ErasureOrder {
  @IdsIn('Digests of texts and documents')
  digests: string[];

  @TextIn('Ground, of those of the settings', { example: 'order-of-court' })
  code: string;

  @TextIn('The law that asks for it', { max: 500, example: 'Order 7/2027 of the High Court' })
  basis: string;

  @TextIn('Why, without saying again what is to be erased', { max: 2_000 })
  text: string;

  @TextIn('Who asked for it', { example: 'data-subject' })
  requestedBy: string;

  @TextIn('The day on which the request came in', { format: 'date', example: '2027-06-30' })
  requestedOn: string;

  @TextIn('Where the request is registered', { max: 300, example: 'Diary 19' })
  register: string;
}
