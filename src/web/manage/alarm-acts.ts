import type { Sent } from '../../cases/cases.js';
import { parseLength } from '../../engine/index.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import type { Reader } from '../reader.js';
import { aboutModel, taskModel } from './inbox-model.js';
import type { Alarm, OversightParts } from './oversight.js';

/** What can be done about an escalation, besides acknowledging it. */
export const ACTS = ['assign', 'remind', 'extend', 'meeting'] as const;
export type AlarmAct = (typeof ACTS)[number];

/** Keys of messages `manage.mistakes.…`, by field. */
export type Mistakes = { readonly [field: string]: string };

const LONGEST = 2_000;

/** The fields of each act; all must say something, but for a reason in code where the clock knows none. */
const FIELDS: { readonly [act in AlarmAct]: readonly string[] } = {
  assign: ['person'],
  remind: ['text'],
  extend: ['clock', 'by', 'code', 'reason', 'basis'],
  meeting: ['day', 'time', 'place', 'agenda'],
};

export function mistakesIn(act: AlarmAct, fields: FormFields, alarm: Alarm): Mistakes {
  const needed = FIELDS[act].filter(
    (name) => name !== 'code' || reasonsOf(alarm, fieldText(fields, 'clock')).length > 0,
  );
  const found = needed.flatMap((name): [string, string][] => {
    const text = fieldText(fields, name).trim();
    if (text === '') return [[name, 'empty']];
    if (text.length > LONGEST) return [[name, 'long']];
    if (name === 'by' && !/^[1-9]\d{0,3}$/.test(text)) return [[name, 'number']];
    if (name === 'day' && instantOf(text, '00:00') === null) return [[name, 'day']];
    return name === 'time' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? [[name, 'time']] : [];
  });
  return Object.fromEntries(found);
}

/** An instant in Karachi, which has no summer time; null where there is no such day. */
function instantOf(day: string, time: string): string | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T${time}:00+05:00`) : Number.NaN;
  const said = Number.isFinite(at) && new Date(at + 5 * 3_600_000).toISOString().startsWith(day);
  return said ? new Date(at).toISOString() : null;
}

/** Rejects as the acts themselves do. */
export async function actOn(
  { giving, urging, cases }: OversightParts,
  { escalation, shown }: Alarm,
  { act, fields, sent }: { readonly act: AlarmAct; readonly fields: FormFields; readonly sent: Sent },
): Promise<void> {
  const said = (name: string): string => fieldText(fields, name).trim();
  const { task } = escalation;
  switch (act) {
    case 'assign':
      return void (await giving.assign(task, said('person'), sent));
    case 'remind':
      return void (await urging.remind(task, said('text'), sent));
    case 'meeting': {
      const at = instantOf(said('day'), said('time')) ?? '';
      return void (await urging.callMeeting(task, { at, place: said('place'), text: said('agenda') }, sent));
    }
    case 'extend': {
      const [clock, code] = [said('clock'), said('code')];
      const length = shown?.clocks.find(({ name }) => name === clock)?.length ?? '1 days';
      const words = { clock, by: `${said('by')} ${unitOf(length)}`, reason: said('reason'), basis: said('basis') };
      const extension = { type: 'clock.extended', ...words, ...(code === '' ? {} : { code }) } as const;
      return void (await cases.extend(escalation.case, extension, sent));
    }
  }
}

/** What a clock is extended in: what is left of weeks and months is counted in days. */
function unitOf(length: string): 'days' | 'working days' | 'hours' | 'working hours' {
  const { unit } = parseLength(length);
  if (unit === 'working days') return unit;
  if (unit.startsWith('working')) return 'working hours';
  return ['days', 'weeks', 'months', 'years'].includes(unit) ? 'days' : 'hours';
}

const extensible = ({ shown }: Alarm) => shown?.clocks.filter((clock) => clock.extensible) ?? [];

function reasonsOf(alarm: Alarm, clock: string): readonly string[] {
  return extensible(alarm).find(({ name }) => name === clock)?.extensionReasons ?? [];
}

interface FormOf {
  readonly act?: AlarmAct;
  readonly sent?: FormFields;
  readonly mistakes?: Mistakes;
  readonly refused?: readonly { readonly field: string; readonly message: string }[] | null;
}

export function alarmModel(reader: Reader, alarm: Alarm, { act, sent = {}, mistakes = {}, refused }: FormOf) {
  const { escalation, task, names, titles, now, candidates, mayGive, mayExtend, shown } = alarm;
  const value = (name: string): string => fieldText(sent, name);
  const clocks = mayExtend ? extensible(alarm) : [];
  const codes = [...new Set(clocks.flatMap(({ extensionReasons }) => extensionReasons))];
  const wrong = Object.entries(mistakes).map(([name, kind]) => ({
    href: `#${name}`,
    text: reader.t(`manage.mistakes.${kind}`, { field: reader.t(`manage.field.${name}`) }),
  }));
  return {
    ...aboutModel(reader, escalation, titles),
    ...taskModel(reader, task, names, now),
    id: escalation.id,
    caseHref: shown ? `/cases/${escalation.case}` : null,
    rung: escalation.rung + 1,
    title: escalation.title,
    task: escalation.taskTitle,
    raisedAt: escalation.raisedAt,
    acknowledgedAt: escalation.acknowledgedAt,
    acknowledgedBy: names.get(escalation.acknowledgedBy ?? '') ?? escalation.acknowledgedBy,
    mayGive,
    opened: act ?? null,
    wrong: [
      ...wrong,
      ...(refused ?? []).map(({ message }) => ({
        text: reader.refusal(message).text,
        href: `#${act ?? 'main-content'}`,
      })),
    ],
    errors: Object.fromEntries(wrong.map(({ href, text }) => [href.slice(1), { text }])),
    values: Object.fromEntries(Object.keys(sent).map((name) => [name, value(name)])),
    persons: candidates.map(({ id, name }) => ({ value: id, text: name, selected: id === value('person') })),
    clocks: clocks.map(({ name, title, length }) => ({
      value: name,
      text: `${reader.said(title)} (${reader.t(`manage.unit.${unitOf(length ?? '1 days').replace(' ', '-')}`)})`,
      selected: name === value('clock'),
    })),
    codes: codes.map((code) => ({ value: code, text: reader.code(code), selected: code === value('code') })),
  };
}
