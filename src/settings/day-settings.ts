import {
  buildCalendar,
  type Calendar,
  type CalendarSource,
  canonicalJson,
  Rejection,
  sha256,
} from '../engine/index.js';
import { Ladders } from './ladders.js';
import { type Office, officesOf } from './posts.js';
import type { Routing, SettingsSource } from './source.js';

/** An office that holds posts: `epa-punjab`, of the type `epa`. */
export interface Agency {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly calendar: string;
  readonly province?: string;
  /** The zone it is there for, by name: `rashakai`. */
  readonly zone?: string;
}

/** The calendar that holds where none is named. */
export const FEDERAL = 'federal';

/** What is true of the day and not pinned to a case. Immutable: another day has other settings. */
export class DaySettings {
  readonly agencies: readonly Agency[];
  readonly agencyTypes: ReadonlySet<string>;
  readonly ladders: Ladders;
  /** All posts by their ids. */
  readonly offices: ReadonlyMap<string, Office>;
  private readonly routings: ReadonlyMap<string, Routing>;
  private readonly byId: ReadonlyMap<string, Agency>;
  private readonly calendars: ReadonlyMap<string, Calendar>;

  /** A name for what all agencies count by: another day of a calendar, or another calendar of an agency, gives another one. */
  readonly calendarsName: string;

  /** The source has been checked by `loadSettings`. Throws CalendarError for a calendar that is unsound. */
  constructor(readonly source: SettingsSource) {
    const ofProvince = new Map(
      source.calendars.flatMap(({ id, provincial }) => (provincial ? [[provincial.province, id] as const] : [])),
    );
    this.agencies = source.agencies.flatMap(({ type, level, calendar, instances }) =>
      instances.map((instance) => {
        const own = level === 'provincial' ? ofProvince.get(instance.province ?? '') : undefined;
        return { type, calendar: own ?? calendar, ...instance };
      }),
    );
    const kept = this.agencies.map(({ id, calendar }) => [id, calendar]);
    this.calendarsName = sha256(canonicalJson({ calendars: source.calendars, kept }));
    this.agencyTypes = new Set(source.agencies.map(({ type }) => type));
    this.routings = new Map(
      source.agencies.flatMap((type) =>
        type.instances.map(({ id, routing }) => [id, routing ?? type.routing ?? source.routing] as const),
      ),
    );
    this.byId = new Map(this.agencies.map((agency) => [agency.id, agency]));
    this.calendars = new Map(source.calendars.map((calendar) => [calendar.id, buildCalendar(calendar)]));
    this.offices = new Map(officesOf(source.posts, source.agencies).map((office) => [office.id, office]));
    this.ladders = new Ladders(source.ladders);
  }

  /**
   * The instance of a type of agency for a place: that of the zone by its name, else that of the province, else the one for all
   * others. An instance's own id stands for itself.
   *
   * @throws Rejection `data` for an agency nobody knows, or a province that has no instance of it
   */
  agencyFor(type: string, province: string | undefined, zone?: string): string {
    if (!this.agencyTypes.has(type)) {
      const named = this.byId.get(type);
      if (named) return named.id;
      throw refusal('/agency', `there is no agency "${type}"`);
    }
    const instances = this.agencies.filter((agency) => agency.type === type);
    const ofZone = instances.find((agency) => agency.zone !== undefined && agency.zone === zone);
    const wide = instances.filter((agency) => agency.zone === undefined);
    const ofProvince = wide.find((agency) => agency.province !== undefined && agency.province === province);
    const found = ofZone ?? ofProvince ?? wide.find((agency) => agency.province === undefined);
    if (found) return found.id;
    const provinces = wide.map((agency) => agency.province).join(', ');
    throw refusal(
      '/province',
      `the agency ${type} has no office for "${province ?? ''}"; expected one of ${provinces}`,
    );
  }

  /** Provinces that some agency has an office in, and this type has none for; empty for a type with one office for all. */
  provincesWithout(type: string): readonly string[] {
    const instances = this.agencies.filter((agency) => agency.type === type && agency.zone === undefined);
    if (instances.some(({ province }) => province === undefined)) return [];
    const served = new Set(instances.map(({ province }) => province));
    const all = new Set(this.agencies.flatMap(({ province }) => province ?? []));
    return [...all].filter((province) => !served.has(province)).sort();
  }

  /** How the tasks of an agency come to persons. */
  routingOf(agency: string | null): Routing {
    return (agency === null ? undefined : this.routings.get(agency)) ?? 'claim';
  }

  /** The calendar an agency keeps; the federal one for none, and for holders of time that are no agency. */
  calendarOf(agency: string | null): Calendar {
    const id = (agency === null ? undefined : this.byId.get(agency)?.calendar) ?? FEDERAL;
    const calendar = this.calendars.get(id);
    if (!calendar) throw new Error(`the settings have no calendar "${id}"`);
    return calendar;
  }
}

/** The same day with one calendar replaced, or added. Throws CalendarError where it is unsound. */
export function withCalendar(day: DaySettings, calendar: CalendarSource): DaySettings {
  const { calendars } = day.source;
  const known = calendars.some(({ id }) => id === calendar.id);
  const replaced = calendars.map((other) => (other.id === calendar.id ? calendar : other));
  return new DaySettings({ ...day.source, calendars: known ? replaced : [...calendars, calendar] });
}

function refusal(field: string, message: string): Rejection {
  return new Rejection('data', message, { errors: [{ field, message }] });
}
