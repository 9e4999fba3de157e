import type { PermitContext } from './1-context.js';
import type { PermitSetup } from './1-setup.js';

/*
 * Priority by time of receipt, where law gives it: mineral ground in Balochistan. A filing names what it asks for, and holds its rank from
 * its receipt for as long as it may still be granted, or is; only the first is granted anything.
 */

/** The same in all filings that ask for the same. */
function subjectOf({ approval, application, lodging }: PermitContext): string | null {
  const subject = (lodging?.subject ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
  if (approval.priority?.confirmed !== true || subject === '') return null;
  const { province } = application;
  return `${approval.id}/${typeof province === 'string' ? province : ''}/${subject}`;
}

/** A filing keeps the time of its first receipt, whatever office it was passed on by. */
export function ranked(s: PermitSetup) {
  return s.enqueueActions(({ context, enqueue }) => {
    const subject = subjectOf(context);
    if (subject !== null) enqueue({ type: 'rank', params: { subject, at: context.lodging?.at ?? 0 } });
  });
}

export function unranked(s: PermitSetup) {
  return s.enqueueActions(({ context, enqueue }) => {
    if (subjectOf(context) !== null) enqueue({ type: 'unrank' });
  });
}
