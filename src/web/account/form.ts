import type { FastifyReply } from 'fastify';
import type { Asked } from '../../api/who.js';
import type { Pages } from '../pages.js';
import type { Reader } from '../reader.js';

/** A field of a form about an account. Its words are messages under `account`. */
export interface AccountField {
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'code';
  readonly autocomplete?: string;
  readonly hint?: boolean;
  readonly value?: string;
  /** Choices in place of free text: values, with their words. */
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
}

/** A page that asks for a few things and does one. */
export interface AccountForm {
  /** Messages `account.<what>.title`, `.lead` and `.button` are about it. */
  readonly what: string;
  readonly action: string;
  readonly fields: readonly AccountField[];
  readonly hidden?: { readonly [name: string]: string };
  /** Keys of messages about fields that are wrong, in the order of the fields. */
  readonly mistakes?: { readonly [field: string]: string };
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  readonly back?: string;
  readonly warns?: boolean;
}

/** Shows such a page; with mistakes it is refused. */
export function showForm(
  pages: Pages,
  request: Asked,
  reply: FastifyReply,
  form: AccountForm & { readonly status?: number },
): void {
  const { mistakes = {}, status = Object.keys(mistakes).length > 0 ? 422 : 200 } = form;
  const model = {
    form: { ...form, fields: form.fields.map((field) => fieldModel(pages.readerOf(request), field, mistakes)) },
  };
  pages.show(request, reply, { view: 'account/form', model, status });
}

function fieldModel({ t }: Reader, field: AccountField, mistakes: { readonly [field: string]: string }) {
  const { name, type = 'text', hint = false } = field;
  const mistake = mistakes[name];
  return {
    ...field,
    type: type === 'code' ? 'text' : type,
    inputmode: type === 'code' ? 'numeric' : undefined,
    label: t(`account.field.${name}`),
    hint: hint ? t(`account.hint.${name}`) : undefined,
    error: mistake === undefined ? undefined : t(`account.mistake.${mistake}`),
  };
}

const PASSWORD = { name: 'password', type: 'password', autocomplete: 'current-password' } as const;
export const NEW_PASSWORD = {
  name: 'newPassword',
  type: 'password',
  autocomplete: 'new-password',
  hint: true,
} as const;
const CODE = { name: 'code', type: 'code', autocomplete: 'one-time-code', hint: true } as const;

/** What proves once more who asks: the password, and a code where the account has an authenticator. */
export function proofFields({ authenticator }: { readonly authenticator: boolean }): readonly AccountField[] {
  return authenticator ? [PASSWORD, CODE] : [PASSWORD];
}
