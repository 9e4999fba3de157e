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
export const FILING = object('Filing', {
  ...filed,
  'challan?': challan(0, { 'currency?': choice('Currency', ['PKR', 'USD']) }),
});

/** The filing for an approval of the ruleset. */
export function filingFor(approval: Json | undefined): JsonObject {
  const fee = (approval as { readonly fee?: Fee } | undefined)?.fee;
  if (fee?.rule !== 'due') return FILING;
  const { amount = 1, currency = 'PKR', confirmed = false } = fee;
  const foreign = currency !== 'PKR';
  const paidIn = choice('Currency', confirmed ? [currency] : ['PKR', 'USD']);
  return object('Filing', {
    ...filed,
    challan: challan(confirmed ? amount : 1, { [foreign && confirmed ? 'currency' : 'currency?']: paidIn }),
  });
}
