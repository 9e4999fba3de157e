import { chapter } from './chapter.js';
import { lodged, SETTLED, underway } from './parties.js';

chapter('6. Ladders', '2025-01-06', [
  [
    'what an agency lets lie climbs by itself, from the officer to day 41',
    async (t) => {
      await t.on('2025-01-06');
      const works = await underway(t, 'Glass works in Kohat', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'checklist',
      });
      const file = await t.under(works, 'environmental-checklist', 'environmental checklist');
      await lodged(t, file, 'epa-kp');
      await t.see('', file, {
        holder: 'epa-kp',
        times: { decision: { last: '2025-01-21', length: '15 days', from: '2025-01-06' } },
      });
      const climbed = [
        [
          '2025-01-17',
          'Reminder: officer of epa-kp',
          'With a quarter of the time left, which falls on Saturday, the officer is reminded, on Friday',
        ],
        [
          '2025-01-22',
          'Section head: officer of epa-kp, manager of epa-kp',
          'The last day is over: the section head hears of it',
        ],
        ['2025-01-27', 'Agency head: manager of epa-kp', 'Three working days later the head of the agency'],
        ['2025-01-29', 'Focal person: manager of epa-kp, officer of sifc', 'After five the focal person'],
        [
          '2025-02-06',
          'Weekly list, Implementation Committee: manager of epa-kp, manager of sifc',
          'A fortnight after the breach, a day later for Kashmir Day, it is on the weekly list of the Implementation Committee',
        ],
        [
          '2025-02-12',
          'Fortnightly list, Secretary SIFC: manager of sifc',
          'A week later on the fortnightly list of the Secretary',
        ],
        [
          '2025-02-21',
          'Monthly list, Apex Committee: manager of sifc',
          'After thirty days on the monthly list of the Apex Committee',
        ],
        [
          '2025-03-04',
          'Day 41: head of the organisation: manager of epa-kp, manager of sifc',
          'On day 41 it is at the top',
        ],
      ] as const;
      const rungs: string[] = [];
      for (const [date, rung, words] of climbed) {
        await t.on(date, '16:30');
        rungs.push(`${date} ${rung}`);
        t.equal(await t.alarms(file), rungs);
        t.tell(`${words} (${rung}).`);
      }
      await t.on('2025-06-02');
      t.equal((await t.alarms(file)).length, climbed.length);
      await t.see('No rung has decided anything: the case is where it was, with the officer, whose it is.', file, {
        holder: 'epa-kp',
        tasks: ['Examine and recommend'],
      });
    },
  ],
  [
    'an alarm is acknowledged, which silences that rung and no other; whoever acts ends the ladder',
    async (t) => {
      await t.on('2025-07-07');
      const works = await t.opens('Paper mill in Charsadda', SETTLED);
      await t.does('The investor submits, and the desk lets it lie.', ['investor', works, 'submit']);
      await t.on('2025-07-22', '16:30');
      const inbox = async (): Promise<string[]> =>
        (await t.asks('manager', 'GET', '/api/escalations')).items
          .filter((item) => item['case'] === works.id)
          .map(({ title }) => String(title));
      t.equal(await inbox(), ['Section head']);
      const { items } = await t.asks('manager', 'GET', '/api/escalations');
      const alarm = items.find((item) => item['case'] === works.id);
      await t.asks('manager', 'POST', `/api/escalations/${String(alarm?.['id'])}/acknowledge`);
      t.equal(await inbox(), []);
      const own = await t.asks('investor', 'GET', '/api/escalations');
      t.equal(
        own.items.filter((item) => item['case'] === works.id),
        [],
      );
      t.tell('After ten working days the head of the desk is alarmed, and acknowledges.');
      await t.on('2025-07-25', '16:30');
      t.equal(await inbox(), ['Agency head']);
      t.tell('That silenced one rung: the next one rings all the same.');
      await t.does('The officer screens the application.', ['officer.sifc', works, 'declareComplete']);
      const before = await t.alarms(works);
      await t.on('2025-07-28', '16:30');
      t.equal(await t.alarms(works), before);
      t.tell('The ladder has nothing more to say of it.');
    },
  ],
]);
