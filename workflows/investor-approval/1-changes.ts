import type { JsonObject } from '../../src/engine/json.js';
import type { Library } from '../../src/engine/definition.js';
import { isInForce, isLost, latest, MOVED, placeOf, requiredOf, type Required } from './1-approvals.js';
import { bodyOf } from './1-bodies.js';
import type { ApplicationContext, Rules, Said } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import type { Facts } from './1-facts.js';
import { acknowledging, actOf } from './1-notes.js';

/* Changes of an application that was accepted: the investor proposes, the desk accepts, and nobody learns afterwards what it touched. */

type Condition = Pick<Library, 'condition'>;
/** Facts that make of a site another place: what was granted for the one says nothing about the other. */
const PLACE = ['province', 'district', 'zone', 'zoneName'];

type Effect = {
  readonly required: Required[];
  readonly report: JsonObject & {
    /** Needed from now on. */
    readonly opened: readonly string[];
    /** Of the cases that are open: no longer needed, or for another place now. */
    readonly withdrawn: readonly string[];
    /** In force and no longer needed: they stay with the investor. */
    readonly kept: readonly string[];
    /** Needed anew, for another place. */
    readonly moved: readonly string[];
  };
};

/** What other facts would do to the application, reckoned now. */
function effectOf({ condition }: Condition, context: ApplicationContext, facts: Facts, said: Said['event']): Effect {
  const application = { ...context.application, ...facts };
  const at = actOf(said).at;
  const rejected = (context.acceptance?.rejected ?? []).map(({ approval }) => approval);
  const examination = { at, days: context.proofDays, rejected };
  const catalogue = said.rules?.approvals ?? [];
  const required = requiredOf(condition, catalogue, application, examination);
  const before = new Map(context.required.map((approval) => [approval.id, approval]));
  const needed = new Set(required.map(({ id }) => id));
  const gone = context.required.filter(({ id }) => !needed.has(id));
  const ofSites = new Set(catalogue.flatMap(({ id, per }) => (per === 'site' ? [id] : [])));
  const isElsewhere = (approval: Required): boolean => {
    if (!ofSites.has(approval.approval)) return false;
    const [was, is] = [placeOf(context.application, approval), placeOf(application, approval)];
    return PLACE.some((fact) => was[fact] !== is[fact]);
  };
  const moved = required.filter((one) => before.has(one.id) && latest(context, one.id) !== null && isElsewhere(one));
  const keyOf = ({ id }: Required): string[] => {
    const last = latest(context, id);
    return last && !isInForce(context, id, at) && !isLost(last.outcome) ? [last.key] : [];
  };
  return {
    required,
    report: {
      facts: Object.fromEntries(
        Object.entries(facts).map(([name, to]) => [name, { from: context.application[name] ?? null, to: to ?? null }]),
      ),
      opened: required.flatMap(({ id }) => (before.has(id) ? [] : [id])),
      withdrawn: [...gone, ...moved].flatMap(keyOf),
      kept: gone.flatMap(({ id }) => (isInForce(context, id, at) ? [id] : [])),
      moved: moved.map(({ id }) => id),
      body: bodyOf(condition, said.rules?.bodies ?? [], application)?.id ?? null,
    },
  };
}

/** The investor proposes other facts. A case of its own shows what they would touch, and waits for the desk. */
export function scopeProposed(s: ApplicationSetup, library: Condition) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const facts = event.application ?? {};
    const { report } = effectOf(library, context, facts, event);
    const proposal = { application: facts };
    const { key, change } = proposed(context, 'scope', { proposal, report }, event);
    enqueue.assign({ changes: { ...context.changes, [key]: change } });
    const data = { kind: 'scope', text: event.text ?? '', proposal, report };
    enqueue({ type: 'openChild', params: { key, workflow: 'change', data } });
    enqueue({ type: 'notify', params: { to: 'agency', template: 'change-proposed', data: { change: key } } });
  });
}

/** Another sponsor or representative, with the paper that says so. It touches every approval that is open or in force. */
export function partyProposed(s: ApplicationSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { party = '', name = '', paper = '', account } = event;
    const proposal = { name, paper, ...(account === undefined ? {} : { account }) };
    const at = actOf(event).at;
    const report = {
      inForce: context.required.flatMap(({ id }) => (isInForce(context, id, at) ? [id] : [])),
      open: Object.entries(context.approvals).flatMap(([key, { outcome }]) => (outcome === null ? [key] : [])),
    };
    const { key, change } = proposed(context, party, { proposal, report }, event);
    enqueue.assign({ changes: { ...context.changes, [key]: change } });
    const data = { kind: party, text: event.text ?? '', proposal, report };
    enqueue({ type: 'openChild', params: { key, workflow: 'change', data } });
    enqueue({ type: 'notify', params: { to: 'agency', template: 'change-proposed', data: { change: key } } });
  });
}

function proposed(
  { changes }: ApplicationContext,
  kind: string,
  { proposal, report }: { readonly proposal: JsonObject; readonly report: JsonObject },
  event: Said['event'],
) {
  const key = `change/${Object.keys(changes).length + 1}`;
  return { key, change: { kind, proposal, report, outcome: null, ...actOf(event) } };
}

/** What the desk accepts takes effect at once, as it is reckoned on that day. */
export function changeDecided(s: ApplicationSetup, library: Condition) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { child = '', outcome = null } = event;
    const known = context.changes[child];
    if (!known) return;
    const changes = { ...context.changes, [child]: { ...known, outcome } };
    if (outcome !== 'accepted') return enqueue.assign({ changes });
    if (known.kind !== 'scope') {
      return enqueue.assign({ changes, parties: { ...context.parties, [known.kind]: known.proposal } });
    }
    const facts = (known.proposal['application'] ?? {}) as Facts;
    const { required, report } = effectOf(library, context, facts, event);
    enqueue.assign({
      changes: { ...changes, [child]: { ...known, outcome, report } },
      application: { ...context.application, ...facts },
      approvals: without(context, report.moved),
      ...acknowledging(required),
      ...newBody(library, context, event, facts),
    });
    if (report.withdrawn.length > 0)
      enqueue({ type: 'tellChildren', params: { event: 'withdrawByParent', keys: report.withdrawn } });
  });
}

/** Cases for another place: whatever becomes of them counts here no more. */
function without({ approvals }: ApplicationContext, moved: readonly string[]) {
  return Object.fromEntries(
    Object.entries(approvals).map(([key, opened]) => [
      key,
      moved.includes(opened.approval) ? { ...opened, outcome: MOVED } : opened,
    ]),
  );
}

/** Who decides may change with the facts as long as the project is not yet before anybody. */
function newBody({ condition }: Condition, context: ApplicationContext, said: Said['event'], facts: Facts) {
  const { appraisal, diligence } = context;
  if (appraisal && diligence) return {};
  const bodies: Rules['bodies'] = said.rules?.bodies ?? [];
  return { body: bodyOf(condition, bodies, { ...context.application, ...facts }) };
}

/** Not before there is something to change, and one scope at a time: two would be reckoned on different facts. */
export function mayProposeScope({
  context: { acceptance, changes },
}: {
  readonly context: ApplicationContext;
}): boolean {
  return (
    acceptance !== null && Object.values(changes).every(({ kind, outcome }) => kind !== 'scope' || outcome !== null)
  );
}

export const isAccepted = ({ context }: { readonly context: ApplicationContext }): boolean =>
  context.acceptance !== null;
