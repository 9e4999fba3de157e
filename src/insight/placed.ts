import { isPlace, type Where } from '../store/places.js';
import type { BehindQuery } from './behind-query.js';
import { NONE, SEVERAL } from './open-work.js';

/** Where cases are, as conditions in SQL over a column that says so; parameters are added to the values. */
export function placedSql(
  column: string,
  { province, sector }: Pick<BehindQuery, 'province' | 'sector'>,
  values: unknown[],
): string[] {
  const told: readonly (readonly ['provinces' | 'sectors', string | undefined])[] = [
    ['provinces', province],
    ['sectors', sector],
  ];
  return told.flatMap(([kind, value]) => (value === undefined ? [] : [isPlace(column, kind, whereOf(value), values)]));
}

const whereOf = (value: string): Where =>
  value === NONE ? { in: 'none' } : value === SEVERAL ? { in: 'several' } : { in: 'one', of: value };
