/** A page of rows in one order, out of stretches that an index has in that order already. */
export interface PageQuery {
  readonly select: string;
  /** Conditions of which each row fits exactly one; each alone is one stretch of an index. */
  readonly stretches: readonly string[];
  /** Conditions that hold for all of them. */
  readonly conditions: readonly string[];
  readonly order: string;
  /** The parameter that holds the number of rows. */
  readonly limit: string;
}

/**
 * One `in (…)` over the stretches would have every row of them sorted before the first is given; of each stretch by itself only a page's
 * worth is read.
 */
export function pageSql({ select, stretches, conditions, order, limit }: PageQuery): string {
  const end = `order by ${order} limit ${limit}`;
  const reads = stretches.map((stretch) => `${select} where ${[...conditions, stretch].join(' and ')} ${end}`);
  if (reads.length === 1) return reads.join('');
  return `${reads.map((sql, index) => `select * from (${sql}) as stretch${index}`).join(' union all ')} ${end}`;
}
