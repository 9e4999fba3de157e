import type { Json, JsonObject } from './json.js';
import type { CaseState } from './state.js';

/* Where a case is and whom it concerns, as its context says under `application`; else the context itself. */

/** Where a post empowers: in one of these, of each kind that is named. A kind that is left out sets no bounds. */
export interface Jurisdiction {
  readonly provinces?: readonly string[];
  readonly zones?: readonly string[];
  readonly sectors?: readonly string[];
}

/**
 * Where a case is; one with several sites is in several places. Empty: it is in none (no zone). Null: the case says nothing of it, so that
 * only its agency bounds who may act.
 */
export interface Place {
  readonly provinces: readonly string[] | null;
  readonly zones: readonly string[] | null;
  readonly sectors: readonly string[] | null;
}

/** A person's interest in a case, in a company, or in all approvals of a kind. It bars from acting. */
export interface Interest {
  readonly about: 'case' | 'company' | 'approval';
  /** Id of a case or of the application it belongs to; name or id of a company; id of an approval. */
  readonly of: string;
  readonly nature: string;
}

type Concerned = Pick<CaseState, 'id' | 'root' | 'owner' | 'snapshot'>;

const places = new WeakMap<JsonObject, Place>();

/** The place of a case as it stands. */
export function placeOf({ snapshot }: Pick<CaseState, 'snapshot'>): Place {
  const known = places.get(snapshot);
  if (known) return known;
  const place = placeIn(snapshot['context']);
  places.set(snapshot, place);
  return place;
}

/** The place that some data states: facts of an application, or what has them under `application`. */
export function placeIn(data: Json | undefined): Place {
  const facts = factsIn(data);
  const sites = Object.values(objectIn(facts, 'sites')).map((site) => ({ ...facts, ...asObject(site) }));
  const all = sites.length > 0 ? sites : [facts];
  const stated = (fact: string): string[] | null => {
    const values = all.flatMap((site) => {
      const value = site[fact];
      return typeof value === 'string' ? [value] : [];
    });
    return values.length > 0 ? [...new Set(values)].filter((value) => value !== '') : null;
  };
  return { provinces: stated('province'), zones: stated('zoneName'), sectors: stated('sector') };
}

/** Whether a post empowers at a place. */
export function isWithin(jurisdiction: Jurisdiction | undefined, place: Place): boolean {
  if (!jurisdiction) return true;
  return (['provinces', 'zones', 'sectors'] as const).every((kind) => {
    const [bounds, stated] = [jurisdiction[kind], place[kind]];
    return !bounds || !stated || stated.some((one) => bounds.includes(one));
  });
}

/** The first of the interests that a case touches, or null. */
export function interestIn(interests: readonly Interest[], state: Concerned): Interest | null {
  return interests.find((interest) => concerns(interest, state)) ?? null;
}

function concerns({ about, of }: Interest, { id, root, owner, snapshot }: Concerned): boolean {
  const context = snapshot['context'];
  switch (about) {
    case 'case':
      return of === id || of === root;
    case 'company':
      return of === owner || (spelt(of) !== null && spelt(of) === spelt(factsIn(context)['company']));
    case 'approval':
      return objectIn(asObject(context), 'approval')['id'] === of;
  }
}

/** A name as it counts: capitals and spaces do not. */
function spelt(name: Json | undefined): string | null {
  return typeof name === 'string' && name.trim() !== '' ? name.trim().toLowerCase().replaceAll(/\s+/g, ' ') : null;
}

function factsIn(data: Json | undefined): JsonObject {
  const whole = asObject(data);
  return 'application' in whole ? objectIn(whole, 'application') : whole;
}

const objectIn = (data: JsonObject, name: string): JsonObject => asObject(data[name]);

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
