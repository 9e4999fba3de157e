import type { CaseLists } from '../../cases/case-lists.js';
import type { JsonObject, WorkflowDefinition } from '../../engine/index.js';
import { factsModel, type FactModel } from '../cases/facts-model.js';
import { historyModel } from '../cases/history-model.js';
import { asSchema } from '../forms/schema.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';

type Event = Awaited<ReturnType<CaseLists['history']>>['items'][number];

/** What was done, the last first: by whom by name, and all that was said, in the words of the form it was said in. */
export function actsModel(
  reader: Reader,
  events: readonly Event[],
  definition: WorkflowDefinition,
  names: ReadonlyMap<string, string>,
) {
  const told = historyModel(reader, events, definition);
  return events
    .map((event, index) => ({
      ...told[index],
      said: [],
      name: names.get(event.actor) ?? null,
      behalf: event.onBehalfOf === null ? null : (names.get(event.onBehalfOf) ?? event.onBehalfOf),
      facts: saidIn(reader, event, definition),
    }))
    .reverse();
}

function saidIn(reader: Reader, { type, data }: Event, { events }: WorkflowDefinition): FactModel[] {
  const onPaper = type === 'paper.entered' || type === 'paper.countersigned';
  const event = onPaper ? textOf(data['event']) : type;
  const said = onPaper ? (data['data'] as JsonObject) : data;
  const schema = Object.hasOwn(events, event) ? events[event]?.schema : undefined;
  const facts = schema ? factsModel(reader, asSchema(schema), said) : [];
  return onPaper ? [...evidenceIn(reader, data), ...facts] : facts;
}

function evidenceIn(reader: Reader, data: JsonObject): FactModel[] {
  const { document, register } = Object(data['evidence'] ?? {}) as { document?: unknown; register?: unknown };
  const fact = (key: string, text: unknown): FactModel[] =>
    typeof text === 'string' ? [{ title: reader.t(key), texts: [text], inner: [] }] : [];
  return [...fact('desk.paper.document', document), ...fact('desk.paper.register', register)];
}
