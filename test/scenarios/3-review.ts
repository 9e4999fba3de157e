import { expect } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chapter } from './chapter.js';
import { COMMITTEE } from './3-committee.js';
import { granted, LOCAL, lodged, SETTLED } from './parties.js';

const SECRET = 'Second director was named in file 12/SB of the Intelligence Bureau';

chapter('3. Review', '2025-01-06', [
  [
    'where no law asks for a decision, none is taken: the project is accepted for facilitation',
    async (t) => {
      await t.on('2025-01-06');
      const mill = await t.opens('Garment works', SETTLED);
      await t.does('The investor submits.', ['investor', mill, 'submit']);
      await t.does('The desk finds the application complete.', ['officer.sifc', mill, 'declareComplete']);
      await t.see('Appraisal and due diligence go on side by side.', mill, {
        holder: 'sifc',
        tasks: ['Appraise the sector', 'Do the due diligence'],
        times: { review: { last: '2025-02-18', length: '30 working days', from: '2025-01-06' } },
      });
      await t.on('2025-01-13');
      await t.quietly('officer.sifc', mill, 'recordAppraisal');
      await t.does('Both are done, and nothing speaks against the project.', [
        'officer2.sifc',
        mill,
        'recordDiligence',
        { finding: 'favourable' },
      ]);
      await t.see('It is accepted for facilitation; nobody has approved anything.', mill, {
        data: {
          body: null,
          decision: {
            outcome: 'accepted-for-facilitation',
            basis: 'no law asks for a decision on the project as a whole',
          },
        },
      });
    },
  ],
  [
    'the committee of a zone admits the enterprise, and the plot is allotted and paid for at once',
    async (t) => {
      await t.on('2025-02-03');
      const mill = await t.opens('Filament yarn in a special economic zone', { ...LOCAL, zone: 'sez', builds: true });
      await t.see('From the draft on the case names who decides: the Special Economic Zone Committee.', mill, {
        data: { body: { id: 'sez-committee', confirmed: true } },
      });
      await t.quietly('investor', mill, 'submit');
      await t.quietly('officer.sifc', mill, 'declareComplete', 'recordAppraisal', 'recordDiligence', 'recommend');
      const admission = await t.under(mill, 'sez-enterprise-admission', 'admission to the zone');
      await lodged(t, admission, 'sezc');
      await t.see('Kashmir Day does not count, nor do the weekends.', admission, {
        times: {
          decision: {
            last: '2025-03-18',
            length: '30 working days',
            from: '2025-02-03',
            law: true,
            source: /INP-WealthPK/,
          },
        },
      });
      await t.on('2025-03-10');
      await t.quietly('officer.sezc', admission, 'recommend');
      await t.isRefused(
        'Who recommended does not decide.',
        ['officer.sezc', admission, 'grant', { basis: 'Act 2012 s. 24', text: 'Admitted.' }],
        [403, /another person/],
      );
      await t.does('The committee admits the enterprise.', [
        'officer2.sezc',
        admission,
        'grant',
        { basis: 'Act 2012 s. 24', text: 'Admitted.' },
      ]);
      const plot = await t.under(mill, 'plot-allotment', 'allotment of the plot');
      await t.isRefused(
        'The plot is paid for when it is asked for, and not without.',
        ['investor', plot, 'lodge', { challan: undefined }],
        [422, /challan/],
      );
      await t.does('With the challan of the price the investor asks for plot and possession.', [
        'investor',
        plot,
        'lodge',
        { challan: { number: 'P-3', amount: 2_500_000, paidOn: '2025-03-10' } },
      ]);
      await t.quietly('officer.zone', plot, 'declareComplete');
      await t.on('2025-03-17');
      await granted(t, plot, 'zone');
      await t.see('The right of entry is there before any permit; the deed will come after construction.', mill, {
        data: { decision: { outcome: 'decided-by-body', body: 'sez-committee' } },
        children: { 'plot-allotment': 'in-force', 'building-plan': null },
      });
    },
  ],
  ...COMMITTEE,
  [
    'a clearance is refused for reasons that security keeps to itself',
    async (t) => {
      await t.on('2026-01-05');
      const firm = await t.opens('Electronics works', {
        ...LOCAL,
        incorporated: false,
        held: [],
        foreign: true,
        foreignDirectors: true,
        sector: 'engineering',
      });
      await t.quietly('investor', firm, 'submit');
      await t.quietly('officer.sifc', firm, 'declareComplete');
      const company = await t.under(firm, 'secp-incorporation', 'registration of the company');
      await t.quietly('investor', company, 'lodge');
      await t.quietly('officer.secp', company, 'register');
      t.tell('The company is registered on an undertaking. The clearance of its foreign directors follows.');
      const clearance = await t.under(firm, 'moi-security-clearance', 'security clearance');
      await lodged(t, clearance, 'moi');
      await t.on('2026-03-02');
      await t.quietly('officer.moi', clearance, 'recommend');
      const digest = createHash('sha256').update(`salt of the ministry ${SECRET}`).digest('hex');
      await t.does(
        'The Ministry of Interior refuses it. Part of its reasons stays sealed with the ministry; the case has only a salted digest of them.',
        [
          'officer2.moi',
          clearance,
          'refuse',
          {
            code: 'public-interest',
            basis: 'Regulations 2024',
            text: 'Not in the public interest.',
            sealed: { digest, custodian: 'moi' },
          },
        ],
      );
      const sealedFor = async (who: string) => Object((await t.look(clearance, who)).data).refusal.sealed as unknown;
      expect([await sealedFor('investor'), await sealedFor('officer.moi')]).toEqual([
        { custodian: 'moi' },
        { digest, custodian: 'moi' },
      ]);
      t.tell(
        'The investor sees the coded reason, and that a sealed part exists and who keeps it; the ministry also sees the digest.',
      );
      const history = JSON.stringify(await t.asks('auditor', 'GET', `/api/cases/${clearance.id}/history?limit=200`));
      expect([history.includes('Intelligence Bureau'), history.includes(digest)]).toEqual([false, false]);
      t.tell('An auditor finds neither the text nor the digest in the log, which verifies all the same.');
    },
  ],
]);
