import type { WorkflowDefinition } from '../../engine/index.js';
import type { ActionModel } from '../cases/actions-model.js';

export interface Groups<T> {
  readonly work: readonly T[];
  readonly recommendation: readonly T[];
  readonly decision: readonly T[];
  readonly more: readonly T[];
}

/** Acts that are kept from somebody for one and the same reason, told once. */
export function told(
  bars: readonly { readonly title: string; readonly why: string }[],
  comma: string,
): { readonly titles: string; readonly why: string }[] {
  const reasons = [...new Set(bars.map(({ why }) => why))];
  return reasons.map((why) => ({
    why,
    titles: bars
      .filter((bar) => bar.why === why)
      .map(({ title }) => title)
      .join(comma),
  }));
}

/** Acts by what they are: a recommendation and a decision are two acts of two persons, so they stand apart. */
export function groupsOf<T extends Pick<ActionModel, 'event'>>(
  next: readonly T[],
  other: readonly T[],
  { events }: WorkflowDefinition,
): Groups<T> {
  const isRecommendation = ({ event }: T): boolean => event === 'recommend';
  const isDecision = ({ event }: T): boolean => {
    const { marks = [], notBy = [] } = events[event] ?? {};
    return marks.includes('decided') || notBy.includes('recommend');
  };
  const rest = (one: T): boolean => !isRecommendation(one) && !isDecision(one);
  const all = [...next, ...other];
  return {
    work: next.filter(rest),
    recommendation: all.filter(isRecommendation),
    decision: all.filter(isDecision),
    more: other.filter(rest),
  };
}
