import { join } from 'node:path';
import { ConfigError, type Problem, type Reading, refuseIfAny, yamlForm } from '../yaml/index.js';
import { type AgenciesFile, type CalendarsFile, settingsProblems } from './checks.js';
import { DaySettings } from './day-settings.js';
import { AGENCIES_SCHEMA, CALENDARS_SCHEMA, FORMATS, LADDERS_SCHEMA } from './schema.js';
import { withProvinces } from './provincial.js';
import type { LaddersSource } from './source.js';

const readAgencies = yamlForm<AgenciesFile>(AGENCIES_SCHEMA, FORMATS);
const readCalendars = yamlForm<CalendarsFile>(CALENDARS_SCHEMA, FORMATS);
const readLadders = yamlForm<LaddersSource>(LADDERS_SCHEMA, FORMATS);

/**
 * Reads the settings of a folder (`config/settings`): agencies, calendars and ladders.
 *
 * @throws ConfigError with all that is wrong in the files
 */
export function loadSettings(folder: string): DaySettings {
  const problems: Problem[] = [];
  // Reads on after a file that cannot be used, so that one start tells the mistakes of all.
  const attempt = <T>(read: (file: string) => Reading<T>, name: string): Reading<T> | undefined => {
    try {
      return read(join(folder, name));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const agencies = attempt(readAgencies, 'agencies.yaml');
  const calendars = attempt(readCalendars, 'calendars.yaml');
  const ladders = attempt(readLadders, 'ladders.yaml');
  if (!agencies || !calendars || !ladders) throw new ConfigError(problems);
  refuseIfAny(settingsProblems({ agencies, calendars, ladders }));
  const { calendars: alone, provincial } = calendars.value;
  return new DaySettings({ ...agencies.value, calendars: withProvinces(alone, provincial), ladders: ladders.value });
}
