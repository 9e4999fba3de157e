import { buildCalendar, CalendarError, type CalendarSource } from '../engine/index.js';
import type { Path, Problem, Reading } from '../yaml/index.js';
import { FEDERAL } from './day-settings.js';
import { withProvinces, type ProvincialSource } from './provincial.js';
import type { AgencyTypeSource, LaddersSource, PostSource, SettingsSource } from './source.js';

export type AgenciesFile = Pick<SettingsSource, 'posts' | 'routing' | 'agencies'>;
export type CalendarsFile = {
  readonly calendars: readonly CalendarSource[];
  readonly provincial?: readonly ProvincialSource[];
};

/** What a schema cannot say of the files of settings, each by itself and against the others. */
export interface SettingsFiles {
  readonly agencies: Reading<AgenciesFile>;
  readonly calendars: Reading<CalendarsFile>;
  readonly ladders: Reading<LaddersSource>;
}

export function settingsProblems({ agencies, calendars, ladders }: SettingsFiles): Problem[] {
  const { calendars: alone, provincial = [] } = calendars.value;
  const calendarIds = [...alone, ...provincial].map(({ id }) => id);
  const agencyIds = agencies.value.agencies.flatMap(({ instances }) => instances.map(({ id }) => id));
  return [
    ...calendarProblems(calendars),
    ...agencies.value.agencies.flatMap((agency, index) => [
      ...calendarsKept(agencies, { agency, index, calendarIds }),
      ...(agency.level === 'provincial' ? provinces : oneOffice)(agencies, agency, index),
    ]),
    ...agencyNames(agencies),
    ...postNames(agencies),
    ...unknownAgencies(ladders, agencyIds),
    ...Object.keys(ladders.value.ladders).flatMap((role) => idleGaps(ladders, role)),
  ];
}

function calendarProblems(reading: Reading<CalendarsFile>): Problem[] {
  const { calendars } = reading.value;
  const message = `expected a calendar "${FEDERAL}", which holds where none is named (found none)`;
  const missing = calendars.some(({ id }) => id === FEDERAL) ? [] : [reading.problem(['calendars'], message)];
  return [
    ...missing,
    ...calendars.flatMap((calendar, index) => unsound(reading, calendar, ['calendars', index])),
    ...provincialProblems(reading),
  ];
}

function provincialProblems(reading: Reading<CalendarsFile>): Problem[] {
  const { calendars, provincial = [] } = reading.value;
  const ids = calendars.map(({ id }) => id);
  const path = (index: number, key: string): Path => ['provincial', index, key];
  const named = [
    ...calendars.map(({ id }, index) => [id, ['calendars', index, 'id']] as const),
    ...provincial.map(({ id }, index) => [id, path(index, 'id')] as const),
  ];
  return [
    ...twice(reading, named),
    ...twice(
      reading,
      provincial.map(({ province }, index) => [province, path(index, 'province')] as const),
    ),
    ...provincial.flatMap((one, index) => {
      if (ids.includes(one.extends)) return [];
      const message = `expected one of the calendars ${ids.join(', ')} (found "${one.extends}")`;
      return [reading.problem(path(index, 'extends'), message)];
    }),
    ...withProvinces(calendars, provincial)
      .slice(calendars.length)
      .flatMap((calendar) => {
        const index = provincial.findIndex(({ id }) => id === calendar.id);
        return unsound(reading, calendar, ['provincial', index]);
      }),
  ];
}

