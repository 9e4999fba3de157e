import type { JsonObject } from '../../src/engine/json.js';
import { isBeside, isInForce, latest, type Approvals, type Opened, type Required } from './1-approvals.js';
import type { ApplicationContext, ApplicationEvent } from './1-context.js';
import { actOf } from './1-notes.js';
import { needed } from './1-sites.js';

/*
 * What follows for others when a case tells what has become of it: who is confirmed by it, who is stayed with it, and as what other case it
 * goes on. Plain functions: they say what to tell and to open, and the stage does it.
 */

type Telling = { readonly event: string; readonly keys: readonly string[]; readonly data: JsonObject };

/** Which children hear of it, and what. `context` knows the outcome already. */
export function tellings(context: Approvals, event: ApplicationEvent): Telling[] {
  const { child = '', outcome = '', court, number = '', date = '' } = event;
  const told = context.approvals[child];
  if (!told) return [];
  const waiting = keysOf(context, (opened) => opened.awaits === told.approval);
  const above = dependents(context, told.approval);
  const all: Telling[] = [
    { event: 'confirmationDecided', keys: waiting, data: { approval: told.approval, outcome } },
    ...confirming(context, child, event),
    ...(court === undefined ? [] : [{ event: 'stayByParent', keys: above, data: { court, number, date } }]),
    ...(told.spread && outcome !== 'stayed' ? [{ event: 'liftStayByParent', keys: above, data: {} }] : []),
  ];
  return all.filter(({ keys }) => keys.length > 0);
}

/** What has to confirm a case may be decided already, or held since before the application. */
function confirming(context: Approvals, child: string, event: ApplicationEvent): Telling[] {
  const awaits = event.awaits === undefined ? undefined : context.approvals[child]?.awaits;
  if (awaits === undefined) return [];
  const held = isInForce(context, awaits, actOf(event).at);
  const outcome = held ? 'in-force' : (latest(context, awaits)?.outcome ?? null);
  return outcome === null ? [] : [{ event: 'confirmationDecided', keys: [child], data: { approval: awaits, outcome } }];
}

/** What the application keeps of it. */
export function standingOf({ required }: Approvals, known: Opened, event: ApplicationEvent): Opened {
  const { outcome = null, court } = event;
  const awaits = confirmerOf(required, known, event) ?? known.awaits;
  const spread = outcome === 'stayed' && court !== undefined;
  return { ...known, outcome, decidedAt: actOf(event).at, ...(awaits === undefined ? {} : { awaits }), spread };
}

/** Under its name in this application the approval that has to confirm this one: a case knows only what kind it is. */
function confirmerOf(
  required: readonly Required[],
  { approval }: Opened,
  { awaits }: ApplicationEvent,
): string | undefined {
  const own = required.find(({ id }) => id === approval);
  return own && required.find((other) => other.approval === awaits && isBeside(other, own))?.id;
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
  const { outcome, to = '', child = '', lodgedAt = 0, papers = [], challan = null, subject = null } = event;
  const from = required.find(({ id }) => id === known.approval);
  if (!from || (outcome !== 'converted' && outcome !== 'transferred')) return null;
  const as = outcome === 'transferred' ? { ...from, agency: to } : convertedInto(required, from, to);
  return {
    required: replaced(required, from.id, as),
    as,
    received: { from: child, lodgedAt, papers, challan, subject },
  };
}

/** The other kind at the same place. Where it did not apply so far, the application knows no more of it than the id. */
function convertedInto(required: readonly Required[], from: Required, approval: string): Required {
  const other = required.find((one) => one.approval === approval && isBeside(one, from));
  if (other) return other;
  const { incorporates: _incorporates, service: _service, ...kept } = from;
  return { ...kept, id: needed(approval, from.site), approval, name: approval, proof: null };
}

/** What depended on the one depends on the other. */
function replaced(required: readonly Required[], id: string, as: Required): Required[] {
  const others = required.filter((approval) => approval.id !== id && approval.id !== as.id);
  const inStead = (earlier: string): string => (earlier === id ? as.id : earlier);
  return [...others.map((other) => ({ ...other, dependsOn: [...new Set(other.dependsOn.map(inStead))] })), as];
}
