import { Rejection, type Actor, type JsonObject } from '../engine/index.js';
import { LEAD } from '../identity/accounts.js';
import type { SuspensionRow } from '../store/rows.js';
import { holdsSomewhere, type Search } from './concerned.js';

/** What a regime is suspended by: which applications it concerns (CEL over their facts), why, and by what law. */
export interface Order {
  readonly condition: string;
  /** Approvals under the law that is suspended: their permits in force are dormant until it is lifted. */
  readonly approvals?: readonly string[];
  readonly reason: string;
  readonly basis: string;
}
export type Lifting = Pick<Order, 'reason' | 'basis'>;

/** Throws Rejection (`actor`). */
export function mayOrder({ posts }: Actor): void {
  if (!posts.some(({ role, agency }) => role === 'manager' && agency === LEAD))
    throw new Rejection('actor', 'a regime is suspended and lifted by a manager of the lead agency');
}

/** A blank is no reason: no case would take it. Throws Rejection (`data`). */
export function notBlank({ reason, basis }: Lifting): void {
  const errors = Object.entries({ reason, basis }).flatMap(([name, text]) =>
    text.trim() === '' ? [{ field: `/${name}`, message: 'must say something' }] : [],
  );
  if (errors.length > 0) throw new Rejection('data', 'the order gives no reason or no basis', { errors });
}

/** Whoever gave the order acts on every case, also where another process finishes it. */
const asOrdered = (account: string | null): Actor => ({
  id: account ?? '',
  kind: 'person',
  posts: [{ role: 'manager', agency: LEAD }],
});

export const approvalsOf = ({ approvals }: SuspensionRow): readonly string[] =>
  JSON.parse(approvals) as readonly string[];

/** The events by which an order holds a case: an application, a permit. */
export const HOLDING = { application: 'suspend', permit: 'suspendRegime' } as const;

/** What an order asks of applications, and of permits. */
export function suspending(row: SuspensionRow): readonly Search[] {
  const { id: regime, concerns, reason: text, basis } = row;
  const actor = asOrdered(row.ordered_by);
  const means = (_: JsonObject, application: JsonObject): boolean => holdsSomewhere(concerns, application);
  const data = { basis, text, regime };
  return [
    { event: HOLDING.application, data: { reason: 'regime-suspended', ...data }, actor, approvals: null, means },
    { event: HOLDING.permit, data, actor, approvals: approvalsOf(row), means },
  ];
}

/** What lifting it asks of those that it holds. */
export function resuming(row: SuspensionRow): readonly Search[] {
  const { id } = row;
  const actor = asOrdered(row.lifted_by);
  const text = `${row.lift_reason} (${row.lift_basis})`;
  const by =
    (field: string) =>
    (context: JsonObject): boolean =>
      Object(context[field]).regime === id;
  return [
    { event: 'resume', data: { text }, actor, approvals: null, means: by('suspension') },
    { event: 'resumeRegime', data: { regime: id, text }, actor, approvals: approvalsOf(row), means: by('regime') },
  ];
}
