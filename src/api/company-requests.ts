import { InstantIn, TextIn } from './checks.js';

/* What callers send about companies and agents. */

const GROUND = { max: 500, example: 'Resolution of the board of 2 March 2026' };

export class FoundCompany {
  @TextIn('What it is called', { max: 200, example: 'Chenab Textiles (Private) Limited' }) name: string;
  @TextIn('Its number in the register of companies; left out: not incorporated yet', { optional: true, max: 50 })
  number?: string;
  @TextIn('What it rests on: memorandum, or agreement of the founders', GROUND) ground: string;
}

export class NamePerson {
  @TextIn('Account, which its holder can tell (`GET /api/account`)', { max: 300 }) person: string;
  @TextIn('What it rests on', GROUND) ground: string;
}

export class EmpowerAgent extends NamePerson {
  @InstantIn('Until when; left out: until it is withdrawn', { optional: true }) until?: string;
}

export class EntrustCase {
  @TextIn('Id of the company', { max: 300 }) company: string;
  @TextIn('What it rests on', GROUND) ground: string;
}

export class EndMandate {
  @TextIn('Why', GROUND) ground: string;
}
