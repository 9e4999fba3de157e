import type { DocumentRow } from '../../store/document-rows.js';
import type { ErasureSettings } from '../../personal/grounds.js';
import type { Erasable } from '../../personal/erasures.js';
import type { PresentedOrder } from '../../personal/orders.js';
import { formModel, type FormState } from '../cases/form-page.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import type { Schema } from '../forms/schema.js';
import type { Reader } from '../reader.js';

const PICKED = 'digest';
const MOST = 100;

/** What an order says, as the form asks for it. */
export function orderSchema(reader: Reader, { grounds, requesters }: ErasureSettings): Schema {
  const field = (name: string, more: Schema): Schema => ({
    type: 'string',
    title: reader.t(`erasure.${name}`),
    ...more,
  });
  const properties = {
    code: field('ground', { enum: grounds.map(({ id }) => id) }),
    basis: field('basis', { maxLength: 500, pattern: '\\S' }),
    text: field('why', { maxLength: 2_000, pattern: '\\S' }),
    requestedBy: field('requestedBy', { enum: requesters }),
    requestedOn: field('requestedOn', { format: 'date' }),
    register: field('register', { maxLength: 250, pattern: '\\S' }),
  };
  return { type: 'object', required: Object.keys(properties), properties };
}

/** Digests that were ticked. */
export const pickedIn = (sent: FormFields): string[] => [sent[PICKED] ?? []].flat().slice(0, MOST);

interface Showing {
  readonly erasable: Erasable;
  readonly picked: readonly string[];
  /** Whether nothing was ticked, of a form that was sent. */
  readonly none: boolean;
  readonly form: FormState;
}

/** The form: what can be erased, and what has to be said. */
export function erasureForm(reader: Reader, { erasable, picked, none, form: state }: Showing) {
  const form = formModel(reader, state);
  const error = none ? reader.t('erasure.mistakes.none') : null;
  return {
    ...form,
    fields: form.fields.map((field) => ({ ...field, lang: reader.language })),
    errors: [...(error === null ? [] : [{ text: error, href: '#digest', lang: reader.language }]), ...form.errors],
    error,
    texts: thingsOf(reader, erasable).map((one) => ({ ...one, checked: picked.includes(one.value) })),
  };
}

/** Texts and documents, each as one thing that can be erased. */
export function thingsOf(reader: Reader, { texts, documents }: Pick<Erasable, 'texts' | 'documents'>) {
  return [
    ...texts.map(({ digest, text, at }) => ({
      value: digest,
      text,
      about: reader.t('erasure.textOf', { date: reader.date(at) }),
    })),
    ...documents.map((row) => ({ value: row.digest, text: nameOf(reader, row), about: aboutDocument(reader, row) })),
  ];
}

const nameOf = (reader: Reader, { name }: DocumentRow): string => name ?? reader.t('documents.nameless');

const aboutDocument = (reader: Reader, { version, given_at: at }: DocumentRow): string =>
  reader.t('erasure.documentOf', { version: Number(version), date: reader.date(at) });

/** What was sent, to be sent again with the word that it is meant. */
export function hiddenIn(sent: FormFields): { readonly name: string; readonly value: string }[] {
  return Object.keys(sent)
    .filter((name) => name !== '_form' && name !== PICKED)
    .map((name) => ({ name, value: fieldText(sent, name) }))
    .concat(pickedIn(sent).map((value) => ({ name: PICKED, value })));
}

interface Ordered {
  readonly erasable: Erasable;
  readonly names: ReadonlyMap<string, string>;
  readonly me: string;
  readonly here: string;
}

/** What was ordered: who did, why, and what is left of what it would erase. */
export function ordersModel(reader: Reader, { erasable, names, me, here }: Ordered) {
  const things = thingsOf(reader, erasable);
  return erasable.orders.map((order) => ({
    order: order.order,
    standing: reader.t(`erasure.standing.${order.standing}`),
    waits: order.standing === 'waiting',
    facts: factsOf(reader, order, names),
    things: things.filter(({ value }) => order.digests.includes(value)),
    own: order.by === me || order.onBehalfOf === me,
    confirmAt: `${here}/${order.order}/confirm`,
    dismissAt: `${here}/${order.order}/dismiss`,
  }));
}

function factsOf(reader: Reader, order: PresentedOrder, names: ReadonlyMap<string, string>) {
  const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? id));
  const fact = (name: string, ...texts: readonly string[]) => ({
    title: reader.t(`erasure.${name}`),
    texts,
    inner: [],
  });
  const request = [reader.code(order.requestedBy), reader.date(`${order.requestedOn}T12:00:00+05:00`), order.register];
  return [
    fact('ground', reader.code(order.code), order.basis),
    fact('why', order.text),
    fact('request', ...request),
    fact('orderedBy', nameOf(order.by), reader.dateTime(order.at)),
    ...(order.settledAt === null
      ? []
      : [
          fact(
            order.standing === 'erased' ? 'confirmedBy' : 'dismissedBy',
            nameOf(order.settledBy),
            reader.dateTime(order.settledAt),
            ...(order.why === null ? [] : [order.why]),
          ),
        ]),
  ];
}
