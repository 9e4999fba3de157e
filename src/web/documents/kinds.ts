/** Kinds of files whose media types are no names for people. */
const NAMES: { readonly [kind: string]: string } = {
  'vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
};

/** What people call a kind of file: `PDF` of `application/pdf`. */
export function kindInWords(type: string): string {
  const [, kind = ''] = type.split('/');
  return NAMES[kind] ?? kind.toUpperCase();
}
