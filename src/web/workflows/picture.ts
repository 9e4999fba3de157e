import { layOut, type Arrow, type Box, type Point } from '../../chart/layout.js';
import type { Cause, Chart, ChartState, Move } from '../../chart/graph.js';
import type { WorkflowDefinition } from '../../engine/index.js';
import type { Reader } from '../reader.js';

/** Where a case is, and which way it came. */
export interface Standing {
  readonly active: ReadonlySet<string>;
  readonly visited: ReadonlySet<string>;
}

const NOWHERE: Standing = { active: new Set(), visited: new Set() };
const EDGE = 8;

/** A machine as a picture, and in words for whoever cannot see it. */
export function pictureOf(reader: Reader, definition: WorkflowDefinition, chart: Chart, standing: Standing = NOWHERE) {
  const namer = namerFor(reader, definition);
  const root = layOut(chart, namer);
  const flat = flatten(root, { x: EDGE, y: EDGE }, standing);
  return {
    width: Math.ceil(root.width) + 2 * EDGE,
    height: Math.ceil(root.height) + 2 * EDGE,
    ...flat,
    outline: outlineOf(chart.root, chart.moves, { namer, standing }),
  };
}

interface Drawn {
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
}

interface DrawnBox extends Point {
  readonly width: number;
  readonly height: number;
  readonly classes: string;
  readonly lines: readonly Line[];
}

interface DrawnArrow {
  readonly d: string;
  readonly classes: string;
  readonly lines: readonly Line[];
}

interface Line extends Point {
  readonly text: string;
}

const LINE = 18;

function flatten(box: Box, at: Point, standing: Standing): Drawn {
  const inner = box.boxes.map((one) => flatten(one, { x: at.x + one.x, y: at.y + one.y }, standing));
  const own = box.state.path === '' ? [] : [drawnBox(box, at, standing)];
  return {
    boxes: [...own, ...inner.flatMap(({ boxes }) => boxes)],
    arrows: [...box.arrows.map((arrow) => drawnArrow(arrow, at, standing)), ...inner.flatMap(({ arrows }) => arrows)],
  };
}

function drawnBox({ state, lines, width, height }: Box, { x, y }: Point, { active, visited }: Standing): DrawnBox {
  const lit = active.has(state.path) ? 'active' : visited.has(state.path) ? 'visited' : 'other';
  const top = state.children.length > 0 ? y + LINE : y + height / 2 - ((lines.length - 1) * LINE) / 2 + 5;
  return {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    classes: `app-chart__box app-chart__box--${state.kind} app-chart__box--${lit}${state.initial ? ' app-chart__box--initial' : ''}`,
    lines: lines.map((text, index) => ({ text, x: round(x + width / 2), y: round(top + index * LINE) })),
  };
}

function drawnArrow({ points, label, at: middle, moves }: Arrow, at: Point, { visited }: Standing): DrawnArrow {
  const taken = moves.some(({ from, to }) => visited.has(from) && visited.has(to));
  const [first, ...rest] = points.map(({ x, y }) => `${round(at.x + x)} ${round(at.y + y)}`);
  const top = at.y + middle.y - ((label.length - 1) * LINE) / 2 + 5;
  return {
    d: `M${first ?? ''}${rest.map((point) => `L${point}`).join('')}`,
    classes: `app-chart__arrow${taken ? ' app-chart__arrow--taken' : ''}`,
    lines: label.map((text, index) => ({ text, x: round(at.x + middle.x), y: round(top + index * LINE) })),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function namerFor(reader: Reader, { id, title, events, delays = {} }: WorkflowDefinition) {
  return {
    state: ({ path, key }: ChartState): string => (path === '' ? reader.said(title) : stateInWords(reader, id, key)),
    cause: (cause: Cause): string => {
      switch (cause.kind) {
        case 'event':
          return reader.said(events[cause.event]?.title ?? cause.event);
        case 'clock':
          return `⏱ ${clockInWords(reader, cause.clock, delays[cause.clock]?.title)}`;
        case 'condition':
        case 'end':
          return '';
      }
    },
  };
}

/** The name of a state for people: a workflow may use a word in a sense of its own. */
export function stateInWords(reader: Reader, workflow: string, key: string): string {
  const own = `states.${workflow}.${key}`;
  if (reader.knows(own)) return reader.t(own);
  if (reader.knows(`states.any.${key}`)) return reader.t(`states.any.${key}`);
  const words = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

interface Telling {
  readonly namer: ReturnType<typeof namerFor>;
  readonly standing: Standing;
}

interface Outline {
  readonly name: string;
  readonly active: boolean;
  readonly visited: boolean;
  readonly ways: readonly { readonly by: string; readonly to: string }[];
  readonly inner: readonly Outline[];
}

function outlineOf(state: ChartState, moves: readonly Move[], { namer, standing }: Telling): Outline[] {
  const names = new Map(statesUnder(state).map((one) => [one.path, namer.state(one)]));
  const told = (one: ChartState): Outline => ({
    name: namer.state(one),
    active: standing.active.has(one.path),
    visited: standing.visited.has(one.path),
    ways: moves
      .filter(({ from }) => from === one.path)
      .map(({ cause, to }) => ({ by: namer.cause(cause), to: names.get(to) ?? to })),
    inner: one.children.map(told),
  });
  return state.children.map(told);
}

function statesUnder(state: ChartState): ChartState[] {
  return [state, ...state.children.flatMap(statesUnder)];
}

/** Not every time has a title: some are days that a form sets. */
function clockInWords(reader: Reader, clock: string, title: string | undefined): string {
  if (title !== undefined) return reader.said(title);
  const key = `workflows.clocks.${clock}`;
  return reader.knows(key) ? reader.t(key) : clock;
}
