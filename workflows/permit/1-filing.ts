import type { Json, JsonObject } from '../../src/engine/json.js';
import { choice, date, object, papers, text } from './1-schema.js';

/*
 * What lodging takes: where a source says that a fee is due, the challan by which it was paid, of at least the amount where that is
 * confirmed. An amount that is not says nothing, and gates nothing.
 */

/** What lodging costs, as the ruleset has it. */
export type Fee = {
  readonly rule: 'none' | 'due' | 'on-challan';
  readonly amount?: number;
  readonly currency?: string;
  readonly confirmed?: boolean;
  readonly note: string;
  readonly source: string;
};

/** That who was received first comes first, and over what. */
export type Priority = { readonly over: string; readonly confirmed: boolean };

/** The payment of a fee. */
export type Challan = {
  readonly number: string;
  readonly amount: number;
  readonly paidOn: string;
  readonly currency?: string;
};

const challan = (minimum: number, currency: { readonly [name: string]: JsonObject }): JsonObject =>
  object('Challan of the fee', {
    number: text('Number', 60),
    amount: { type: 'integer', title: 'Amount, in whole units', minimum, maximum: 1_000_000_000_000 },
    paidOn: date('Paid on'),
    ...currency,
  });

const filed = { 'papers?': papers, 'undertaking?': text('Undertaking until others have confirmed', 4000) };

/** Where nobody knows of a fee the challan may come with the filing. Without a currency it is rupees. */
const ANY_CHALLAN = { 'challan?': challan(0, { 'currency?': choice('Currency', ['PKR', 'USD']) }) };
export const FILING = object('Filing', { ...filed, 'subject?': text('What is asked for', 200), ...ANY_CHALLAN });

/** The filing for an approval of the ruleset: with what it asks for, where that goes to the first, and with the challan of a fee that is due. */
export function filingFor(approval: Json | undefined): JsonObject {
  const { fee, priority } = (approval ?? {}) as { readonly fee?: Fee; readonly priority?: Priority | null };
  const asked: { readonly [name: string]: JsonObject } = priority?.confirmed
    ? { subject: text(priority.over, 200) }
    : {};
  if (fee?.rule !== 'due') return object('Filing', { ...filed, ...asked, ...ANY_CHALLAN });
  const { amount = 1, currency = 'PKR', confirmed = false } = fee;
  const foreign = currency !== 'PKR';
  const paidIn = choice('Currency', confirmed ? [currency] : ['PKR', 'USD']);
  return object('Filing', {
    ...filed,
    ...asked,
    challan: challan(confirmed ? amount : 1, { [foreign && confirmed ? 'currency' : 'currency?']: paidIn }),
  });
}
