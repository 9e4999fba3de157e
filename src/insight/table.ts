/** What the cells of a column tell; how they are worded is for whoever shows them. */
export const KINDS = [
  'agency',
  'stage',
  'province',
  'sector',
  'officer',
  'age',
  'month',
  'approval',
  'holder',
  'reason',
  'count',
  'days',
  'share',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Column {
  readonly name: string;
  readonly kind: Kind;
}

/** Which cases are behind a figure, as the parameters by which they are asked for. */
export type Behind = { readonly [parameter: string]: string };

export interface Cell {
  readonly value: string | number | null;
  /** Null: no cases are behind it. */
  readonly behind: Behind | null;
}

/** Figures as rows and columns: what pages draw and print, what the API gives, and what is exported. */
export interface Table {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export const plain = (value: Cell['value']): Cell => ({ value, behind: null });

/** A number of cases, which leads to them; none lead nowhere. */
export function counted(n: number, behind: Behind): Cell {
  return { value: n, behind: n === 0 ? null : behind };
}
