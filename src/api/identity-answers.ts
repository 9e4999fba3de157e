import { LANGUAGES } from '../identity/account.js';
import { Count, Flag, Instant, Many, One, Text, Texts, Word } from './fields.js';

/* What is answered about who signs in, and how. */

export class AccountAnswer {
  @Text('What to sign in with', { format: 'email', example: 'officer.sifc@demo.test' }) readonly email: string;
  @Text('Name') readonly name: string;
  @Text('Agency; null: none', { nullable: true, example: 'sifc' }) readonly agency: string | null;
  @Texts('Roles of the posts held') readonly roles: readonly string[];
}

export class AccountsAnswer {
  @Many(AccountAnswer, 'All of them') readonly items: readonly AccountAnswer[];
}

export class SessionAnswer {
  @Text('Send it as `Authorization: Bearer …`') readonly token: string;
  @One(AccountAnswer, 'Who has signed in') readonly account: AccountAnswer;
}

export class BrowserSessionAnswer {
  @One(AccountAnswer, 'Who has signed in') readonly account: AccountAnswer;
  @Text('What forms of pages send back as `_form`') readonly formToken: string;
  @Instant('When the session ends at the latest') readonly endsAt: string;
}

export class OpenSessionAnswer {
  @Text('Id of the session, which is no secret') readonly id: string;
  @Word('What it was opened by: a browser, or a client of the API', ['browser', 'client']) readonly kind: string;
  @Text('`User-Agent` of what opened it; null: it sent none', { nullable: true }) readonly agent: string | null;
  @Flag('Whether it was opened with a second factor') readonly secondFactor: boolean;
  @Instant('When it was opened') readonly createdAt: string;
  @Instant('When it was last used, to the minute') readonly seenAt: string;
  @Instant('When it ends if it is not used again') readonly endsAt: string;
  @Flag('Whether it is the one that asks') readonly current: boolean;
}

export class SessionsAnswer {
  @Many(OpenSessionAnswer, 'Newest first') readonly items: readonly OpenSessionAnswer[];
}

export class EndedAnswer {
  @Count('How many sessions and tokens have ended') readonly ended: number;
}

export class OwnAccountAnswer extends AccountAnswer {
  @Text('Id by which histories name the person') readonly id: string;
  @Word('Language of pages and mails', LANGUAGES) readonly language: string;
  @Flag('Whether signing in takes a code of an authenticator') readonly authenticator: boolean;
  @Count('Recovery codes that have not been used') readonly recoveryCodes: number;
}

export class AuthenticatorAnswer {
  @Text('The secret in base32, to be typed into an authenticator', { example: 'JBSWY3DPEHPK3PXP' })
  readonly secret: string;
  @Text('The same for a QR code', { format: 'uri' }) readonly uri: string;
}

export class RenewedAnswer {
  @Text('The token of the session from here on, for the old one is over; null: the browser has it as its cookie', {
    nullable: true,
  })
  readonly token: string | null;
}

export class RecoveryCodesAnswer {
  @Texts('Each signs in once in place of the authenticator’s code; they are shown only now')
  readonly items: readonly string[];
}

export class ConfirmedAnswer extends RenewedAnswer {
  @Texts('Recovery codes, to be kept on paper: each signs in once in place of the authenticator’s code')
  readonly recoveryCodes: readonly string[];
}

export class TokenAnswer {
  @Text('Id of the token, which is no secret') readonly id: string;
  @Text('What its owner calls it') readonly name: string;
  @Word('What it is for: `act` includes `read`', ['read', 'act']) readonly scope: string;
  @Instant('When it was made') readonly createdAt: string;
  @Instant('When it was last used, to the minute; at first when it was made') readonly seenAt: string;
  @Instant('When it ends') readonly endsAt: string;
}

export class MadeTokenAnswer extends TokenAnswer {
  @Text('Send it as `Authorization: Bearer …`; it is shown only now') readonly token: string;
}

export class TokensAnswer {
  @Many(TokenAnswer, 'Newest first') readonly items: readonly TokenAnswer[];
}

export class MailedAnswer {
  @Flag('Always true: whether a mail was sent is for the owner of the address to know') readonly mailed: boolean;
}

export class AccountMadeAnswer {
  @One(AccountAnswer, 'Whose it is') readonly account: AccountAnswer;
}
