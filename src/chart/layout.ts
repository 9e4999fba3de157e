import dagre from '@dagrejs/dagre';
import type { Cause, Chart, ChartState, Move } from './graph.js';

/* Where everything is drawn. Each state is laid out by itself, its states within it as boxes; what leads out of a box starts at its edge. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly state: ChartState;
  /** The name, broken into lines. */
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Moves between two boxes, drawn as one arrow. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label: readonly string[];
  /** Middle of the label. */
  readonly at: Point;
  readonly moves: readonly Move[];
}

/** What states and causes are called, in the language of the picture. */
export interface Namer {
  readonly state: (state: ChartState) => string;
  readonly cause: (cause: Cause) => string;
}

/** Sizes in the units of the picture; a letter is that of a sans-serif at 14. */
const LETTER = 8;
const LINE = 18;
const PAD = 14;
const NARROW = 70;
const LONGEST_NAME = 18;
const LONGEST_LABEL = 24;
const MOST_LABELS = 3;

/** Lays a chart out, from the top of the picture to its bottom. */
export function layOut(chart: Chart, namer: Namer): Box {
  return { ...box(chart.root, chart, namer), x: 0, y: 0 };
}

type Sized = Omit<Box, 'x' | 'y'>;

function box(state: ChartState, chart: Chart, namer: Namer): Sized {
  const lines = wrapped(namer.state(state), LONGEST_NAME);
  if (state.children.length === 0) return leaf(state, lines);
  const inner = state.children.map((child) => box(child, chart, namer));
  const arrows = arrowsAmong(state, chart.moves);
  const placed = state.kind === 'parallel' ? stacked(inner) : ranked(inner, arrows, namer);
  const head = PAD + lines.length * LINE;
  const width = Math.max(placed.width + 2 * PAD, widthOf(lines) + 2 * PAD);
  const move = ({ x, y }: Point): Point => ({ x: x + PAD, y: y + head });
  return {
    state,
    lines,
    width,
    height: placed.height + head + PAD,
    boxes: placed.boxes.map((one) => ({ ...one, ...move(one) })),
    arrows: placed.arrows.map((one) => ({ ...one, points: one.points.map(move), at: move(one.at) })),
  };
}

function leaf(state: ChartState, lines: readonly string[]): Sized {
  const width = Math.max(NARROW, widthOf(lines) + 2 * PAD);
  return { state, lines, width, height: lines.length * LINE + 2 * PAD - 4, boxes: [], arrows: [] };
}

interface Placed {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
}

/** Regions run beside each other, so nothing leads from one to the next. */
function stacked(inner: readonly Sized[]): Placed {
  let x = 0;
  const boxes = inner.map((one) => {
    const placed = { ...one, x, y: 0 };
    x += one.width + PAD;
    return placed;
  });
  return { boxes, arrows: [], width: x - PAD, height: Math.max(...inner.map(({ height }) => height)) };
}

type Pair = Pick<Arrow, 'from' | 'to' | 'moves'>;

function ranked(inner: readonly Sized[], pairs: readonly Pair[], namer: Namer): Placed {
  const graph = new dagre.graphlib.Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: 30, ranksep: 34, edgesep: 14, marginx: 0, marginy: 6 });
  for (const { state, width, height } of inner) graph.setNode(state.path, { width, height });
  const labels = new Map(pairs.map((pair) => [pair, labelOf(pair.moves, namer)]));
  for (const pair of pairs) {
    const label = labels.get(pair) ?? [];
    graph.setEdge(pair.from, pair.to, {
      width: widthOf(label),
      height: label.length * LINE,
      labelpos: 'c',
    });
  }
  dagre.layout(graph);
  const boxes = inner.map((one) => {
    const { x, y } = graph.node(one.state.path) as Point;
    return { ...one, x: x - one.width / 2, y: y - one.height / 2 };
  });
  const arrows = pairs.map((pair) => {
    const edge = graph.edge(pair.from, pair.to) as Point & { readonly points: readonly Point[] };
    return { ...pair, points: edge.points, label: labels.get(pair) ?? [], at: { x: edge.x, y: edge.y } };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { boxes, arrows, width, height };
}

/** Moves from one child (or from within it) to another (or into it), by pair. */
function arrowsAmong({ path, children }: ChartState, moves: readonly Move[]): Pair[] {
  const childOf = (inner: string): string | undefined =>
    children.find((child) => inner === child.path || inner.startsWith(`${child.path}.`))?.path;
  const pairs = new Map<string, { from: string; to: string; moves: Move[] }>();
  for (const move of moves) {
    if (path !== '' && !move.from.startsWith(path)) continue;
    const [from, to] = [childOf(move.from), childOf(move.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const pair = pairs.get(`${from} ${to}`) ?? { from, to, moves: [] };
    pair.moves.push(move);
    pairs.set(`${from} ${to}`, pair);
  }
  return [...pairs.values()];
}

function labelOf(moves: readonly Move[], namer: Namer): string[] {
  const names = [...new Set(moves.map(({ cause }) => namer.cause(cause)).filter(Boolean))];
  const shown = names.slice(0, MOST_LABELS).flatMap((name) => wrapped(name, LONGEST_LABEL));
  return names.length > MOST_LABELS ? [...shown, `+ ${names.length - MOST_LABELS}`] : shown;
}

function widthOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => LETTER * lettersOf(line)));
}

/** A Chinese character is as wide as two Latin letters. */
function lettersOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 1.8 : 1), 0);
}

function wrapped(text: string, longest: number): string[] {
  const parts = /\p{Script=Han}/u.test(text) ? Array.from(text) : text.split(' ');
  const gap = /\p{Script=Han}/u.test(text) ? '' : ' ';
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = last === undefined ? part : `${last}${gap}${part}`;
    if (last !== undefined && lettersOf(longer) <= longest) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
