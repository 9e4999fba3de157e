import { NotOfAccount, type Proof } from '../../identity/own-account.js';
import { TooOften } from '../../identity/throttle.js';
import { fieldText, type FormFields } from '../forms/form-body.js';

/** What a form sent to prove once more who asks, and its other fields. */
export function proofIn(fields: FormFields): { readonly proof: Proof; readonly text: (name: string) => string } {
  const text = (name: string): string => fieldText(fields, name);
  const code = text('code').trim();
  return { proof: { password: text('password'), ...(code === '' ? {} : { code }) }, text };
}

/** Which field was refused, and the name of the message about it. Throws what is no such refusal. */
export function mistakeOf(error: unknown): { readonly [field: string]: string } {
  if (error instanceof TooOften) return { password: 'tooOften' };
  if (!(error instanceof NotOfAccount) || error.field === null) throw error;
  return { [error.field]: error.field };
}
