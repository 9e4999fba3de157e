import type { FastifyReply } from 'fastify';
import type { Asked } from '../../api/who.js';
import { Rejection } from '../../engine/index.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import type { Pages } from '../pages.js';
import { keyModel } from '../work/key.js';

/** What is asked of somebody about a company or an agent. Its words are messages under `companies.field`, `.hint` and `.mistake`. */
export interface MandateField {
  readonly name: string;
  readonly hint?: true;
  readonly optional?: true;
  readonly longest?: number;
  /** In place of free text. */
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
}

/** A page that asks for a few things and records one. */
export interface MandateForm {
  /** Messages `companies.<what>.title`, `.lead` and `.button` are about it. */
  readonly what: string;
  /** Whom or what it is about, where it is about one. */
  readonly about?: string;
  readonly fields: readonly MandateField[];
  readonly back: string;
  readonly warns?: true;
}

/** Names of messages about fields that are wrong. */
export type MandateMistakes = { readonly [field: string]: string };

export const GROUND: MandateField = { name: 'ground', hint: true, longest: 500 };
export const REASON: MandateField = { name: 'reason', longest: 500 };
export const PERSON: MandateField = { name: 'person', hint: true, longest: 300 };

/** Shows such a page; with mistakes it is refused. The form is sent to where it was shown. */
export function showMandateForm(
  pages: Pages,
  request: Asked,
  reply: FastifyReply,
  { form, sent = {}, mistakes = {} }: { form: MandateForm; sent?: FormFields; mistakes?: MandateMistakes },
): void {
  const { t } = pages.readerOf(request);
  const fields = form.fields.map((field) => ({
    ...field,
    value: fieldText(sent, field.name),
    label: t(`companies.field.${field.name}`),
    hint: field.hint ? t(`companies.hint.${field.name}`) : undefined,
    error: mistakes[field.name] === undefined ? undefined : t(`companies.mistake.${mistakes[field.name]}`),
  }));
  const status = Object.keys(mistakes).length > 0 ? 422 : 200;
  const [action = '/'] = request.url.split('?');
  pages.show(request, reply, {
    view: 'companies/form',
    model: { form: { ...form, action, fields, hidden: keyModel() } },
    status,
  });
}

/** Fields that are empty, too long, or none of the choices. */
export function mistakesIn({ fields }: MandateForm, sent: FormFields): MandateMistakes {
  const wrong = fields.filter(({ name, optional, longest, choices }) => {
    const text = fieldText(sent, name).trim();
    if (text === '') return optional !== true;
    return text.length > (longest ?? Infinity) || choices?.some(({ value }) => value === text) === false;
  });
  return Object.fromEntries(wrong.map(({ name }) => [name, name]));
}

/** What the register refused of what was sent, told at its field. Throws what is no such refusal. */
export function refusedOf({ fields }: MandateForm, error: unknown): MandateMistakes {
  const [first] = fields;
  if (!(error instanceof Rejection) || !first) throw error;
  // What has come about already is told where the person is named.
  if (error.kind === 'state') return { [first.name]: 'already' };
  if (error.kind !== 'data') throw error;
  const name = (error.details.errors?.[0]?.field ?? '').slice(1);
  return { [fields.some((one) => one.name === name) ? name : first.name]: name };
}
