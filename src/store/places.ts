import type { Place } from '../engine/index.js';

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
