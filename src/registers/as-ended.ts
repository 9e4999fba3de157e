interface Endable {
  readonly id: string;
  readonly kind: string;
  /** Id of the record that is ended. */
  readonly ends: string | null;
  readonly from: number;
  readonly until: number | null;
}

/** Records as later ones leave them: each until the earliest of its ends, and those that only end others left out. */
export function asEnded<Entry extends Endable>(records: readonly Entry[]): Entry[] {
  const ended = new Map<string, number>();
  for (const { ends, from } of records) if (ends !== null) ended.set(ends, Math.min(from, ended.get(ends) ?? Infinity));
  return records.flatMap((record) => {
    if (record.kind === 'ended') return [];
    const end = Math.min(record.until ?? Infinity, ended.get(record.id) ?? Infinity);
    return [{ ...record, until: end === Infinity ? null : end }];
  });
}
