import { join } from 'node:path';
import { buildCalendar, CalendarError, type CalendarSource } from '../engine/index.js';
import { ConfigError, type Path, type Problem, type Reading, refuseIfAny, yamlForm } from '../yaml/index.js';
import { DaySettings, FEDERAL } from './day-settings.js';
import { AGENCIES_SCHEMA, CALENDARS_SCHEMA, FORMATS, LADDERS_SCHEMA } from './schema.js';
import type { AgencyTypeSource, LaddersSource } from './source.js';

type Agencies = { readonly agencies: readonly AgencyTypeSource[] };
type Calendars = { readonly calendars: readonly CalendarSource[] };

const readAgencies = yamlForm<Agencies>(AGENCIES_SCHEMA, FORMATS);
const readCalendars = yamlForm<Calendars>(CALENDARS_SCHEMA, FORMATS);
const readLadders = yamlForm<LaddersSource>(LADDERS_SCHEMA, FORMATS);

/**
 * Reads the settings of a folder (`config/settings`): agencies, calendars and ladders.
 *
 * @throws ConfigError with everything that is wrong in any of the files
 */
export function loadSettings(folder: string): DaySettings {
  const problems: Problem[] = [];
  const agencies = attempt(() => readAgencies(join(folder, 'agencies.yaml')), problems);
  const calendars = attempt(() => readCalendars(join(folder, 'calendars.yaml')), problems);
  const ladders = attempt(() => readLadders(join(folder, 'ladders.yaml')), problems);
  if (calendars) problems.push(...calendarProblems(calendars));
  if (agencies && calendars) problems.push(...agencyProblems(agencies, calendars.value));
  if (agencies && ladders) problems.push(...ladderProblems(ladders, agencies.value));
  refuseIfAny(problems);
  if (!agencies || !calendars || !ladders) throw new ConfigError(problems);
  return new DaySettings({ ...agencies.value, ...calendars.value, ladders: ladders.value });
}

/** Goes on after a file that cannot be used, so that one start tells the mistakes of all. */
function attempt<T>(read: () => T, problems: Problem[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function calendarProblems(reading: Reading<Calendars>): Problem[] {
  const { calendars } = reading.value;
  const missing = calendars.some(({ id }) => id === FEDERAL)
    ? []
    : [
        reading.problem(
          ['calendars'],
          `expected a calendar "${FEDERAL}", which holds where none is named (found none)`,
        ),
      ];
  const unsound = calendars.flatMap((calendar, index) => {
    try {
      buildCalendar(calendar);
      return [];
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      return [reading.problem(['calendars', index], `expected a sound calendar (found: ${error.message})`)];
    }
  });
  return [
    ...missing,
    ...unsound,
    ...twice(
      reading,
      calendars.map(({ id }, index) => [id, ['calendars', index, 'id']]),
    ),
  ];
}

function agencyProblems(reading: Reading<Agencies>, { calendars }: Calendars): Problem[] {
  const known = calendars.map(({ id }) => id);
  const { agencies } = reading.value;
  const check = (calendar: string, path: Path): Problem[] => {
    if (known.includes(calendar)) return [];
    return [reading.problem(path, `expected one of the calendars ${known.join(', ')} (found "${calendar}")`)];
  };
  return agencies
    .flatMap(({ calendar, instances }, index) => [
      ...check(calendar, ['agencies', index, 'calendar']),
      ...instances.flatMap((instance, place) =>
        instance.calendar === undefined
          ? []
          : check(instance.calendar, ['agencies', index, 'instances', place, 'calendar']),
      ),
      ...instancesOfProvinces(reading, index),
    ])
    .concat(
      twice(
        reading,
        agencies.map(({ type }, index) => [type, ['agencies', index, 'type']]),
      ),
      twice(
        reading,
        agencies.flatMap(({ instances }, i) =>
          instances.map(({ id }, j) => [id, ['agencies', i, 'instances', j, 'id']]),
        ),
      ),
    );
}

/** An application has one province, and a type of agency one office for it. */
function instancesOfProvinces(reading: Reading<Agencies>, index: number): Problem[] {
  const { level, instances } = reading.value.agencies[index] ?? { level: 'federal', instances: [] };
  const path: Path = ['agencies', index, 'instances'];
  if (level !== 'provincial') {
    const extra = instances.findIndex((_, place) => place > 0);
    if (extra < 0) return [];
    return [
      reading.problem(
        [...path, extra],
        `expected one instance, as the agency is not provincial (found ${instances.length})`,
      ),
    ];
  }
  const provinces = instances.map(({ province }) => province);
  return instances.flatMap(({ id, province }, place) => {
    if (province === undefined)
      return [reading.problem([...path, place], `expected the key "province" (found none for ${id})`)];
    if (provinces.indexOf(province) === place) return [];
    return [
      reading.problem([...path, place, 'province'], `expected one instance a province (found ${province} again)`),
    ];
  });
}

function ladderProblems(reading: Reading<LaddersSource>, { agencies }: Agencies): Problem[] {
  const known = new Set(agencies.flatMap(({ instances }) => instances.map(({ id }) => id)));
  const { desk, ladders } = reading.value;
  const unknown = (agency: string, path: Path): Problem[] =>
    known.has(agency) ? [] : [reading.problem(path, `expected an agency of agencies.yaml (found "${agency}")`)];
  const rungs = Object.entries(ladders).flatMap(([role, ladder]) =>
    ladder.flatMap(({ idle, to }, index) => [
      ...to.flatMap((post, place) =>
        postProblems(post, { reading, path: ['ladders', role, index, 'to', place], unknown }),
      ),
      ...(idle !== undefined && index > 0 && ladder[index - 1]?.idle === undefined
        ? [
            reading.problem(
              ['ladders', role, index, 'idle'],
              'expected no "idle" above a rung that has none (found one)',
            ),
          ]
        : []),
    ]),
  );
  return [...unknown(desk, ['desk']), ...rungs];
}

interface PostPlace {
  readonly reading: Reading<LaddersSource>;
  readonly path: Path;
  readonly unknown: (agency: string, path: Path) => Problem[];
}

function postProblems(post: { role: string; agency: string }, { reading, path, unknown }: PostPlace): Problem[] {
  const { role, agency } = post;
  if ((role === 'investor') !== (agency === 'owner')) {
    return [
      reading.problem(
        path,
        `expected the investor as owner of the case, or a post of an agency (found ${role} of ${agency})`,
      ),
    ];
  }
  return agency === 'case' || agency === 'owner' ? [] : unknown(agency, [...path, 'agency']);
}

function twice(reading: Reading<unknown>, places: readonly (readonly [string, Path])[]): Problem[] {
  const ids = places.map(([id]) => id);
  return places.flatMap(([id, path], index) =>
    ids.indexOf(id) < index ? [reading.problem(path, `expected each name once (found "${id}" again)`)] : [],
  );
}
