import { IsEmail, IsIn } from 'class-validator';
import { LANGUAGES, type Language } from '../identity/account.js';
import type { Scope } from '../identity/credential.js';
import { InstantIn, TextIn } from './checks.js';

/* What callers send to show who they are, and about their own account. */

const CODE = { optional: true, max: 40, example: '123456' };
const EMAIL = { format: 'email', example: 'investor@demo.test' };

export class SignIn {
  @TextIn('E-mail address of the account', EMAIL)
  @IsEmail()
  email: string;

  @TextIn('Its password')
  password: string;

  @TextIn('Where the account has an authenticator: the code it shows, or one of the recovery codes', CODE)
  code?: string;
}

/** What proves once more who asks. */
export class Proof {
  @TextIn('The present password')
  password: string;

  @TextIn('Where the account has an authenticator: the code it shows, or one of the recovery codes', CODE)
  code?: string;
}

export class ChangePassword extends Proof {
  @TextIn(
    'The password from here on: 15 characters or more, 12 where the account has an authenticator, and not easily guessed',
  )
  newPassword: string;
}

export class ConfirmAuthenticator {
  @TextIn('The code that the authenticator shows', { max: 40, example: '123456' })
  code: string;
}

export class MakeToken {
  @TextIn('What it is for, so that its owner knows it again', { max: 100, example: 'Nightly export' })
  name: string;

  @TextIn('`read`: it may look. `act`: it may do whatever its owner may, too', { max: 10, example: 'read' })
  @IsIn(['read', 'act'])
  scope: Scope;

  @InstantIn('When it ends: within a year')
  until: string;
}

export class Register {
  @TextIn('E-mail address', { format: 'email', example: 'sara@example.com' })
  @IsEmail()
  email: string;

  @TextIn('Name of the person, as letters address it')
  name: string;

  @TextIn('Language of pages and mails: en, ur or zh', { max: 2, example: 'en' })
  @IsIn(LANGUAGES)
  language: Language;
}

export class ForgetPassword {
  @TextIn('E-mail address of the account', EMAIL)
  @IsEmail()
  email: string;
}

export class UseLink {
  @TextIn('`token` of the link in the mail')
  token: string;

  @TextIn('The password from here on: 15 characters or more, and not easily guessed')
  password: string;
}
