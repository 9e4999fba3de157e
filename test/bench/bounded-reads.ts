import type { CaseLists } from '../../src/cases/case-lists.js';
import type { Actor, Jurisdiction } from '../../src/engine/index.js';
import type { Tasks } from '../../src/tasks/tasks.js';
import type { Read } from './lists.js';

/** Lists of those whose posts reach a part of the country only: one sector of a province, of which little is to be found, and a province. */
export function boundedReads(tasks: Tasks, lists: CaseLists, largest: string, limit: number): Read[] {
  const small: Jurisdiction = { provinces: ['gb'], sectors: ['mining'] };
  const province: Jurisdiction = { provinces: ['gb'] };
  const who = (agency: string, within: Jurisdiction): Actor => ({
    id: `bounded.${agency}@demo.test`,
    kind: 'person',
    posts: [{ role: 'officer', agency, within }],
  });
  return (['sifc', largest] as const).flatMap((agency) =>
    Object.entries({ 'one sector of one province': small, 'one province': province }).flatMap(([bounds, within]) => {
      const actor = who(agency, within);
      const of = agency === 'sifc' ? 'the lead agency' : 'an officer';
      return [
        { name: `worklist of ${of}, ${bounds}`, judged: true, run: () => tasks.worklist(actor, { limit }) },
        { name: `cases of ${of}, ${bounds}`, judged: true, run: () => lists.cases(actor, { limit }) },
      ];
    }),
  );
}
