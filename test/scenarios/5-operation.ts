import { expect } from '@jest/globals';
import { chapter } from './chapter.js';
import { granted, held, LOCAL, lodged, SETTLED, underway } from './parties.js';

const NOTICE = { basis: 'Terms of allotment 9', text: 'Nothing is built.' };

chapter('5. Lease, operation, and what the investor owes', '2025-01-06', [
  [
    'a mill is registered, inspected, mended, and operates',
    async (t) => {
      await t.on('2025-01-06');
      const built = ['building-plan', 'fire-safety-certificate', 'building-completion'].map((approval) =>
        held(approval),
      );
      const mill = await underway(t, 'Spinning mill in Multan', {
        ...SETTLED,
        builds: true,
        longLease: true,
        usesBoiler: true,
        workers: 200,
        held: [held('fbr-ntn'), held('site-title-confirmation'), ...built],
      });
      expect((await t.look(mill)).stage).toBe('lease');
      t.tell('All permits are held already, so the lease comes at once.');
      const deed = await t.under(mill, 'property-registration', 'registration of the deed');
      await t.does('The deed is lodged with the stamp duty.', [
        'investor',
        deed,
        'lodge',
        { challan: { number: 'S-5', amount: 900_000, paidOn: '2025-01-06' } },
      ]);
      await t.quietly('officer.sr-punjab', deed, 'declareComplete');
      await t.see('', deed, {
        holder: 'sr-punjab',
        times: { decision: { last: '2025-01-21', length: '15 days', from: '2025-01-06', source: /Lahore/ } },
      });
      await t.on('2025-01-16');
      await t.does('The deed is registered and the land mutated.', ['officer.sr-punjab', deed, 'register']);
      const boiler = await t.under(mill, 'boiler-registration', 'boiler registration');
      await lodged(t, boiler, 'boiler-punjab');
      await t.see('The boiler has to be seen within fifteen days of its filing.', boiler, {
        times: {
          inspection: { last: '2025-01-31', length: '15 days', from: '2025-01-16', law: true, source: /boilersinfo/ },
        },
      });
      await t.quietly('officer.boiler-punjab', boiler, 'appointInspection');
      await t.on('2025-01-28');
      await t.quietly('officer.boiler-punjab', boiler, 'passInspection');
      await t.does('It is inspected and registered.', ['officer.boiler-punjab', boiler, 'register']);
      for (const [key, agency] of [
        ['labour-factory-registration', 'lab-punjab'],
        ['social-security-registration', 'essi-punjab'],
        ['eobi-registration', 'eobi'],
      ] as const) {
        const file = await t.under(mill, key, key);
        await t.quietly('investor', file, 'lodge');
        await t.quietly(`officer.${agency}`, file, 'register');
      }
      t.tell('Factory, social security and old-age benefits are registered.');
      await t.see('', mill, { holder: 'investor', tasks: ['Report that the plant is ready'] });
      await t.does('The investor reports the plant ready.', ['investor', mill, 'reportReady']);
      await t.on('2025-02-03');
      await t.does('The commissioning inspection finds a guard missing.', [
        'officer.sifc',
        mill,
        'recordDefects',
        { items: ['No guard on the carding machine'] },
      ]);
      await t.on('2025-02-10');
      await t.does('A week later it is there.', ['investor', mill, 'reportReady']);
      await t.does('The mill operates.', ['officer.sifc', mill, 'confirmOperations', { inspectedOn: '2025-02-10' }]);
      await t.see('', mill, { state: { operational: 'running' }, holder: 'nobody' });
    },
  ],
  [
    'whoever gets a plot has to build within six months: reminder, notice to show cause, more time, and the plot is resumed',
    async (t) => {
      await t.on('2025-03-03');
      const mill = await t.opens('Weaving mill in an industrial estate', { ...LOCAL, zone: 'estate', builds: true });
      await t.quietly('investor', mill, 'submit');
      await t.quietly('officer.sifc', mill, 'declareComplete', 'recordAppraisal', 'recordDiligence');
      const plot = await t.under(mill, 'plot-allotment', 'allotment of the plot');
      await lodged(t, plot, 'zone', { challan: { number: 'P-8', amount: 1_000_000, paidOn: '2025-03-03' } });
      await granted(t, plot, 'zone');
      const [build, operate] = await Promise.all([
        t.under(plot, 'duty/1/build', 'duty to build'),
        t.under(plot, 'duty/1/operate', 'duty to operate'),
      ]);
      await t.see('With the right of entry two duties begin, on the clock of the investor.', build, {
        holder: 'investor',
        tasks: ['Do it, and report it'],
        times: { term: { last: '2025-09-03', length: '6 months', from: '2025-03-03', source: /pefma/ } },
      });
      await t.see('', operate, { times: { term: { last: '2027-03-03', length: '24 months', from: '2025-03-03' } } });
      await t.on('2025-09-04');
      t.equal(await t.alarms(build), ['2025-07-18 Reminder: the investor']);
      await t.see(
        'The investor was reminded on 18 July, when a quarter of the time was left. Nothing is built; nothing is lost either.',
        build,
        { holder: 'zone', tasks: ['Ask the investor to show cause'] },
      );
      await t.does('The developer serves a notice to show cause.', ['officer.zone', build, 'serveNotice', NOTICE]);
      await t.see('', build, {
        holder: 'investor',
        times: { answer: { last: '2025-09-19', length: '15 days', from: '2025-09-04' } },
      });
      await t.on('2025-09-15');
      await t.does('The investor answers that the power line is late.', ['investor', build, 'answer']);
      await t.does('The head of the developer gives time until the end of the year.', [
        'manager.zone',
        build,
        'giveTime',
        { until: '2025-12-31', basis: 'Terms 10' },
      ]);
      await t.see('', build, {
        holder: 'investor',
        times: { date: { last: '2025-12-31', length: '0 days', from: '2025-12-31' } },
      });
      await t.on('2026-01-01');
      await t.quietly('officer.zone', build, 'serveNotice');
      await t.on('2026-01-19');
      await t.see(
        'The year is over, another notice was served, and the fifteen days of the answer have passed.',
        build,
        { holder: 'zone', tasks: ['Propose what follows'] },
      );
      await t.does('An officer proposes that the plot be resumed.', [
        'officer.zone',
        build,
        'proposeConsequence',
        { consequence: 'resumption-of-plot', ...NOTICE },
      ]);
      await t.isRefused(
        'He may not decide on it himself.',
        ['officer.zone', build, 'decideConsequence', { text: 'So be it.' }],
        [403, /manager of zone/],
      );
      await t.does('Another person decides so.', ['manager.zone', build, 'decideConsequence']);
      await t.see('The allotment itself still stands, and is weighed on its own.', plot, {
        holder: 'zone',
        tasks: ['Decide what follows from the notice'],
        data: { duties: { 'duty/1/build': { outcome: 'enforced', consequence: 'resumption-of-plot' } } },
      });
      await t.does('It is revoked.', ['manager.zone', plot, 'revoke', { code: 'breach-of-conditions', ...NOTICE }]);
      await t.see('With the plot goes the duty to operate on it.', operate, { state: 'withdrawn' });
    },
  ],
  [
    'the report of shares issued to foreigners is overdue, made late, and fined',
    async (t) => {
      await t.on('2026-02-02');
      const firm = await t.opens('Solar assembly', { ...LOCAL, incorporated: false, held: [], foreign: true });
      await t.quietly('investor', firm, 'submit');
      await t.quietly('officer.sifc', firm, 'declareComplete');
      const company = await t.under(firm, 'secp-incorporation', 'registration of the company');
      await t.quietly('investor', company, 'lodge');
      await t.does('The company is registered, and has issued shares abroad.', ['officer.secp', company, 'register']);
      const report = await t.under(firm, 'sbp-foreign-equity', 'report of the shares');
      await t.see(
        'It has to be reported to the State Bank; the thirty days are recalled, and so take nothing.',
        report,
        {
          holder: 'investor',
          tasks: ['Lodge the filing'],
          times: { duty: { last: '2026-03-04', length: '30 days', from: '2026-02-02', source: /recalled/ } },
        },
      );
      await t.on('2026-03-05');
      const breach = await t.under(report, 'overdue', 'overdue report');
      await t.see('It was not. The report may still be made; beside it the bank weighs the delay.', breach, {
        holder: 'sbp',
        tasks: ['Ask the investor to show cause'],
      });
      await t.does('It asks the investor to show cause.', ['officer.sbp', breach, 'serveNotice']);
      await t.on('2026-03-11');
      await t.quietly('investor', breach, 'answer');
      await t.quietly('investor', report, 'lodge');
      await t.does('The report is made and taken note of.', ['officer.sbp', report, 'register']);
      await t.quietly('officer.sbp', breach, 'proposeConsequence');
      await t.on('2026-03-16');
      await t.quietly('manager.sbp', breach, 'dismissConsequence');
      await t.does('A first proposal is dismissed; a penalty is proposed,', [
        'officer.sbp',
        breach,
        'proposeConsequence',
        { consequence: 'penalty' },
      ]);
      await t.does('and decided.', ['manager.sbp', breach, 'decideConsequence']);
      await t.see('The report stands.', report, {
        holder: 'nobody',
        data: { duties: { overdue: { outcome: 'enforced', consequence: 'penalty' } } },
      });
    },
  ],
]);
