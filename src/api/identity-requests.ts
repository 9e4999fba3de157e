import { IsEmail } from 'class-validator';
import { TextIn } from './checks.js';

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
