import type { JsonObject } from '../../src/engine/json.js';
import { latest, type Approvals, type Opened, type Required } from './1-approvals.js';
import type { ApplicationContext, ApplicationEvent } from './1-context.js';
import { actOf } from './1-notes.js';

/*
 * What follows for others when a case tells what has become of it: who is confirmed by it, who is stayed with it, and as what other case it
 * goes on. Plain functions: they say what to tell and to open, and the stage does it.
 */

type Telling = { readonly event: string; readonly keys: readonly string[]; readonly data: JsonObject };

/** Which children hear of it, and what. `context` knows the outcome already. */
export function tellings(context: Approvals, event: ApplicationEvent): Telling[] {
  const { child = '', outcome = '', awaits, court, number = '', date = '' } = event;
  const told = context.approvals[child];
  if (!told) return [];
  const waiting = keysOf(context, (opened) => opened.awaits === told.approval);
  const confirming = awaits === undefined ? null : (latest(context, awaits)?.outcome ?? null);
  const above = dependents(context, told.approval);
  const all: Telling[] = [
    { event: 'confirmationDecided', keys: waiting, data: { approval: told.approval, outcome } },
    ...(awaits === undefined || confirming === null
      ? []
      : [{ event: 'confirmationDecided', keys: [child], data: { approval: awaits, outcome: confirming } }]),
    ...(court === undefined ? [] : [{ event: 'stayByParent', keys: above, data: { court, number, date } }]),
    ...(told.spread && outcome !== 'stayed' ? [{ event: 'liftStayByParent', keys: above, data: {} }] : []),
  ];
  return all.filter(({ keys }) => keys.length > 0);
}

/** What the application keeps of it. */
export function standingOf(known: Opened, event: ApplicationEvent): Opened {
  const { outcome = null, awaits = known.awaits, court } = event;
  const spread = outcome === 'stayed' && court !== undefined;
  return { ...known, outcome, decidedAt: actOf(event).at, ...(awaits === undefined ? {} : { awaits }), spread };
}

function keysOf({ approvals }: Approvals, which: (opened: Opened) => boolean): string[] {
  return Object.entries(approvals).flatMap(([key, opened]) => (which(opened) ? [key] : []));
}

/** The latest cases of approvals that depend on one, directly or through others. */
function dependents(context: Approvals, id: string): string[] {
  const below = new Set([id]);
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const { id: other, dependsOn } of context.required)
      if (dependsOn.some((earlier) => below.has(earlier))) below.add(other);
  }
  below.delete(id);
  return [...below].flatMap((other) => latest(context, other)?.key ?? []);
}

/** A case that an agency converted or transferred goes on as another: for which approval, by whom, with what was filed when. */
export type Passing = { readonly required: readonly Required[]; readonly as: Required; readonly received: JsonObject };

export function passing({ required }: ApplicationContext, known: Opened, event: ApplicationEvent): Passing | null {
  const { outcome, to = '', child = '', lodgedAt = 0, papers = [], challan = null } = event;
  const from = required.find(({ id }) => id === known.approval);
  if (!from || (outcome !== 'converted' && outcome !== 'transferred')) return null;
  const as =
    outcome === 'transferred' ? { ...from, agency: to } : (required.find(({ id }) => id === to) ?? renamed(from, to));
  return { required: replaced(required, from.id, as), as, received: { from: child, lodgedAt, papers, challan } };
}

/** Of the kind it is converted into the application knows no more than the id, where it did not apply so far. */
const renamed = (from: Required, id: string): Required => ({ ...from, id, name: id });

/** What depended on the one depends on the other. */
function replaced(required: readonly Required[], id: string, as: Required): Required[] {
  const others = required.filter((approval) => approval.id !== id && approval.id !== as.id);
  const inStead = (earlier: string): string => (earlier === id ? as.id : earlier);
  return [...others.map((other) => ({ ...other, dependsOn: [...new Set(other.dependsOn.map(inStead))] })), as];
}
