import type { PresentedCase } from '../../cases/presenter.js';
import type { Json, JsonObject } from '../../engine/index.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';

/** Something a decision rests on: whether it is there, and what it says. */
export interface CheckModel {
  readonly name: string;
  readonly is: 'done' | 'open' | 'failed';
  readonly says: string;
}

/** What the law wants to be known before a decision, as far as this case needs it, and where each of it stands. */
export function checksModel(reader: Reader, { data, rank, workflow }: PresentedCase): CheckModel[] {
  const of = objectOf(data);
  const checks = workflow === 'permit' ? ofPermit(reader, of) : ofApplication(reader, of);
  return rank === null ? checks : [...checks, ofRank(reader, rank)];
}

function ofPermit(reader: Reader, data: JsonObject): CheckModel[] {
  const approval = objectOf(data['approval']);
  const needs = listOf(approval['needs']).map((need) => textOf(need));
  const [lodging, hearing] = [objectOf(data['lodging']), objectOf(data['hearing'])];
  const views = objectOf(data['views']);
  const check = checkIn(reader);
  return [
    check('filing', data['completeness'] ?? null, on(reader, data['completeness'])),
    ...(objectOf(approval['fee'])['rule'] === 'due' || isSaid(lodging['challan'])
      ? [check('fee', lodging['challan'] ?? null, textOf(objectOf(lodging['challan'])['number']))]
      : []),
    ...(isSaid(data['query']) ? [check('query', data['answer'] ?? null, on(reader, data['answer']))] : []),
    ...listOf(approval['consults']).map((one) => ofView(reader, textOf(objectOf(one)['agency']), views)),
    ...(needs.includes('hearing')
      ? [check('hearing', hearing['minutes'] ?? null, on(reader, hearing['minutes']))]
      : []),
    ...(needs.includes('inspection') ? [ofInspection(reader, data)] : []),
    ...(isSaid(data['recommendation']) ? [recommended(reader, data['recommendation'])] : []),
  ];
}

function ofApplication(reader: Reader, data: JsonObject): CheckModel[] {
  const found = ['appraisal', 'diligence'].flatMap((name) => {
    const said = objectOf(data[name]);
    const finding = textOf(said['finding']);
    if (finding === '') return [];
    return [{ name: reader.t(`desk.checks.${name}`), is: judged(finding), says: reader.code(finding) }];
  });
  const { mistakes } = data;
  return [
    ...listOf(mistakes).flatMap((one): CheckModel[] => {
      const message = textOf(objectOf(one)['message']);
      return message === '' ? [] : [{ name: reader.t('desk.checks.mistake'), is: 'failed', says: message }];
    }),
    ...found,
    ...(isSaid(data['recommendation']) ? [recommended(reader, data['recommendation'])] : []),
  ];
}

function judged(finding: string): CheckModel['is'] {
  return finding === 'unfavourable' ? 'failed' : 'done';
}

function checkIn(reader: Reader) {
  return (name: string, there: Json, says: string): CheckModel => ({
    name: reader.t(`desk.checks.${name}`),
    is: isSaid(there) ? 'done' : 'open',
    says,
  });
}

function ofView(reader: Reader, agency: string, views: JsonObject): CheckModel {
  const view = objectOf(views[agency]);
  const says = textOf(view['text']) || (isSaid(views[agency]) ? reader.code(textOf(view['outcome'])) : '');
  const name = reader.t('desk.checks.view', { agency: reader.agency(agency) });
  return { name, is: isSaid(views[agency]) ? 'done' : 'open', says };
}

function ofInspection(reader: Reader, data: JsonObject): CheckModel {
  const last = objectOf(listOf(data['inspections']).at(-1));
  const failed = data['inspected'] !== true && isSaid(last['items']);
  const is = data['inspected'] === true ? 'done' : failed ? 'failed' : 'open';
  return { name: reader.t('desk.checks.inspection'), is, says: textOf(last['text']) };
}

function recommended(reader: Reader, value: Json | undefined): CheckModel {
  const { outcome, text } = objectOf(value);
  const says = [reader.code(textOf(outcome)), textOf(text)].filter((one) => one !== '').join(': ');
  return { name: reader.t('desk.checks.recommendation'), is: 'done', says };
}

function ofRank(reader: Reader, { before, references }: NonNullable<PresentedCase['rank']>): CheckModel {
  const says = reader.t('desk.checks.rankSays', { count: before ?? 0, references: references.join(', ') });
  return { name: reader.t('desk.checks.rank'), is: before === 0 ? 'done' : 'open', says };
}

/** The day on which something was done. */
function on(reader: Reader, value: Json | undefined): string {
  const { at } = objectOf(value);
  return typeof at === 'number' ? reader.date(at) : '';
}

const isSaid = (value: Json | undefined): boolean => value !== null && value !== undefined;

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
