/* When approvals can be had that wait for one another and for their stage. Pure: whoever asks says how long each takes. */

/** Stages in their order. */
export const STAGES = ['application', 'review', 'permits', 'lease', 'operational'] as const;
export type Stage = (typeof STAGES)[number];

/** What is to be had. */
export interface Item {
  readonly id: string;
  readonly stage: Stage;
  /** Those that must be there before it begins. */
  readonly dependsOn: readonly string[];
  /** Whether its stage waits for it. */
  readonly blocks: boolean;
}

/** Instants in epoch milliseconds. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface Scheduled extends Span {
  readonly id: string;
  /** Whether the end would come later if this took longer. */
  readonly critical: boolean;
}

export interface Schedule {
  readonly items: readonly Scheduled[];
  readonly stages: readonly (Span & { readonly stage: Stage })[];
  /** When the last stage can be passed. */
  readonly endsAt: number;
}

/** How long things take. */
export interface Durations {
  /** When an item ends that begins at an instant. Where it has begun or ended already, the instant is of no matter. */
  readonly of: (item: Item, startsAt: number) => Span;
  /** When a stage ends at the earliest, whatever its items: the desk looks at the application, the project is reviewed. */
  readonly ofStage: (stage: Stage, startsAt: number) => number;
}

interface Node extends Span {
  /** What it waited for last: an item, or a stage before. */
  readonly after: string | null;
}

/** Schedules items as the law of their order allows: none waits for more than it must. */
export function schedule(items: readonly Item[], beginsAt: number, durations: Durations): Schedule {
  const nodes = new Map<string, Node>();
  const stages: (Span & { stage: Stage; last: string | null })[] = [];
  let stageStart = { at: beginsAt, after: null as string | null };
  for (const stage of STAGES) {
    const opens = stage === 'application' ? durations.ofStage(stage, stageStart.at) : stageStart.at;
    const gate = { at: opens, after: stageStart.after };
    for (const item of ordered(items.filter((one) => one.stage === stage))) place(item, gate, nodes, durations);
    const floor = stage === 'application' ? opens : durations.ofStage(stage, stageStart.at);
    const last = lastOf(items, stage, nodes);
    const endsAt = Math.max(floor, last?.endsAt ?? floor);
    const decisive = last && last.endsAt >= floor ? last.id : stageStart.after;
    stages.push({ stage, startsAt: stageStart.at, endsAt, last: decisive });
    stageStart = { at: endsAt, after: decisive };
  }
  const critical = chainTo(stageStart.after, nodes);
  const scheduled = items.flatMap(({ id }) => {
    const node = nodes.get(id);
    return node ? [{ id, startsAt: node.startsAt, endsAt: node.endsAt, critical: critical.has(id) }] : [];
  });
  return {
    items: scheduled,
    stages: stages.map(({ last: _last, ...stage }) => stage),
    endsAt: stageStart.at,
  };
}

function place(
  item: Item,
  gate: { readonly at: number; readonly after: string | null },
  nodes: Map<string, Node>,
  durations: Durations,
): void {
  let [at, after] = [gate.at, gate.after];
  for (const id of item.dependsOn) {
    const earlier = nodes.get(id);
    if (earlier && earlier.endsAt > at) [at, after] = [earlier.endsAt, id];
  }
  nodes.set(item.id, { ...durations.of(item, at), after });
}

/** Those that others depend on first. The ruleset is checked to have no circle. */
function ordered(items: readonly Item[]): Item[] {
  const done = new Map<string, Item>();
  const byId = new Map(items.map((item) => [item.id, item]));
  const visit = (item: Item): void => {
    if (done.has(item.id)) return;
    for (const id of item.dependsOn) {
      const earlier = byId.get(id);
      if (earlier) visit(earlier);
    }
    done.set(item.id, item);
  };
  items.forEach(visit);
  return [...done.values()];
}

/** Of those that the stage waits for, the one that comes last. */
function lastOf(
  items: readonly Item[],
  stage: Stage,
  nodes: ReadonlyMap<string, Node>,
): (Span & { readonly id: string }) | undefined {
  const awaited = items.filter((item) => item.stage === stage && item.blocks);
  const placed = awaited.flatMap(({ id }) => {
    const node = nodes.get(id);
    return node ? [{ id, startsAt: node.startsAt, endsAt: node.endsAt }] : [];
  });
  return placed.sort((one, other) => other.endsAt - one.endsAt)[0];
}

function chainTo(last: string | null, nodes: ReadonlyMap<string, Node>): Set<string> {
  const chain = new Set<string>();
  for (let id = last; id !== null && !chain.has(id); id = nodes.get(id)?.after ?? null) chain.add(id);
  return chain;
}
