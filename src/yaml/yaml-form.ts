import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import { refuseIfAny, type Problem } from './config-error.js';
import type { Formats } from './formats.js';
import { mistakeOf } from './wording.js';
import { YamlFile, type Path } from './yaml-file.js';

/** A file that fits its schema, and where each part of it stands. */
export interface Reading<T> {
  readonly file: string;
  readonly value: T;
  problem(path: Path, message: string, of?: 'value' | 'key'): Problem;
}

/**
 * A form that files have to fit: reads one and checks it by JSON Schema (2020-12). `T` must say what the schema says.
 * The reader throws ConfigError with all mistakes of a file.
 */
export function yamlForm<T>(schema: SchemaObject, formats: Formats = {}): (file: string) => Reading<T> {
  // The schemas are ours and strict mode reads them; to check each against the meta-schema costs a start a tenth of a second, and so does
  // code that is polished for a few files.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strictRequired: false,
    validateSchema: false,
    code: { optimize: false },
  });
  for (const [name, mistakeIn] of Object.entries(formats)) {
    ajv.addFormat(name, { type: 'string', validate: (text: string) => mistakeIn(text) === null });
  }
  const fits = ajv.compile<T>(schema);
  return (name) => {
    const file = YamlFile.read(name);
    const { value } = file;
    if (fits(value)) return { file: name, value, problem: (...where) => file.problem(...where) };
    const mistakes = (fits.errors ?? []).flatMap((error) => mistakeOf(error, formats) ?? []);
    refuseIfAny(mistakes.map(({ path, message, of }) => file.problem(path, message, of)));
    throw new Error(`${name}: ${ajv.errorsText(fits.errors)}`);
  };
}
