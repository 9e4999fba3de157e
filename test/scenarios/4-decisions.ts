import type { Story } from './chapter.js';
import { granted, lodged, SETTLED, underway } from './parties.js';

const ORDER = { court: 'Peshawar High Court', number: 'W.P. 311-P/2025', date: '2025-07-21' };

/** Decisions: served, stayed, and subject to conditions. */
export const DECISIONS: readonly Story[] = [
  [
    'a decision counts when it is communicated: a refusal sent by post',
    async (t) => {
      await t.on('2025-05-05');
      const works = await underway(t, 'Plastics in Swabi', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'IEE',
      });
      const file = await t.under(works, 'environmental-iee', 'environmental examination');
      await lodged(t, file, 'epa-kp');
      await t.on('2025-05-26');
      await t.quietly('officer.epa-kp', file, 'recommend');
      await t.does('The agency signs a refusal, which goes by registered post.', [
        'officer2.epa-kp',
        file,
        'refuse',
        { code: 'environmental-harm', basis: 'Act 1997 s. 12', service: 'post' },
      ]);
      await t.see(
        'Until it arrives it is none; even the time after which silence grants runs on. Youm-e-Takbeer does not count.',
        file,
        {
          holder: 'epa-kp',
          tasks: ['Serve the decision'],
          times: {
            service: { last: '2025-05-30', length: '3 working days', from: '2025-05-26' },
            deemed: { last: '2025-09-05', length: '4 months', from: '2025-05-05', law: true },
          },
        },
      );
      await t.on('2025-06-03');
      await t.paper(
        'The receipt comes back: it was served on 29 May. One officer records it, another signs.',
        ['officer.epa-kp', 'officer2.epa-kp'],
        file,
        ['serve', { how: 'post', number: 'RGL 88', proof: 'Receipt signed by the clerk' }, '2025-05-29'],
      );
      await t.see('The time to appeal counts from that day: the thirtieth is a Saturday, so Monday 30 June.', file, {
        data: { service: { how: 'post', number: 'RGL 88', proof: 'Receipt signed by the clerk' } },
        times: { appealPeriod: { last: '2025-06-30', length: '30 days', from: '2025-05-29' } },
      });
      await t.see('', works, { children: { 'environmental-iee': 'refused' }, tasks: ['Resolve a blocked approval'] });
    },
  ],
  [
    'a court stays an approval and what depends on it, and the time is the court’s',
    async (t) => {
      await t.on('2025-07-07');
      const works = await underway(t, 'Marble works in Mohmand', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'checklist',
        builds: true,
      });
      const checklist = await t.under(works, 'environmental-checklist', 'environmental checklist');
      await lodged(t, checklist, 'epa-kp');
      await granted(t, checklist, 'epa-kp');
      const plan = await t.under(works, 'building-plan', 'building plan');
      await lodged(t, plan, 'bca-kp');
      await t.see('', plan, { times: { decision: { last: '2025-08-06', length: '30 days', from: '2025-07-07' } } });
      await t.on('2025-07-22');
      await t.does(
        'The High Court stays the checklist and whatever depends on it. The agency that is bound records the order.',
        ['officer.epa-kp', checklist, 'stay', { ...ORDER, dependents: true }],
      );
      await t.see('The plan depends on it.', plan, {
        holder: 'court',
        cause: 'court-stay',
        times: { decision: 'stands still' },
      });
      await t.on('2025-10-20');
      await t.does('On 17 October the court dismisses the petition; on the 20th the agency has the order.', [
        'officer.epa-kp',
        checklist,
        'liftStay',
        { number: ORDER.number, date: '2025-10-17' },
      ]);
      await t.see('', plan, {
        holder: 'bca-kp',
        times: {
          decision: { last: '2025-11-04', length: '30 days', from: '2025-07-07', left: ['15 days', '2025-10-20'] },
        },
      });
      const { items } = await t.asks('auditor', 'GET', `/api/cases/${plan.id}/ledger`);
      const ofCourt = items.filter(({ holder }) => holder === 'court');
      t.equal(ofCourt, [
        {
          holder: 'court',
          cause: 'court-stay',
          from: '2025-07-22T05:00:00.000Z',
          to: '2025-10-20T05:00:00.000Z',
          seconds: 90 * 86_400,
        },
      ]);
      t.tell('Ninety days to the second are charged to the court, and to no office.');
    },
  ],
  [
    'a permit under a condition precedent opens nothing before that is discharged; one subsequent has its date; a provisional one is confirmed',
    async (t) => {
      await t.on('2025-12-01');
      const works = await underway(t, 'Steel furnace in Gadoon', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'checklist',
        builds: true,
      });
      const checklist = await t.under(works, 'environmental-checklist', 'environmental checklist');
      await lodged(t, checklist, 'epa-kp');
      const conditions = [
        { kind: 'precedent', text: 'A guarantee of Rs 5 million' },
        { kind: 'subsequent', text: 'A bag filter', by: '2026-02-28' },
      ];
      await granted(t, checklist, 'epa-kp', { conditions, provisional: true });
      await t.see('It is granted provisionally, under a condition precedent and one subsequent.', checklist, {
        holder: 'investor',
        tasks: ['Discharge the conditions precedent', 'Confirm the provisional grant'],
        times: { precedent: { last: '2026-03-02', length: '90 days', from: '2025-12-01' } },
      });
      await t.lacks(works, 'building-plan');
      await t.on('2025-12-15');
      await t.does('The guarantee is shown,', ['investor', checklist, 'reportDischarge', { papers: ['Guarantee'] }]);
      await t.does('and found good.', ['officer.epa-kp', checklist, 'confirmDischarge']);
      await t.see('Only now does the permit have effect, and the building plan may be lodged.', works, {
        children: { 'environmental-checklist': 'in-force', 'building-plan': null },
      });
      const filter = await t.under(checklist, 'condition/1.2', 'bag filter');
      await t.see('The last day of February is a Saturday.', filter, {
        holder: 'investor',
        times: { date: { last: '2026-03-02', length: '0 days', from: '2026-02-28' } },
      });
      await t.on('2026-01-12');
      await t.quietly('investor', filter, 'reportFulfilled');
      await t.does('The filter runs in January.', ['officer.epa-kp', filter, 'confirmFulfilment']);
      await t.does('The head of the agency confirms the provisional grant.', [
        'manager.epa-kp',
        checklist,
        'confirmGrant',
      ]);
      await t.see('', checklist, {
        holder: 'nobody',
        data: {
          grant: { provisional: false },
          duties: { 'condition/1.2': { title: 'A bag filter', outcome: 'fulfilled' } },
        },
      });
    },
  ],
];
