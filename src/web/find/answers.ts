import type { JsonObject } from '../../engine/index.js';
import type { Question } from './questions.js';

/** What was answered, as the address of the page has it; nothing of it is stored. */
export type Answers = { readonly [name: string]: string };

/** What is wrong with an answer: the name of its field, and the message that says so. */
export interface Mistake {
  readonly name: string;
  readonly message: 'find.mistakes.choose' | 'find.mistakes.number' | 'find.mistakes.large' | 'find.mistakes.long';
}

const LONGEST = 60;

/** Of a query what has a known name, is one text and says something. */
export function keepKnown(query: unknown, names: readonly string[]): Answers {
  const given = Object.entries(Object(query) as { [name: string]: unknown });
  return Object.fromEntries(
    given.flatMap(([name, value]) =>
      names.includes(name) && typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    ),
  );
}

export function mistakesIn(questions: readonly Question[], answers: Answers): Mistake[] {
  return questions.flatMap((question) => {
    const message = mistakeIn(question, answers[question.name]);
    return message === null ? [] : [{ name: question.name, message }];
  });
}

function mistakeIn(question: Question, answer: string | undefined): Mistake['message'] | null {
  switch (question.kind) {
    case 'ticks':
      return null;
    case 'yes-no':
      return answer === 'yes' || answer === 'no' ? null : 'find.mistakes.choose';
    case 'choice':
      return answer !== undefined && question.options.includes(answer) ? null : 'find.mistakes.choose';
    case 'text':
      return (answer ?? '').length > LONGEST ? 'find.mistakes.long' : null;
    case 'number':
      return mistakeInNumber(question.most, answer);
  }
}

/** A number may be left out: it is not known to everybody who asks. */
function mistakeInNumber(most: number, answer = ''): Mistake['message'] | null {
  if (answer === '') return null;
  const value = readNumber(answer);
  if (value === null) return 'find.mistakes.number';
  return value > most ? 'find.mistakes.large' : null;
}

/** People write thousands apart: `42,000,000`, `42 000 000`. */
function readNumber(text: string): number | null {
  const digits = text.replaceAll(/[\s,،٬]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** What an application would state with these answers. */
export function factsOf(questions: readonly Question[], answers: Answers): JsonObject {
  const facts = questions.flatMap((question): [string, JsonObject[string]][] => {
    const answer = answers[question.name] ?? '';
    switch (question.kind) {
      case 'ticks':
        return question.of.map((name) => [name, answers[name] === 'yes']);
      case 'yes-no':
        return [[question.name, answer === 'yes']];
      case 'number':
        return [[question.name, readNumber(answer) ?? 0]];
      case 'text':
        // Conditions of the law name districts in small letters.
        return answer === '' ? [] : [[question.name, answer.toLowerCase()]];
      case 'choice':
        if (answer === 'unknown' || answer === '') return [];
        return [[question.name, /^\d+$/.test(answer) ? Number(answer) : answer]];
    }
  });
  return Object.fromEntries(facts);
}

/** Answers as the query of an address. */
export function queryOf(answers: Answers): string {
  const query = new URLSearchParams(answers).toString();
  return query === '' ? '' : `?${query}`;
}
