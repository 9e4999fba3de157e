import type { JsonObject } from '../../src/engine/json.js';
import type { FieldError } from '../../src/engine/rejection.js';
import type { ApplicationContext, ApplicationEvent } from './1-context.js';
import { claimed } from './1-held.js';
import { sitesOf } from './1-sites.js';

/** What the officer says of schedules and proofs has to be about sites and proofs that the application has. */
export function aboutOthers({ application }: ApplicationContext, data: JsonObject): FieldError[] {
  const { schedules = {}, rejected = [] } = data as Pick<ApplicationEvent, 'schedules' | 'rejected'>;
  const sites = Object.keys(sitesOf(application));
  const known = sites.length === 0 ? 'it tells no sites apart' : `it has ${sites.join(', ')}`;
  return [
    ...Object.keys(schedules)
      .filter((site) => !sites.includes(site))
      .map((site) => ({ field: `/schedules/${site}`, message: `is no site of the application: ${known}` })),
    ...rejected.flatMap(({ approval }, index) =>
      claimed(application, approval) === null
        ? [{ field: `/rejected/${index}/approval`, message: 'is no approval that the application says to hold' }]
        : [],
    ),
  ];
}
