import { expect } from '@jest/globals';
import { chapter } from './chapter.js';
import { SCREENING } from './2-screening.js';
import { LOCAL, SETTLED, underway } from './parties.js';
const CONSORTIUM = [
  { name: 'Indus Yarns', share: 60, lead: true },
  { name: 'Ravi Dyes', share: 40 },
];

chapter('2. Application', '2025-01-06', [
  [
    'a consortium applies and becomes a company on the way',
    async (t) => {
      await t.on('2025-01-06');
      const facts = { ...LOCAL, incorporated: false, held: [], company: 'Indus Ravi Limited' };
      const mill = await t.opens('Dyeing house', {
        ...facts,
        consortium: [CONSORTIUM[0], { name: 'Ravi Dyes', share: 30 }],
      });
      await t.see(
        'Two firms state an application as a consortium, with ninety percent of the shares: the draft says what is wrong.',
        mill,
        { data: { mistakes: ['shares-not-100-percent'] } },
      );
      await t.isRefused('It is not accepted like that.', ['investor', mill, 'submit'], [409, 'submit']);
      await t.does('They put the shares right,', ['investor', mill, 'amend', { consortium: CONSORTIUM }]);
      await t.does('and submit.', ['investor', mill, 'submit']);
      await t.does('The desk accepts it as complete. The company has to be registered first.', [
        'officer.sifc',
        mill,
        'declareComplete',
      ]);
      const company = await t.under(mill, 'secp-incorporation', 'registration of the company');
      await t.on('2025-01-08');
      await t.quietly('investor', company, 'lodge');
      await t.does('The company is registered.', ['officer.secp', company, 'register']);
      await t.see('From this day the investor is the company, and it stays known of whom it was formed.', mill, {
        data: { formation: { company: 'Indus Ravi Limited', by: 'secp-incorporation', members: CONSORTIUM } },
      });
      await t.see('Its tax number may be asked for.', mill, {
        children: { 'secp-incorporation': 'in-force', 'fbr-ntn': null },
      });
    },
  ],
  [
    'the sponsor changes, and then the scope, while permits are pending',
    async (t) => {
      await t.on('2025-01-20');
      const mill = await underway(t, 'Knitting works', { ...SETTLED, exports: true });
      const deed = { party: 'sponsor', name: 'Gulf Holding', paper: 'Deed of transfer 44/2025' };
      await t.does('The investor proposes another sponsor, with the deed.', ['investor', mill, 'proposeParty', deed]);
      const sponsor = await t.under(mill, 'change/1', 'change of the sponsor');
      await t.see('Nothing has changed yet.', mill, { data: { parties: {} } });
      await t.on('2025-01-27');
      await t.does('The desk has seen the deed, and accepts.', [
        'officer.sifc',
        sponsor,
        'accept',
        { text: 'Deed seen.' },
      ]);
      await t.see('', mill, { data: { parties: { sponsor: { name: 'Gulf Holding' } } } });
      await t.does('The investor proposes to build, and to take gas.', [
        'investor',
        mill,
        'proposeScope',
        { application: { builds: true, gas: true } },
      ]);
      const scope = await t.under(mill, 'change/2', 'change of scope');
      await t.see('The case says beforehand which approvals that would need.', scope, {
        holder: 'sifc',
        data: {
          report: { opened: ['building-plan', 'gas-connection', 'fire-safety-certificate', 'building-completion'] },
        },
      });
      await t.lacks(mill, 'building-plan');
      await t.on('2025-01-29');
      await t.does('It is accepted,', ['officer.sifc', scope, 'accept']);
      await t.see('and from this day the plan and the connection may be lodged.', mill, {
        children: { 'building-plan': null, 'gas-connection': null },
      });
    },
  ],
  [
    'an agency finds that an examination is not enough: the filing goes on as an assessment, with its papers and its date of receipt',
    async (t) => {
      await t.on('2025-02-03');
      const works = await underway(t, 'Tannery in Nowshera', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'IEE',
      });
      const examination = await t.under(works, 'environmental-iee', 'environmental examination');
      await t.does('The investor lodges the report of an initial examination.', [
        'investor',
        examination,
        'lodge',
        { papers: ['IEE report'] },
      ]);
      await t.on('2025-02-10');
      await t.does('The agency finds that the law asks for an impact assessment, and converts the filing.', [
        'officer.epa-kp',
        examination,
        'convert',
        { to: 'environmental-eia' },
      ]);
      const assessment = await t.under(works, 'environmental-eia', 'environmental assessment');
      await t.see('', examination, { state: 'converted' });
      const { data } = await t.see(
        'It goes on without being lodged again; the time of the office counts from its own receipt.',
        assessment,
        {
          holder: 'epa-kp',
          times: {
            completeness: {
              last: '2025-02-20',
              length: '10 days',
              from: '2025-02-10',
              law: true,
              source: /Pakistan Today/,
            },
          },
          data: { lodging: { papers: ['IEE report'] } },
        },
      );
      expect(Object(data).lodging.at).toBe(Date.parse('2025-02-03T10:00+05:00'));
      t.tell('Received it was on 3 February, and that stays its date.');
    },
  ],
  [
    'what was lodged with the wrong office is passed on with its time of receipt',
    async (t) => {
      await t.on('2025-02-17');
      const works = await underway(t, 'Ceramics in Taxila', {
        ...SETTLED,
        province: 'ict',
        environmentalSchedule: 'IEE',
      });
      const first = await t.under(works, 'environmental-iee', 'environmental examination');
      await t.does('The investor lodges with the agency of the capital.', ['investor', first, 'lodge']);
      await t.on('2025-02-24');
      await t.does('The site lies in Punjab: the agency transfers the filing.', [
        'officer.epa-ict',
        first,
        'transfer',
        { to: 'epa-punjab' },
      ]);
      const second = await t.under(works, 'environmental-iee.2', 'environmental examination in Punjab');
      await t.see('Punjab has its ten days from its own receipt; for priority the filing is of 17 February.', second, {
        holder: 'epa-punjab',
        times: { completeness: { last: '2025-03-06', length: '10 days', from: '2025-02-24', law: true } },
        data: { lodging: { at: Date.parse('2025-02-17T10:00+05:00') } },
      });
    },
  ],
  ...SCREENING,
]);
