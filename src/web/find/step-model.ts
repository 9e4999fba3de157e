import type { Reader } from '../reader.js';
import type { Answers, Mistake } from './answers.js';
import { namesOf, stepsFor, type Question, type Step } from './questions.js';

interface Shown {
  readonly step: Step;
  readonly answers: Answers;
  readonly mistakes: readonly Mistake[];
  /** Whether only this is to be changed. */
  readonly change: boolean;
}

/** A page of questions: each with its words, what was answered, and what is wrong with that. */
export function stepModel(reader: Reader, { step, answers, mistakes, change }: Shown) {
  const steps = stepsFor(answers);
  const own = new Set(step.questions.flatMap(namesOf));
  const kept = Object.entries(answers).filter(([name]) => !own.has(name));
  const place = steps.findIndex(({ id }) => id === step.id);
  const before = steps[place - 1];
  const query = new URLSearchParams(answers).toString();
  return {
    step: step.id,
    alone: step.questions.length === 1,
    progress: { place: place + 1, of: steps.length },
    back: before ? `/find/${before.id}?${query}` : '/',
    action: `/find/${step.id}/next`,
    hidden: [...kept, ...(change ? [['change', 'yes']] : [])].map(([name, value]) => ({ name, value })),
    fields: step.questions.map((question) => fieldModel(reader, question, { answers, mistakes })),
    errors: mistakes.map(({ name, message }) => ({
      text: reader.t(message, { field: reader.t(`find.fields.${name}.label`) }),
      href: `#${name}`,
    })),
  };
}

function fieldModel(reader: Reader, question: Question, { answers, mistakes }: Pick<Shown, 'answers' | 'mistakes'>) {
  const { kind, name } = question;
  const label = reader.t(`find.fields.${name}.label`);
  const mistake = mistakes.find((one) => one.name === name);
  return {
    kind,
    name,
    label,
    hint: hintOf(reader, name),
    value: answers[name] ?? '',
    error: mistake
      ? { text: reader.t(mistake.message, { field: label }), visuallyHiddenText: reader.t('layout.mistake') }
      : undefined,
    items: itemsOf(reader, question, answers),
  };
}

function itemsOf(reader: Reader, question: Question, answers: Answers) {
  switch (question.kind) {
    case 'yes-no':
      return ['yes', 'no'].map((value) =>
        itemModel(reader.t(`find.${value}`), value, answers[question.name] === value),
      );
    case 'choice':
      return question.options.map((value) => {
        const text = reader.t(`find.options.${question.name}.${value}`);
        return { ...itemModel(text, value, answers[question.name] === value), hint: hintOf(reader, value) };
      });
    case 'ticks':
      return question.of.map((name) => ({
        ...itemModel(reader.t(`find.fields.${name}.label`), 'yes', answers[name] === 'yes'),
        name,
        hint: hintOf(reader, name),
      }));
    case 'number':
    case 'text':
      return [];
  }
}

function itemModel(text: string, value: string, checked: boolean) {
  return { text, value, checked };
}

/** Only some fields and choices need one. */
function hintOf(reader: Reader, name: string): { readonly text: string } | undefined {
  const key = `find.hints.${name}`;
  return reader.knows(key) ? { text: reader.t(key) } : undefined;
}
