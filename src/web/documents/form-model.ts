import { NotKept } from '../../documents/vault.js';
import type { Limits } from '../../documents/limits.js';
import { Rejection } from '../../engine/index.js';
import { formModel, type FormState } from '../cases/form-page.js';
import type { Reader } from '../reader.js';
import { kindInWords } from './kinds.js';
import { sizeInWords } from './size.js';

const MISTAKES = ['none', 'empty', 'too-large', 'type', 'over', 'closed', 'virus'] as const;
/** What can be wrong with a file, or with what is said of it. */
export type FileMistake = (typeof MISTAKES)[number];

/** Where the form says so. */
const GOALS: Partial<Record<FileMistake, string>> = { over: '#f-expiresOn', closed: '#submit' };

interface FileForm extends FormState {
  readonly limits: Limits;
  readonly mistake: FileMistake | null;
}

/** A form that brings a file, with its errors in a summary. */
export function fileFormModel(reader: Reader, { limits, mistake, ...state }: FileForm) {
  const form = formModel(reader, state);
  const [kinds, size] = [limits.types.map(kindInWords).join(', '), sizeInWords(reader, limits.maxBytes)];
  const error = mistake === null ? null : reader.t(`documents.mistakes.${mistake}`, { kinds, size });
  const goal = (mistake && GOALS[mistake]) ?? '#document';
  const own = error === null ? [] : [{ text: error, href: goal, lang: reader.language }];
  return {
    ...form,
    errors: [...form.errors, ...own],
    file: {
      accept: limits.types.join(','),
      hint: reader.t('documents.form.hint', { kinds, size }),
      error: goal === '#document' ? error : null,
    },
  };
}

/** What was wrong where a document could not be given; null where it is for others to say. */
export function fileMistakeIn(error: unknown): FileMistake | null {
  if (error instanceof NotKept) return error.why;
  if (!(error instanceof Rejection)) return null;
  if (error.kind === 'state') return 'closed';
  return (error.details.errors ?? []).some(({ field }) => field === '/expiresOn') ? 'over' : null;
}
