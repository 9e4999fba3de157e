import type { Decision } from './decide.js';
import { run } from './family.js';
import type { Given, Host, Need, Request } from './request.js';
import { isAhead, type CaseState } from './state.js';

/** Any number of cases under virtual time, by the same decisions as the service takes, with nothing but memory beneath. */
export interface Simulation {
  readonly now: number;
  readonly cases: ReadonlyMap<string, CaseState>;
  /** Applies a request at the present instant. Throws what `run` throws. */
  apply(request: Request): Decision[];
  /** Moves time forward, firing everything due on the way at its due time. Gives what was decided. */
  advanceTo(instant: number): Decision[];
}

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly case: string;
}

export function simulate(host: Host, start: number): Simulation {
  const cases = new Map<string, CaseState>();
  const families = new Map<string, Set<string>>();
  const alarms: Alarm[] = [];
  let now = start;
  let order = 0;

  const give = (need: Need): Given => {
    if (need.kind === 'case') return cases.get(need.id) ?? null;
    if (need.kind === 'ahead')
      return { ahead: [...cases.values()].filter((one) => isAhead(one, need)).map(({ id }) => id) };
    return [...(families.get(need.root) ?? [])].flatMap((id) => {
      const state = cases.get(id);
      return state?.deadlines.some(({ dueAt }) => dueAt !== null && dueAt <= need.now) ? [state] : [];
    });
  };
  const keep = ({ state }: Decision): void => {
    cases.set(state.id, state);
    const family = families.get(state.root) ?? new Set<string>();
    families.set(state.root, family.add(state.id));
    const at = Math.min(...state.deadlines.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt])));
    if (at !== Infinity) push(alarms, { at, order: (order += 1), case: state.id });
  };
  const apply = (request: Request): Decision[] => {
    const generator = run(host, request, now);
    let turn = generator.next();
    while (!turn.done) turn = generator.next(give(turn.value));
    turn.value.forEach(keep);
    return turn.value;
  };

  return {
    get now() {
      return now;
    },
    cases,
    apply,
    advanceTo(instant) {
      const decisions: Decision[] = [];
      for (let alarm = alarms[0]; alarm && alarm.at <= instant; alarm = alarms[0]) {
        pop(alarms);
        now = Math.max(now, alarm.at);
        decisions.push(...apply({ kind: 'due', case: alarm.case }));
      }
      now = Math.max(now, instant);
      return decisions;
    },
  };
}

const sooner = (a: Alarm, b: Alarm): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Binary heap: a country's cases make millions of alarms. */
function push(heap: Alarm[], alarm: Alarm): void {
  let index = heap.push(alarm) - 1;
  while (index > 0) {
    const up = (index - 1) >> 1;
    const parent = heap[up];
    if (!parent || !sooner(alarm, parent)) break;
    heap[index] = parent;
    index = up;
  }
  heap[index] = alarm;
}

function pop(heap: Alarm[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
    const child = right && left && sooner(right, left) ? 2 * index + 2 : 2 * index + 1;
    const next = heap[child];
    if (!next || !sooner(next, last)) break;
    heap[index] = next;
    index = child;
  }
  heap[index] = last;
}