function unsound(reading: Reading<CalendarsFile>, calendar: CalendarSource, path: Path): Problem[] {
  try {
    buildCalendar(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return [reading.problem(path, `expected a sound calendar (found: ${error.message})`)];
  }
}

interface Keeping {
  readonly agency: AgencyTypeSource;
  readonly index: number;
  readonly calendarIds: readonly string[];
}

function calendarsKept(reading: Reading<AgenciesFile>, { agency, index, calendarIds }: Keeping): Problem[] {
  const check = (calendar: string | undefined, path: Path): Problem[] => {
    if (calendar === undefined || calendarIds.includes(calendar)) return [];
    return [reading.problem(path, `expected one of the calendars ${calendarIds.join(', ')} (found "${calendar}")`)];
  };
  return [
    ...check(agency.calendar, ['agencies', index, 'calendar']),
    ...agency.instances.flatMap(({ calendar }, place) =>
      check(calendar, ['agencies', index, 'instances', place, 'calendar']),
    ),
  ];
}

function oneOffice(reading: Reading<AgenciesFile>, { level, instances }: AgencyTypeSource, index: number): Problem[] {
  const path: Path = ['agencies', index, 'instances'];
  const wide = instances.flatMap(({ zone }, place) => (zone === undefined ? [place] : []));
  const zones = instances.flatMap(({ zone }, place) =>
    zone === undefined ? [] : [[zone, [...path, place, 'zone']] as const],
  );
  const message = `expected one instance for all zones of an agency of the level ${level} (found ${wide.length})`;
  const not = wide.length === 1 ? [] : [reading.problem([...path, wide[1] ?? 0], message)];
  return [...not, ...twice(reading, zones)];
}

/** A site has one province, and a type of agency one office for it. */
function provinces(reading: Reading<AgenciesFile>, { instances }: AgencyTypeSource, index: number): Problem[] {
  const path: Path = ['agencies', index, 'instances'];
  const places = instances.map(({ province }, place) => [province ?? '', [...path, place, 'province']] as const);
  const without = instances.flatMap(({ id, province }, place) => {
    if (province !== undefined) return [];
    return [
      reading.problem([...path, place], `expected the key "province" in a provincial agency (found none in ${id})`),
    ];
  });
  return without.length > 0 ? without : twice(reading, places);
}

function agencyNames(reading: Reading<AgenciesFile>): Problem[] {
  const { agencies } = reading.value;
  const types = agencies.map(({ type }, index) => [type, ['agencies', index, 'type']] as const);
  const ids = agencies.flatMap(({ instances }, index) =>
    instances.map(({ id }, place) => [id, ['agencies', index, 'instances', place, 'id']] as const),
  );
  return [...twice(reading, types), ...twice(reading, ids)];
}

/** In each list a post is named once; in two lists it is one that takes the place of another. */
function postNames(reading: Reading<AgenciesFile>): Problem[] {
  const { posts, agencies } = reading.value;
  const once = (list: readonly PostSource[] = [], path: Path = []): Problem[] =>
    twice(
      reading,
      list.map(({ id }, index) => [id, [...path, index, 'id']] as const),
    );
  return [
    ...once(posts.agency, ['posts', 'agency']),
    ...once(posts.service, ['posts', 'service']),
    ...agencies.flatMap((type, index) => [
      ...once(type.posts, ['agencies', index, 'posts']),
      ...type.instances.flatMap((instance, place) =>
        once(instance.posts, ['agencies', index, 'instances', place, 'posts']),
      ),
    ]),
  ];
}

function unknownAgencies(reading: Reading<LaddersSource>, known: readonly string[]): Problem[] {
  const { desk, ladders, vacancy } = reading.value;
  const check = (agency: string, path: Path): Problem[] =>
    known.includes(agency) ? [] : [reading.problem(path, `expected an agency of agencies.yaml (found "${agency}")`)];
  const posts = Object.entries(ladders).flatMap(([ladder, rungs]) =>
    rungs.flatMap(({ to }, index) =>
      to.flatMap(({ role, agency }, place) => {
        const path: Path = ['ladders', ladder, index, 'to', place];
        if ((role === 'investor') !== (agency === 'owner')) {
          const message = `expected the investor as owner, or a post of an agency (found ${role} of ${agency})`;
          return [reading.problem(path, message)];
        }
        return agency === 'case' || agency === 'owner' ? [] : check(agency, [...path, 'agency']);
      }),
    ),
  );
  const vacancies = vacancy.flatMap(({ to }, index) =>
    to.flatMap(({ agency }, place) =>
      agency === 'case' ? [] : check(agency, ['vacancy', index, 'to', place, 'agency']),
    ),
  );
  return [...check(desk, ['desk']), ...posts, ...vacancies];
}

function idleGaps(reading: Reading<LaddersSource>, role: string): Problem[] {
  const rungs = reading.value.ladders[role] ?? [];
  return rungs.flatMap(({ idle }, index) => {
    if (idle === undefined || index === 0 || rungs[index - 1]?.idle !== undefined) return [];
    return [
      reading.problem(['ladders', role, index, 'idle'], 'expected no "idle" above a rung that has none (found one)'),
    ];
  });
}

function twice(reading: Reading<unknown>, places: readonly (readonly [string, Path])[]): Problem[] {
  const names = places.map(([name]) => name);
  return places.flatMap(([name, path], index) =>
    names.indexOf(name) < index ? [reading.problem(path, `expected each name once (found "${name}" again)`)] : [],
  );
}
