import { isInForce, placeOf } from './1-approvals.js';
import type { Duty } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { actOf } from './1-notes.js';

/**
 * With some approvals comes a duty: to build, to operate, to be checked. It begins when the approval comes into force, and is watched in a
 * case of its own by the agency that gave the approval. Given anew, the approval brings its duties anew.
 */
export function bound(s: ApplicationSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { child = '' } = event;
    const { approval: id = '', outcome } = context.approvals[child] ?? {};
    const approval = context.required.find((required) => required.id === id);
    const at = actOf(event).at;
    if (!approval?.duties || !['in-force', 'deemed'].includes(outcome ?? '') || !isInForce(context, id, at)) return;
    const owed = approval.duties
      .map((duty) => ({ ...duty, key: `duty/${child}/${duty.id.split('/').at(-1)}` }))
      .filter(({ key }) => !Object.hasOwn(context.duties, key));
    if (owed.length === 0) return;
    const application = placeOf(context.application, approval);
    const begun = owed.map(({ key, what }): [string, Duty] => [
      key,
      { kind: 'term', title: what, outcome: null, openedAt: at, endedAt: null },
    ]);
    enqueue.assign({ duties: { ...context.duties, ...Object.fromEntries(begun) } });
    for (const { key, id: duty, what } of owed) {
      const data = { duty, kind: 'term', title: what, basis: approval.name, application };
      enqueue({ type: 'openChild', params: { key, workflow: 'duty', data, agency: approval.agency } });
    }
  });
}
