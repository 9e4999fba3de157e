import { by, keys, listOf, text, yamlForm } from '../yaml/index.js';

/** What a part of a letter is made from; see `config/letters/kinds.yaml`. */
export type PartSource = { readonly when?: string } & (
  | { readonly say: string }
  | { readonly heading: string }
  | { readonly facts: readonly string[] }
  | { readonly quote: string }
  | { readonly list: string }
  | { readonly table: string; readonly columns: readonly string[] }
);

export type Kinds = { readonly [kind: string]: readonly PartSource[] };

const names = listOf(text);
const name = { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$', description: 'a name such as grant or decidedAt' };
const part = {
  anyOf: [
    keys({ say: name, 'when?': name }),
    keys({ heading: name, 'when?': name }),
    keys({ facts: names, 'when?': name }),
    keys({ quote: name, 'when?': name }),
    keys({ list: name, 'when?': name }),
    keys({ table: name, columns: names, 'when?': name }),
  ],
};

const read = yamlForm<{ readonly kinds: Kinds }>(keys({ kinds: by(name, listOf(part)) }));

/** Reads what each kind of letter consists of. Throws ConfigError. */
export function readKinds(file: string): Kinds {
  return read(file).value.kinds;
}
