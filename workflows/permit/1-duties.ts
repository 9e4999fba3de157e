import type { JsonObject } from '../../src/engine/json.js';
import type { PermitContext } from './1-context.js';
import { actOf } from './1-notes.js';
import type { Heard, PermitEvent, PermitSetup, Said } from './1-setup.js';

/*
 * What the investor owes by a permit, each in a case of its own with a clock, a ladder and a ledger: conditions of the grant that have a
 * date, and the duties that the ruleset attaches to the approval. They go with the permit: stayed, suspended and released with it.
 */

type Owed = { readonly key: string; readonly title: string; readonly data: JsonObject };

/** When the permit comes into force. Given anew after a decision fell, it brings its duties anew. */
export function obliging(s: PermitSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { approval, annulments, grant } = context;
    const round = annulments.length + 1;
    const conditions = (grant?.conditions ?? []).flatMap(({ kind, text, by }, index): Owed[] =>
      kind === 'subsequent' && by !== undefined
        ? [
            {
              key: `condition/${round}.${index + 1}`,
              title: text,
              data: { kind, dueOn: by, basis: grant?.basis ?? '' },
            },
          ]
        : [],
    );
    const duties = approval.duties.flatMap((duty): Owed[] =>
      duty.start === 'granted' ? [ofRuleset(context, duty, `duty/${round}/${duty.id}`)] : [],
    );
    // A permit that is in force again after a stay owes what it owed.
    const owed = [...conditions, ...duties].filter(({ key }) => !Object.hasOwn(context.duties, key));
    if (owed.length === 0) return;
    enqueue.assign({
      duties: { ...context.duties, ...Object.fromEntries(owed.map((one) => [one.key, begun(one, event)])) },
    });
    for (const one of owed) enqueue({ type: 'openChild', params: opened(context, one) });
  });
}

/** A duty that counts from something else than the grant: metal is entrusted, a paper is asked for. */
export function mayBegin({
  context: { approval },
  event: { duty },
}: Said & { readonly event: { readonly duty?: string } }): boolean {
  const later = approval.duties.filter(({ start }) => start !== 'granted');
  return duty === undefined ? later.length > 0 : later.some(({ id }) => id === duty);
}

export function beginning(s: PermitSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const duty = context.approval.duties.find(({ id }) => id === event.duty);
    if (!duty) return;
    const times = Object.keys(context.duties).filter((key) => key.startsWith(`duty/${duty.id}.`)).length;
    const one = ofRuleset(context, duty, `duty/${duty.id}.${times + 1}`);
    enqueue.assign({ duties: { ...context.duties, [one.key]: begun(one, event) } });
    enqueue({ type: 'openChild', params: opened(context, one) });
  });
}

/** What is due to be lodged and is overdue: whether something follows from that is weighed in a case of its own. */
export function overdue(s: PermitSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { name, legalBasis } = context.approval;
    const one: Owed = { key: 'overdue', title: name, data: { kind: 'overdue', basis: legalBasis } };
    enqueue.assign({ duties: { ...context.duties, [one.key]: begun(one, event) } });
    enqueue({ type: 'openChild', params: opened(context, one) });
  });
}

function ofRuleset(
  { approval }: PermitContext,
  { id, what }: PermitContext['approval']['duties'][number],
  key: string,
): Owed {
  return { key, title: what, data: { kind: 'term', duty: `${approval.id}/${id}`, basis: approval.name } };
}

const begun = ({ title }: Owed, event: Partial<PermitEvent>): JsonObject => ({ title, outcome: null, ...actOf(event) });

function opened({ application }: PermitContext, { key, title, data }: Owed) {
  return { key, workflow: 'duty', data: { ...data, title, application } };
}

/** What has become of a duty. */
export function ended(s: PermitSetup) {
  return s.assign({
    duties: ({ context, event: { child = '', outcome = '', consequence, text = '', ...event } }) => ({
      ...context.duties,
      [child]: {
        ...context.duties[child],
        outcome,
        text,
        ...(consequence === undefined ? {} : { consequence }),
        ...actOf(event),
      },
    }),
  });
}

/** Consequences that the permit itself must bear; a penalty or a report leaves it as it is. */
const OF_THE_PERMIT = ['resumption-of-plot', 'cancellation', 'withdrawal-of-benefit'];

/** Of such a duty the investor was heard in its own case. */
export const isBroken = ({ event }: Heard): boolean =>
  event.outcome === 'enforced' && OF_THE_PERMIT.includes(event.consequence ?? '');
