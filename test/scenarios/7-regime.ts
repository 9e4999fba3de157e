import type { Story } from './chapter.js';
import { IN_FORCE, order, granted, held, lodged, LOCAL, underway } from './parties.js';

const GEMS = {
  ...LOCAL,
  sector: 'gemstones',
  province: 'kp',
  exports: true,
  held: [held('fbr-ntn'), held('site-title-confirmation'), held('psw-subscription')],
};

/** A whole regime suspended. */
export const REGIME: readonly Story[] = [
  [
    'gemstone exports are suspended from 7 May to 21 November 2025, and the time lost is forgiven',
    async (t) => {
      await t.on('2025-05-02');
      const cutter = await underway(t, 'Cutting house in Peshawar', GEMS);
      const licence = await t.under(cutter, 'gem-exporter-registration', 'exporter registration');
      await lodged(t, licence, 'tdap');
      await t.does('The first exporter is registered.', ['officer.tdap', licence, 'register']);
      await t.does('Metal is entrusted to it.', ['officer.tdap', licence, 'beginDuty', { duty: 'export' }]);
      const export120 = await t.under(licence, 'duty/export.1', 'duty to export');
      await t.see(
        'What is made of it has to be exported within 120 days. The last of them, 30 August, is a Saturday.',
        export120,
        {
          holder: 'investor',
          times: { term: { last: '2025-09-01', length: '120 days', from: '2025-05-02', law: true, source: /SRO 760/ } },
        },
      );
      const polisher = await underway(t, 'Polishing house in Swat', { ...GEMS, environmentalSchedule: 'IEE' });
      const pending = await t.under(polisher, 'gem-exporter-registration', 'second registration');
      await lodged(t, pending, 'tdap');
      await t.see('', pending, {
        times: { decision: { last: '2025-05-23', length: '15 working days', from: '2025-05-02' } },
      });
      const study = await t.under(polisher, 'environmental-iee', 'environmental examination');
      await lodged(t, study, 'epa-kp');
      await t.on('2025-05-07');
      const { suspension } = Object(
        await t.asks('manager', 'POST', '/api/suspensions', {
          condition: 'sector == "gemstones"',
          approvals: ['gem-exporter-registration'],
          reason: 'Entrustment scheme suspended',
          basis: 'SRO of 7 May 2025',
        }),
      ) as { suspension: { id: string } };
      t.tell(
        'The order of 7 May suspends the scheme. One order of the head of the desk carries it out on every gemstone application, and on the registrations given under it.',
      );
      await t.see('The registration in force is dormant.', licence, { holder: 'sifc', cause: 'regime-suspended' });
      await t.see('', export120, { holder: 'sifc', cause: 'regime-suspended', times: { term: 'stands still' } });
      await t.see('', pending, { holder: 'sifc', cause: 'regime-suspended', times: { decision: 'stands still' } });
      await t.see('The environmental law is not that of the scheme: its time is not forgiven, and runs on.', study, {
        holder: 'sifc',
        cause: 'regime-suspended',
        times: { deemed: { last: '2025-09-02', length: '4 months', from: '2025-05-02', law: true } },
      });
      await t.on('2025-06-16');
      const late = await t.opens('Third cutting house', GEMS);
      await t.does('In June a third application is submitted. Its receipt counts, and it is suspended with it.', [
        'investor',
        late,
        'submit',
      ]);
      await t.see('', late, { state: { application: 'suspended' }, holder: 'sifc', cause: 'regime-suspended' });
      await t.on('2025-10-06');
      await t.does('In October a court stays the environmental examination of the second.', [
        'officer.epa-kp',
        study,
        'stay',
        { court: 'Peshawar High Court', number: 'W.P. 90/2025', date: '2025-10-03' },
      ]);
      await t.on('2025-11-21');
      await t.asks('manager', 'POST', `/api/suspensions/${suspension.id}/resume`, {
        reason: 'Restored, lost time forgiven',
        basis: 'SRO 2198 of 21 Nov 2025',
      });
      t.tell('SRO 2198 of 21 November restores the scheme and forgives the time lost.');
      await t.see('', licence, { state: IN_FORCE, holder: 'nobody' });
      await t.see('Of its 120 days the exporter had used five.', export120, {
        holder: 'investor',
        times: {
          term: {
            last: '2026-03-16',
            length: '120 days',
            from: '2025-05-02',
            law: true,
            left: ['115 days', '2025-11-21'],
          },
        },
      });
      await t.see('', pending, {
        holder: 'tdap',
        times: {
          decision: {
            last: '2025-12-09',
            length: '15 working days',
            from: '2025-05-02',
            left: ['12 working days', '2025-11-21'],
          },
        },
      });
      await t.see('', late, { state: { application: { underway: { screening: 'asking' } } }, holder: 'sifc' });
      await t.see('The examination stays with the court, whose stay outlasts the suspension.', study, {
        holder: 'court',
        cause: 'court-stay',
      });
      await t.on('2025-12-01');
      await t.does('On 1 December that is lifted too.', [
        'officer.epa-kp',
        study,
        'liftStay',
        order('W.P. 90/2025', '2025-11-28'),
      ]);
      await t.see(
        'Four months ran out in September, while the regime was suspended: nobody gains by that, and no stay makes it good. The head of the agency is asked.',
        study,
        {
          holder: 'epa-kp',
          times: { deemed: 'ran out' },
          tasks: ['Examine and recommend', 'Say whether silence has granted the permit'],
        },
      );
      await t.does('Silence has granted nothing, she finds.', [
        'manager.epa-kp',
        study,
        'denySilence',
        { basis: 'No right arises under law that is suspended' },
      ]);
      await granted(t, study, 'epa-kp');
    },
  ],
];
