import { expect } from '@jest/globals';
import type { Story } from './chapter.js';
import { granted, lodged, SETTLED, underway } from './parties.js';
import { missing } from '../support/missing.js';

const RETURN = { code: 'papers-not-supplied', basis: 'Regulations r. 7', text: 'Not supplied.' };

/** Missing papers, and what an accepted application is told. */
export const SCREENING: readonly Story[] = [
  [
    'in Punjab three notices of seven days are given for missing papers, and then the file is returned',
    async (t) => {
      await t.on('2025-03-03');
      const works = await underway(t, 'Soap works in Sheikhupura', { ...SETTLED, environmentalSchedule: 'IEE' });
      const file = await t.under(works, 'environmental-iee', 'environmental examination');
      await t.does('The investor lodges, with a challan.', [
        'investor',
        file,
        'lodge',
        { challan: { number: 'C-9', amount: 10000, paidOn: '2025-03-01' } },
      ]);
      const notice = missing('Site plan', 'Affidavit');
      await t.on('2025-03-05');
      await t.does('The agency gives the first notice: site plan and affidavit are missing.', [
        'officer.epa-punjab',
        file,
        'declareIncomplete',
        notice,
      ]);
      await t.see('', file, {
        holder: 'investor',
        cause: 'incomplete-papers',
        times: {
          answer: {
            last: '2025-03-12',
            length: '7 days',
            from: '2025-03-05',
            law: true,
            source: /three 7-day notices/,
          },
        },
      });
      await t.on('2025-03-13');
      await t.isRefused(
        'The seven days have passed. The agency may not return the file yet.',
        ['officer.epa-punjab', file, 'returnFiling', RETURN],
        [409, 'returnFiling'],
      );
      await t.does('It gives the second notice.', ['officer.epa-punjab', file, 'declareIncomplete', notice]);
      await t.on('2025-03-19');
      await t.does('The investor supplies the site plan.', ['investor', file, 'supply']);
      await t.on('2025-03-20');
      await t.does('The affidavit is still missing: the third notice.', [
        'officer.epa-punjab',
        file,
        'declareIncomplete',
        missing('Affidavit'),
      ]);
      await t.see('', file, {
        holder: 'investor',
        cause: 'incomplete-papers',
        times: { answer: { last: '2025-03-27', length: '7 days', from: '2025-03-20', law: true } },
      });
      await t.on('2025-03-28');
      await t.isRefused(
        'There is no fourth.',
        ['officer.epa-punjab', file, 'declareIncomplete', notice],
        [409, 'declareIncomplete'],
      );
      await t.does('The file is returned.', ['officer.epa-punjab', file, 'returnFiling', RETURN]);
      await t.see('The application is told: the investor may lodge anew.', works, {
        children: { 'environmental-iee': 'returned' },
        tasks: ['Resolve a blocked approval'],
        holder: 'sifc',
      });
    },
  ],
  [
    'the desk asks once for what is missing, returns what is not supplied, and acknowledges what it accepts with all times',
    async (t) => {
      await t.on('2025-04-07');
      const mill = await t.opens('Spinning mill at Hattar', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'IEE',
      });
      await t.does('The investor submits.', ['investor', mill, 'submit']);
      await t.see('', mill, {
        holder: 'sifc',
        times: { screening: { last: '2025-04-21', length: '10 working days', from: '2025-04-07' } },
      });
      await t.on('2025-04-09');
      await t.does('The desk asks in one letter for everything that is missing.', [
        'officer.sifc',
        mill,
        'declareIncomplete',
        missing('Board resolution', 'Power of attorney'),
      ]);
      await t.see('', mill, {
        holder: 'investor',
        cause: 'incomplete-papers',
        times: { answer: { last: '2025-04-24', length: '15 days', from: '2025-04-09' } },
      });
      await t.on('2025-04-25');
      await t.does('Nothing came; the filing is returned, and is a draft again.', [
        'officer.sifc',
        mill,
        'returnFiling',
        { code: 'papers-not-supplied' },
      ]);
      await t.on('2025-05-05');
      await t.does('Complete now, it is submitted anew,', ['investor', mill, 'submit']);
      await t.does(
        'and accepted, with an acknowledgement of every approval, its office, its time, and what silence means.',
        ['officer.sifc', mill, 'declareComplete'],
      );
      const { data } = await t.look(mill);
      const told = (Object(data).acknowledgement as { approval: string }[]).find(
        ({ approval }) => approval === 'environmental-iee',
      );
      expect(told).toMatchObject({
        agency: 'epa',
        service: {
          within: '45 days',
          starts: 'complete',
          law: true,
          silence: { rule: 'deemed', after: '4 months', law: true },
        },
      });
      t.tell(
        'Of the environmental examination it says: 45 days from a complete filing, by law; granted by silence after four months, by law.',
      );
      await t.quietly('officer.sifc', mill, 'recordAppraisal', 'recordDiligence');
      const examination = await t.under(mill, 'environmental-iee', 'environmental examination');
      await lodged(t, examination, 'epa-kp');
      await t.see('Lodged and complete on the same day, it has its dates.', examination, {
        times: {
          decision: { last: '2025-06-19', length: '45 days', from: '2025-05-05', law: true },
          deemed: { last: '2025-09-05', length: '4 months', from: '2025-05-05', law: true },
        },
      });
      await granted(t, examination, 'epa-kp');
    },
  ],
];
