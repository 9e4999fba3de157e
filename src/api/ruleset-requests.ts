import { FilterIn, FlagIn, TextIn } from './checks.js';
import { LONGEST } from '../confirmations/proposal.js';

/* What callers send about figures of rulesets. */

export class FigureQuery {
  @FlagIn('Only those that are confirmed in the ruleset, or that are not') confirmed?: boolean;
  @FilterIn('Only those of this approval') approval?: string;
}

export class ProposeConfirmation {
  @TextIn('Of a time, and only of one: what its proof makes of it, `limit` (law) or `target` (service standard)', {
    optional: true,
    example: 'limit',
  })
  force?: string;

  @TextIn('Title of the document that proves it', { max: LONGEST.text, example: 'Explosives Rules 2010' })
  title: string;

  @TextIn('Its number, and where in it the figure stands', {
    max: LONGEST.text,
    example: 'S.R.O. 1166(I)/2010, rule 104',
  })
  reference: string;

  @TextIn('The day it is of', { format: 'date', example: '2010-12-22' }) date: string;
  @TextIn('Where it can be read', { optional: true, max: LONGEST.url }) url?: string;
  @TextIn('How it was verified', { optional: true, max: LONGEST.note }) note?: string;
}

export class CountersignConfirmation {
  @TextIn('What is to be said with it', { optional: true, max: LONGEST.note }) note?: string;
}

export class WithdrawConfirmation {
  @TextIn('Why', { max: LONGEST.note, example: 'The gazette was amended' }) reason: string;
}

export class ProofDocumentQuery {
  @TextIn('Name of the file', { example: 'gazette.pdf' }) name: string;
}
