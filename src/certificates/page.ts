/** A part of a letter, as it is set. */
export type Part =
  | { readonly kind: 'say' | 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** What a person wrote, line by line, in the language in which it was written. */
  | { readonly kind: 'quote'; readonly lines: readonly string[]; readonly language: string; readonly rtl: boolean };

/** All that `config/letters/letter.typ` sets: words, in the order in which they are read. */
export interface Page {
  readonly language: string;
  readonly rtl: boolean;
  readonly fonts: readonly string[];
  readonly title: string;
  readonly reference: string;
  /** Date of issue in Pakistan. */
  readonly issued: { readonly year: number; readonly month: number; readonly day: number };
  /** The head of the paper: the office, then what it belongs to. */
  readonly office: readonly string[];
  /** Reference, date and the like, beside the address. */
  readonly lines: readonly (readonly [label: string, value: string])[];
  readonly to: readonly string[];
  /** That it is not, or no longer, in force; set so that nobody overlooks it. */
  readonly banner: string | null;
  /** That it is a translation, or a demonstration. */
  readonly notice: string | null;
  readonly parts: readonly Part[];
  readonly signed: readonly string[];
  /** `code`: the QR code, as SVG. */
  readonly verify: { readonly text: string; readonly address: string; readonly code: string } | null;
  readonly foot: string;
  /** A file that goes with the paper, inside it. */
  readonly attached: { readonly name: string; readonly content: string; readonly about: string } | null;
}
