import { isWithin, type Actor, type Place, type Post } from '../engine/index.js';
import { agenciesOf, overseeing, worksIn } from './policy.js';

/** What of the counters of cases the actor may know. */
export interface Counted {
  /** Stretches of what is counted by agency, all of which the actor may know. */
  readonly whole: readonly string[];
  /** Stretches of what is counted by agency and place, of which the actor may know what `knows` says. */
  readonly placed: readonly string[];
  readonly knows: (agency: string | null, place: Place) => boolean;
}

/** Of an agency of which all may be known, what is counted by place is not read. */
export function countedFor(actor: Actor): Counted {
  const everywhere = actor.posts.filter(overseeing);
  if (everywhere.some(unbounded)) return { whole: ['cases'], placed: [], knows: () => false };
  const posts = (agency: string | null): Post[] =>
    actor.posts.filter((post) => overseeing(post) || worksIn(post, agency));
  const working = agenciesOf(actor);
  const whole = working.filter((agency) => posts(agency).some(unbounded));
  const part = working.filter((agency) => !whole.includes(agency));
  return {
    whole: whole.map((agency) => `cases/${agency}`),
    placed: everywhere.length > 0 ? ['placed'] : part.map((agency) => `placed/${agency}`),
    knows: (agency, place) =>
      !whole.some((one) => one === agency) && posts(agency).some(({ within }) => isWithin(within, place)),
  };
}

const unbounded = ({ within }: Post): boolean => within === undefined;
