import { ChoiceIn, FilterIn, FlagIn, InstantIn, TextIn } from './checks.js';

/* What callers send about posts. */

class GroundIn {
  @TextIn('Order it rests on, or reason', { max: 500, example: 'Notification 12/2026' })
  ground: string;
}

class TermIn extends GroundIn {
  @InstantIn('From when; left out: from now', { optional: true }) from?: string;
  @InstantIn('Until when', { optional: true }) until?: string;
}

export class EndRecord extends GroundIn {
  @InstantIn('When it ends; left out: now', { optional: true }) from?: string;
}

export class AppointHolder extends TermIn {
  @TextIn('Account that gets the post', { example: 'officer2.epa-punjab@demo.test' })
  person: string;

  @ChoiceIn('Whether it is the person’s own post, or in additional charge', ['own', 'additional'])
  charge: 'own' | 'additional';
}

export class TransferHolder extends GroundIn {
  @TextIn('Account that is transferred') person: string;
  @TextIn('Post it is transferred to', { example: 'officer.epa-sindh' }) to: string;
  @InstantIn('From when; left out: from now', { optional: true }) from?: string;
}

export class SetAbsence extends GroundIn {
  @TextIn('Account that is away; left out: the caller', { optional: true }) person?: string;
  @TextIn('Account that stands in; left out: nobody', { optional: true }) substitute?: string;
  @TextIn('Only for this post; left out: for all of that person', { optional: true }) post?: string;
  @InstantIn('From when; left out: from now', { optional: true }) from?: string;
  @InstantIn('Until when') until: string;
}

export class DeclareInterest extends GroundIn {
  @ChoiceIn('What the interest is in', ['case', 'company', 'approval']) about: 'case' | 'company' | 'approval';
  @TextIn('Id or reference of the case, name or id of the company, id of the approval', { max: 300 }) subject: string;
}

export class PostQuery {
  @FilterIn('Only of this agency') agency?: string;
  @FlagIn('Only those that nobody holds') vacant?: boolean;
}

export class PersonQuery {
  @FilterIn('Only about this account') person?: string;
}
