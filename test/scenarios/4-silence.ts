import { chapter } from './chapter.js';
import { SILENCE_OF_OTHERS } from './4-silence-of-others.js';
import { lodged, SETTLED, underway } from './parties.js';

chapter('4a. Permits: the five rules of silence', '2025-01-06', [
  [
    'silence grants an environmental examination after four months, where that is confirmed law',
    async (t) => {
      await t.on('2025-01-06');
      const works = await underway(t, 'Dyeing house in Peshawar', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'IEE',
        builds: true,
      });
      const file = await t.under(works, 'environmental-iee', 'environmental examination');
      await lodged(t, file, 'epa-kp');
      await t.see('Four months are not 120 days.', file, {
        holder: 'epa-kp',
        times: {
          decision: {
            last: '2025-02-20',
            length: '45 days',
            from: '2025-01-06',
            law: true,
            source: /Pakistan Today/,
          },
          deemed: { last: '2025-05-06', length: '4 months', from: '2025-01-06', law: true, source: /elaw.org/ },
        },
      });
      await t.on('2025-02-10');
      await t.does('The officer asks for a noise study: papers are missing.', [
        'officer.epa-kp',
        file,
        'query',
        { ground: 'incomplete-papers', items: ['Noise study'] },
      ]);
      await t.see('', file, {
        holder: 'investor',
        cause: 'incomplete-papers',
        times: { decision: 'stands still', deemed: 'stands still' },
      });
      await t.on('2025-02-20');
      await t.does('Ten days later the investor supplies it.', ['investor', file, 'answer']);
      await t.see('Both times are ten days later; the first would end on Sunday 2 March, and ends on Monday.', file, {
        holder: 'epa-kp',
        times: {
          decision: {
            last: '2025-03-03',
            length: '45 days',
            from: '2025-01-06',
            law: true,
            left: ['10 days', '2025-02-20'],
          },
          deemed: {
            last: '2025-05-16',
            length: '4 months',
            from: '2025-01-06',
            law: true,
            left: ['85 days', '2025-02-20'],
          },
        },
      });
      await t.on('2025-05-16', '23:59');
      await t.see('In the last minute of the last day the agency may still decide.', file, { holder: 'epa-kp' });
      await t.on('2025-05-17', '09:00');
      await t.see(
        'It has not. The examination is granted by silence since midnight, and looks like nothing else.',
        file,
        { holder: 'nobody', data: { grant: { how: 'deemed', by: 'clock', at: Date.parse('2025-05-17T00:00+05:00') } } },
      );
      await t.isRefused(
        'A refusal that comes now comes too late.',
        ['officer2.epa-kp', file, 'refuse', { code: 'safety', basis: 'Act', text: 'Late.' }],
        [409, 'refuse'],
      );
      await t.see('What depends on it may be lodged.', works, {
        children: { 'environmental-iee': 'deemed', 'building-plan': null },
      });
    },
  ],
  [
    'where nobody has confirmed that silence grants, the head of the agency is asked',
    async (t) => {
      await t.on('2025-06-02');
      const works = await underway(t, 'Cold store in Hyderabad', {
        ...SETTLED,
        province: 'sindh',
        environmentalSchedule: 'IEE',
      });
      const file = await t.under(works, 'environmental-iee', 'environmental examination');
      await lodged(t, file, 'epa-sindh');
      await t.see('Whether the rules of Sindh say the same as those of 2000 was not seen.', file, {
        times: { deemed: { last: '2025-10-02', length: '4 months', from: '2025-06-02', source: /Sindh/ } },
      });
      await t.on('2025-10-03');
      await t.see('The time is over and grants nothing by itself.', file, {
        times: { deemed: 'ran out' },
        tasks: ['Examine and recommend', 'Say whether silence has granted the permit'],
      });
      await t.does('The head of the agency finds that the law of Sindh grants it.', [
        'manager.epa-sindh',
        file,
        'confirmSilence',
        { basis: 'Regulations 2021' },
      ]);
      await t.see('', file, { holder: 'nobody', data: { grant: { how: 'deemed', basis: 'Regulations 2021' } } });
    },
  ],
  [
    'a building plan in Lahore counts as approved fifteen silent days after a reminder that follows forty-five',
    async (t) => {
      await t.on('2025-10-06');
      const works = await underway(t, 'Printing works in Lahore', { ...SETTLED, district: 'lahore', builds: true });
      const plan = await t.under(works, 'building-plan', 'building plan');
      await lodged(t, plan, 'bca-punjab');
      await t.see('', plan, {
        times: { decision: { last: '2025-11-20', length: '45 days', from: '2025-10-06', law: true, source: /Lahore/ } },
      });
      await t.isRefused(
        'A reminder before the forty-five days are over is none.',
        ['investor', plan, 'remind', { how: 'post' }],
        [409, 'remind'],
      );
      await t.on('2025-11-24');
      await t.see('The authority is late; that alone approves nothing.', plan, {
        times: { decision: 'ran out' },
        holder: 'bca-punjab',
      });
      await t.paper(
        'The investor has sent a reminder by registered post, which was served on 22 November: a desk records it with the receipt, and another officer signs.',
        ['officer.sifc', 'officer2.sifc'],
        plan,
        ['remind', { how: 'post', number: 'RGL 4711', proof: 'Receipt of the post office' }, '2025-11-22'],
      );
      await t.see('Fifteen days from its service end on Sunday 7 December, so on Monday.', plan, {
        times: {
          afterReminder: { last: '2025-12-08', length: '15 days', from: '2025-11-22', law: true, source: /Lahore/ },
        },
        data: { reminder: { how: 'post', number: 'RGL 4711' } },
      });
      await t.on('2025-12-09');
      await t.see('The plan is approved by silence.', plan, {
        data: {
          grant: { how: 'deemed', basis: 'LDA Building and Zoning Regulations (pakistandoingbusiness.com FAQ)' },
        },
      });
    },
  ],
  ...SILENCE_OF_OTHERS,
]);
