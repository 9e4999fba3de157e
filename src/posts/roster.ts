import type { Interest } from '../engine/index.js';
import { asEnded } from '../registers/as-ended.js';
import type { PostRecord } from './record.js';

/** A record that holds for a time, as later records leave it. */
export interface Standing extends PostRecord {
  /** Recorded order first; then by `from`. */
  readonly until: number | null;
}

export const holdsAt = ({ from, until }: Pick<PostRecord, 'from' | 'until'>, at: number): boolean =>
  from <= at && (until === null || at < until);

/** Whether two stretches of time share an instant. */
export function overlap(a: Pick<PostRecord, 'from' | 'until'>, b: Pick<PostRecord, 'from' | 'until'>): boolean {
  return a.from < (b.until ?? Infinity) && b.from < (a.until ?? Infinity);
}

const HOLDING = ['appointed', 'additional'];
const AWAY = ['substituted', 'absent'];

/** Who holds what, and who is away, as the records say: for any instant, past or to come. Immutable. */
export class Roster {
  private readonly standing: readonly Standing[];
  private readonly byId: ReadonlyMap<string, Standing>;
  private readonly byPost = new Map<string, Standing[]>();
  private readonly byPerson = new Map<string, Standing[]>();
  private readonly bySubstitute = new Map<string, Standing[]>();

  constructor(readonly records: readonly PostRecord[]) {
    this.standing = asEnded(records);
    this.byId = new Map(this.standing.map((record) => [record.id, record]));
    for (const record of this.standing) {
      add(this.byPerson, record.person, record);
      if (record.post !== null && HOLDING.includes(record.kind)) add(this.byPost, record.post, record);
      if (record.other !== null) add(this.bySubstitute, record.other, record);
    }
  }

  find(id: string): Standing | undefined {
    return this.byId.get(id);
  }

  /** Whether anything was ever recorded of a person. */
  knows(person: string): boolean {
    return this.byPerson.has(person) || this.bySubstitute.has(person);
  }

  /** Holdings of a post, of any time, in the order recorded. */
  holdingsOf(post: string): readonly Standing[] {
    return this.byPost.get(post) ?? [];
  }

  /** What a person holds, of any time. */
  heldBy(person: string): readonly Standing[] {
    return this.ofPerson(person, HOLDING);
  }

  /** When a person is away, with or without a substitute. */
  awayOf(person: string): readonly Standing[] {
    return this.ofPerson(person, AWAY);
  }

  /** For whom a person stands in. */
  standingIn(person: string): readonly Standing[] {
    return this.bySubstitute.get(person) ?? [];
  }

  isAway(person: string, at: number): boolean {
    return this.awayOf(person).some((away) => away.post === null && holdsAt(away, at));
  }

  interestsOf(person: string): readonly Standing[] {
    return this.ofPerson(person, ['interested']);
  }

  interestsAt(person: string, at: number): Interest[] {
    return this.interestsOf(person).flatMap((record) => {
      const { about, subject, ground } = record;
      return about !== null && subject !== null && holdsAt(record, at) ? [{ about, of: subject, nature: ground }] : [];
    });
  }

  /** The first instant after this one at which something begins or ends; Infinity where nothing does. */
  nextChange(now: number): number {
    const times = this.standing.flatMap(({ from, until }) => [from, until ?? Infinity]).filter((time) => time > now);
    return times.reduce((first, time) => Math.min(first, time), Infinity);
  }

  all(kinds: readonly PostRecord['kind'][]): readonly Standing[] {
    return this.standing.filter(({ kind }) => kinds.includes(kind));
  }

  private ofPerson(person: string, kinds: readonly string[]): readonly Standing[] {
    return (this.byPerson.get(person) ?? []).filter(({ kind }) => kinds.includes(kind));
  }
}

function add(map: Map<string, Standing[]>, key: string, record: Standing): void {
  const known = map.get(key);
  if (known) known.push(record);
  else map.set(key, [record]);
}
