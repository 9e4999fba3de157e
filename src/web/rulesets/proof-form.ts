import type { File } from '../../confirmations/confirmations.js';
import type { Proposal } from '../../confirmations/proposal.js';
import { Rejection } from '../../engine/index.js';
import type { Limits } from '../../documents/limits.js';
import { kindInWords } from '../documents/kinds.js';
import { sizeInWords } from '../documents/size.js';
import { fileMistakeIn } from '../documents/form-model.js';
import { uploadOf } from '../documents/upload.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import type { Reader } from '../reader.js';
import type { Asked } from '../../api/who.js';

const FIELDS = ['title', 'reference', 'date', 'url', 'force', 'note', 'reason'] as const;

/** What a form says of a proof; what is left empty is not said. */
export function proposalIn(fields: FormFields): Proposal {
  const said = (name: string): string | undefined => fieldText(fields, name).trim() || undefined;
  return {
    title: said('title') ?? '',
    reference: said('reference') ?? '',
    date: said('date') ?? '',
    url: said('url'),
    note: said('note'),
    force: said('force'),
  };
}

/** The document that a form brings; undefined: none was chosen. */
export function fileIn(request: Asked): File | undefined {
  const upload = uploadOf(request);
  return upload && upload.name !== '' ? upload : undefined;
}

/** A mistake in a form: its field, and the key of what is said of it. */
export interface ProofMistake {
  readonly field: string;
  readonly key: string;
}

/** What was wrong with a form; null where it is for others to say. */
export function proofMistakesIn(error: unknown): readonly ProofMistake[] | null {
  if (error instanceof Rejection && error.kind === 'state')
    return [{ field: 'main-content', key: 'rulesets.proof.mistakes.state' }];
  if (error instanceof Rejection && error.kind === 'data') {
    const named = (error.details.errors ?? []).map(({ field }) => field.slice(1));
    return FIELDS.filter((name) => named.includes(name)).map((field) => {
      return { field, key: `rulesets.proof.mistakes.${field}` };
    });
  }
  const file = fileMistakeIn(error);
  return file === null ? null : [{ field: 'document', key: `documents.mistakes.${file}` }];
}

/** The form as it is shown: what was sent, its mistakes in a summary and beside their fields, and what files are taken. */
export function proofFormModel(
  reader: Reader,
  { fields, mistakes, limits }: { fields: FormFields; mistakes: readonly ProofMistake[]; limits: Limits },
) {
  const [kinds, size] = [limits.types.map(kindInWords).join(', '), sizeInWords(reader, limits.maxBytes)];
  const told = mistakes.map(({ field, key }) => ({ field, text: reader.t(key, { kinds, size }) }));
  return {
    given: Object.fromEntries(FIELDS.map((name) => [name, fieldText(fields, name)])),
    wrong: told.map(({ field, text }) => ({ text, href: `#${field}` })),
    errors: Object.fromEntries(
      told.map(({ field, text }) => [field, { text, visuallyHiddenText: reader.t('layout.mistake') }]),
    ),
    file: {
      accept: limits.types.join(','),
      hint: reader.t('documents.form.hint', { kinds, size }),
    },
  };
}
