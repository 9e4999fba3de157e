/** Ways of looking at what is to do. `agency` is all that the posts of the caller reach; the next three narrow it; `waiting` is the investors' turn. */
export const VIEWS = ['mine', 'agency', 'unassigned', 'at-risk', 'overdue', 'waiting'] as const;
export type View = (typeof VIEWS)[number];

/** Of its time, what has to be left of a task that is not at risk. */
const SAFE_SHARE = 4;

/**
 * What of the rows a view shows, in SQL over the columns of `tasks`; parameters are added to the values. At risk is what is not late yet, but
 * has climbed its ladder already, or has less than a quarter of its time left.
 */
export function narrowingOf(
  view: View,
  { me, now }: { readonly me: string; readonly now: number },
  values: unknown[],
): string {
  const at = (): string => `cast($${values.push(now)} as bigint)`;
  switch (view) {
    case 'mine':
      return `assignee = $${values.push(me)}`;
    case 'unassigned':
      return 'assignee is null';
    case 'overdue':
      return `due_at < ${at()}`;
    case 'at-risk':
      return `(due_at >= ${at()} and (rungs > 0 or (due_at - ${at()}) * ${SAFE_SHARE} <= due_at - opened_at))`;
    case 'agency':
    case 'waiting':
      return '1 = 1';
  }
}

/** The same for one task. */
export function isAtRisk(
  { dueAt, openedAt, rungs }: { readonly dueAt: number | null; readonly openedAt: number; readonly rungs: number },
  now: number,
): boolean {
  return dueAt !== null && dueAt >= now && (rungs > 0 || (dueAt - now) * SAFE_SHARE <= dueAt - openedAt);
}
