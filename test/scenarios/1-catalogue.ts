import { chapter } from './chapter.js';
import { granted, held, LOCAL, lodged, SETTLED, underway } from './parties.js';

chapter('1. Catalogue', '2025-01-06', [
  [
    'one application has two sites in two provinces, each with offices and times of its own',
    async (t) => {
      await t.on('2025-01-06');
      const mill = await underway(t, 'Spinning mill with a warehouse', {
        ...LOCAL,
        builds: true,
        sites: {
          mill: { district: 'faisalabad', environmentalSchedule: 'IEE' },
          warehouse: { province: 'sindh', district: 'karachi', buildingCategory: 'I' },
        },
      });
      const [fard, letter] = await Promise.all([
        t.under(mill, 'site-title-confirmation@mill', 'title of the mill'),
        t.under(mill, 'site-title-confirmation@warehouse', 'title of the warehouse'),
      ]);
      await t.see('Lodging is possible now, and no clock of the agencies runs.', fard, {
        holder: 'investor',
        tasks: ['Lodge the filing'],
      });
      await t.on('2025-01-09');
      await t.quietly('investor', fard, 'lodge');
      await t.quietly('investor', letter, 'lodge');
      t.tell('The investor lodges both filings.');
      await t.on('2025-01-10');
      await t.quietly('officer.loa-punjab', fard, 'declareComplete');
      await t.does('Both are complete.', ['officer.loa-sindh', letter, 'declareComplete']);
      await t.see('', fard, {
        holder: 'loa-punjab',
        times: { decision: { last: '2025-01-13', length: '2 days', from: '2025-01-10', source: /Lahore/ } },
      });
      await t.see('', letter, {
        holder: 'loa-sindh',
        times: {
          decision: { last: '2025-01-24', length: '14 days', from: '2025-01-10', law: true, source: /Karachi/ },
        },
      });
      await t.on('2025-01-15');
      await t.quietly('officer.loa-punjab', fard, 'register');
      await t.does('Both titles are confirmed, each by the act of one officer.', [
        'officer.loa-sindh',
        letter,
        'register',
      ]);
      await t.see(
        'The plan of the warehouse may be lodged at once, for Sindh asks for no environmental approval in category I; that of the mill waits for its examination.',
        mill,
        { children: { 'environmental-iee@mill': null, 'building-plan@warehouse': null } },
      );
      await t.lacks(mill, 'building-plan@mill');
    },
  ],
  [
    'approvals already held are recognised by their proof, until it expires',
    async (t) => {
      await t.on('2025-02-03');
      const mill = await t.opens('Weaving shed', {
        ...LOCAL,
        builds: true,
        exports: true,
        held: [
          held('fbr-ntn'),
          held('site-title-confirmation', { expiresOn: '2025-06-30' }),
          held('psw-subscription', { expiresOn: '2024-12-31' }),
        ],
      });
      await t.quietly('investor', mill, 'submit');
      await t.does(
        'The desk recognises the tax number and the title; the subscription had expired before it was shown.',
        ['officer.sifc', mill, 'declareComplete'],
      );
      await t.quietly('officer.sifc', mill, 'recordAppraisal', 'recordDiligence');
      await t.see('The building plan may be lodged, and the subscription has to be asked for anew.', mill, {
        children: { 'psw-subscription': null, 'building-plan': null },
      });
      await t.lacks(mill, 'site-title-confirmation');
      const subscription = await t.under(mill, 'psw-subscription', 'subscription to the single window');
      await t.on('2025-07-01');
      await lodged(t, subscription, 'psw', { challan: { number: 'C-1', amount: 500, paidOn: '2025-07-01' } });
      await t.does('The subscription is registered. The proof of the title expired yesterday.', [
        'officer.psw',
        subscription,
        'register',
      ]);
      await t.see('From now on the title is asked for like any other approval.', mill, {
        children: { 'site-title-confirmation': null },
      });
    },
  ],
  [
    'a fee that the law names is a gate on lodging',
    async (t) => {
      await t.on('2025-08-04');
      const works = await underway(t, 'Export of sports goods', { ...SETTLED, sector: 'other', exports: true });
      const window = await t.under(works, 'psw-subscription', 'subscription to the single window');
      const challan = { number: 'C-17', amount: 500, paidOn: '2025-08-01' };
      await t.isRefused(
        'The investor lodges without a challan, and is refused: five hundred rupees are due.',
        ['investor', window, 'lodge', { challan: undefined }],
        [422, /challan/],
      );
      await t.isRefused(
        'A challan of 499 rupees is refused, naming the amount.',
        ['investor', window, 'lodge', { challan: { ...challan, amount: 499 } }],
        [422, /challan.amount/],
      );
      const undated = { number: 'C-17', amount: 500 };
      await t.isRefused(
        'So is one without the day of payment,',
        ['investor', window, 'lodge', { challan: undated }],
        [422, /challan.paidOn/],
      );
      const dollars = { ...challan, currency: 'USD' };
      await t.isRefused(
        'and one in dollars.',
        ['investor', window, 'lodge', { challan: dollars }],
        [422, /challan.currency/],
      );
      await t.see('No time of the agency has begun.', window, { holder: 'investor', tasks: ['Lodge the filing'] });
      await t.does('With challan C-17 of 500 rupees the filing is lodged.', ['investor', window, 'lodge', { challan }]);
      await t.see('', window, {
        holder: 'psw',
        times: { completeness: { last: '2025-08-05', length: '1 working day', from: '2025-08-04' } },
      });
    },
  ],
  [
    'a permit that another depends on opens it when it is in force, and not before',
    async (t) => {
      await t.on('2025-09-01');
      const shed = await underway(t, 'Finishing shed in Peshawar', {
        ...SETTLED,
        province: 'kp',
        builds: true,
        environmentalSchedule: 'checklist',
      });
      const checklist = await t.under(shed, 'environmental-checklist', 'environmental checklist');
      await t.lacks(shed, 'building-plan');
      await lodged(t, checklist, 'epa-kp');
      await t.see('The figure is that of Sindh; elsewhere it is a target, and takes no right.', checklist, {
        holder: 'epa-kp',
        times: { decision: { last: '2025-09-16', length: '15 days', from: '2025-09-01', source: /Sindh/ } },
      });
      await t.on('2025-09-10');
      await granted(t, checklist, 'epa-kp');
      await t.see('Only now may the building plan be lodged.', shed, {
        children: { 'environmental-checklist': 'in-force', 'building-plan': null },
      });
    },
  ],
]);
