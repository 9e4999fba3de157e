import { isWithin, sha256, type Jurisdiction, type Place } from '../engine/index.js';

/*
 * A place as a column, so that a worklist can be bounded by a jurisdiction where it is read: each thing stated stands between bars, `|p:sindh|`;
 * a kind of which the case says that it is in none is stated as such, `|z:|`.
 */

const LETTERS = { provinces: 'p', zones: 'z', sectors: 's' } as const;
const KINDS = ['provinces', 'zones', 'sectors'] as const;

export function placeText(place: Place): string | null {
  const stated = KINDS.flatMap((kind) => {
    const values = place[kind];
    if (!values) return [];
    return values.length === 0
      ? [`${LETTERS[kind]}:`]
      : values.map((value) => `${LETTERS[kind]}:${value.replaceAll('|', ' ')}`);
  });
  return stated.length === 0 ? null : `|${stated.join('|')}|`;
}

/** A name for a place as it is spelt, short whatever it says; under it cases are counted. */
export function placeName(text: string | null): string {
  return text === null ? '-' : sha256(text).slice(0, 32);
}

export function placeFrom(text: string | null): Place {
  const stated = (text ?? '').split('|');
  const of = (kind: keyof Place): string[] | null => {
    const values = stated.filter((one) => one.startsWith(`${LETTERS[kind]}:`)).map((one) => one.slice(2));
    return values.length === 0 ? null : values.filter((value) => value !== '');
  };
  return { provinces: of('provinces'), zones: of('zones'), sectors: of('sectors') };
}

/** `isWithin` as a condition in SQL over the column of `cases`; parameters are added to the values. */
export function withinSql(jurisdiction: Jurisdiction, values: unknown[]): string {
  // Both databases compare so letter by letter, which `like` does not.
  const says = (text: string): string => `replace(place, $${values.push(text)}, '') <> place`;
  const kinds = KINDS.flatMap((kind) => {
    const bounds = jurisdiction[kind];
    if (!bounds) return [];
    const letter = LETTERS[kind];
    return [
      `(${[`not (${says(`|${letter}:`)})`, ...bounds.map((value) => says(`|${letter}:${value}|`))].join(' or ')})`,
    ];
  });
  return kinds.length === 0 ? 'true' : `(place is null or (${kinds.join(' and ')}))`;
}

/** So many times as many places lie without as within, and no more than so many within, where they are few. */
const RARE = 10;
const MOST_FEW = 100;

/** Of the places that are known those within one of some bounds, where they are few of them; null: they are not. */
export function fewWithin(bounds: readonly Jurisdiction[], known: readonly string[]): string[] | null {
  const most = Math.min(MOST_FEW, known.length / RARE);
  const within = known.filter((text) => bounds.some((one) => isWithin(one, placeFrom(text))));
  return within.length <= most ? within : null;
}

/** Nowhere that is stated, in one, or in several of a kind. */
export type Where = { readonly in: 'none' | 'several' } | { readonly in: 'one'; readonly of: string };

/** Where a case is, as a condition in SQL over the column; parameters are added to the values. */
export function isPlace(column: string, kind: keyof Place, where: Where, values: unknown[]): string {
  const mark = `|${LETTERS[kind]}:`;
  const without = (text: string): string => `replace(coalesce(${column}, ''), $${values.push(text)}, '')`;
  // How many of the kind it states: by how much shorter it is without their beginnings.
  const stated = `(length(coalesce(${column}, '')) - length(${without(mark)})) / ${mark.length}`;
  switch (where.in) {
    case 'none':
      return `(${stated} = 0 or ${without(`${mark}|`)} <> coalesce(${column}, ''))`;
    case 'several':
      return `${stated} > 1`;
    case 'one':
      return `(${stated} = 1 and ${without(`${mark}${where.of}|`)} <> coalesce(${column}, ''))`;
  }
}
