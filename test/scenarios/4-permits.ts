import { chapter } from './chapter.js';
import { DECISIONS } from './4-decisions.js';
import { granted, held, lodged, SETTLED, underway } from './parties.js';

chapter('4b. Permits: hearings, inspections, service, stays', '2025-01-06', [
  [
    'an impact assessment is heard in public, no sooner than thirty days after its notice was published',
    async (t) => {
      await t.on('2025-01-06');
      const plant = await underway(t, 'Cement grinding in Haripur', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'EIA',
      });
      const file = await t.under(plant, 'environmental-eia', 'environmental assessment');
      await lodged(t, file, 'epa-kp');
      await t.on('2025-01-13');
      await t.does('The agency calls the hearing for 20 February in the town hall.', [
        'officer.epa-kp',
        file,
        'callHearing',
        { place: 'Town hall', date: '2025-02-20' },
      ]);
      await t.does('The notice is published in the newspaper.', [
        'officer.epa-kp',
        file,
        'serveHearingNotice',
        { how: 'publication', proof: 'Daily Aaj of 13 January' },
      ]);
      await t.see('', file, {
        times: {
          hearingNotice: { last: '2025-02-12', length: '30 days', from: '2025-01-13', law: true, source: /Dawn/ },
        },
      });
      await t.isRefused(
        'A hearing before that would be none.',
        ['officer.epa-kp', file, 'recordMinutes', { on: '2025-01-20', present: ['The agency'], text: 'Heard.' }],
        [409, 'recordMinutes'],
      );
      await t.does('A union of neighbours is registered as objector.', [
        'officer.sifc',
        file,
        'registerObjector',
        { name: 'Union of Hattar', text: 'Dust.' },
      ]);
      await t.on('2025-02-20');
      await t.does('On the day the hearing is adjourned to 3 March, for a reason.', [
        'officer.epa-kp',
        file,
        'adjournHearing',
        { until: '2025-03-03', text: 'The consultant is ill.' },
      ]);
      await t.on('2025-03-04');
      await t.does('It was held on 3 March, and its minutes are recorded.', [
        'officer.epa-kp',
        file,
        'recordMinutes',
        { on: '2025-03-03', present: ['The agency', 'Union of Hattar'] },
      ]);
      await t.see('The time of the agency ran on through all of it.', file, {
        data: {
          hearing: {
            objectors: [{ name: 'Union of Hattar' }],
            adjournments: [{ until: '2025-03-03' }],
            minutes: { on: '2025-03-03' },
          },
        },
        times: { decision: { last: '2025-04-07', length: '90 days', from: '2025-01-06', law: true } },
      });
      await granted(t, file, 'epa-kp');
    },
  ],
  [
    'an inspection finds faults, which are cured and inspected again',
    async (t) => {
      await t.on('2025-04-14');
      const works = await underway(t, 'Bakery in Mardan', {
        ...SETTLED,
        province: 'kp',
        powerKw: 40,
        builds: true,
        held: [held('fbr-ntn'), held('site-title-confirmation'), held('building-plan')],
      });
      const wiring = await t.under(works, 'electric-inspection', 'wiring test');
      await lodged(t, wiring, 'ei-kp');
      await t.does('The inspector is coming on the 16th.', [
        'officer.ei-kp',
        wiring,
        'appointInspection',
        { date: '2025-04-16', place: 'The bakery' },
      ]);
      await t.on('2025-04-16');
      await t.does('He finds no earthing, and photographs it.', [
        'officer.ei-kp',
        wiring,
        'failInspection',
        { on: '2025-04-16', items: ['No earthing'], photographs: ['Photograph 1'] },
      ]);
      await t.see('The fifteenth day is Labour Day.', wiring, {
        holder: 'investor',
        tasks: ['Examine and recommend', 'Cure what the inspection found'],
        times: { cure: { last: '2025-05-02', length: '15 days', from: '2025-04-16' } },
      });
      await t.on('2025-04-22');
      await t.does('The investor reports the fault cured.', ['investor', wiring, 'reportCured']);
      await t.does('Another inspection is appointed,', [
        'officer.ei-kp',
        wiring,
        'appointInspection',
        { date: '2025-04-24', place: 'The bakery' },
      ]);
      await t.on('2025-04-24');
      await t.does('and passed.', [
        'officer.ei-kp',
        wiring,
        'passInspection',
        { on: '2025-04-24', photographs: ['Photograph 2'] },
      ]);
      await granted(t, wiring, 'ei-kp');
      await t.see('', wiring, {
        holder: 'nobody',
        data: {
          inspections: [
            { result: 'appointed' },
            { result: 'failed' },
            { result: 'cured' },
            { result: 'appointed' },
            { result: 'passed' },
          ],
        },
      });
    },
  ],
  ...DECISIONS,
]);
