import type { Story } from './chapter.js';
import { granted, held, LOCAL, lodged, SETTLED, underway } from './parties.js';

const OBJECTION = { basis: 'Foreigners Act', text: 'The passport is forged.' };

/** Silence of those who are consulted, and grants that others confirm or somebody verifies. */
export const SILENCE_OF_OTHERS: readonly Story[] = [
  [
    'the silence of the agency that is asked about a work visa is no objection, and a later objection is still heard',
    async (t) => {
      await t.on('2025-12-15');
      const works = await underway(t, 'Machine works', {
        ...SETTLED,
        foreign: true,
        entry: 'branch',
        employsForeigners: true,
        held: [held('fbr-ntn'), held('boi-branch-liaison'), held('investor-visa'), held('moi-security-clearance')],
      });
      const visa = await t.under(works, 'boi-work-visa', 'work visa');
      await lodged(t, visa, 'boi', { challan: { number: 'V-1', amount: 25, currency: 'USD', paidOn: '2025-12-12' } });
      await t.does('The Board of Investment asks the Ministry of Interior for its view.', [
        'officer.boi',
        visa,
        'consult',
      ]);
      const view = await t.under(visa, 'consultation/moi', 'view of the ministry');
      await t.see('', view, {
        holder: 'moi',
        tasks: ['Give the view of your agency'],
        times: {
          consultation: { last: '2026-01-12', length: '4 weeks', from: '2025-12-15', law: true, source: /boi.gov.pk/ },
        },
      });
      await t.isRefused(
        'Before that it may recommend nothing.',
        ['officer.boi', visa, 'recommend', { outcome: 'grant', text: 'An engineer.' }],
        [409, 'recommend'],
      );
      await t.on('2026-01-13');
      await t.see('Four weeks have passed: silence counts as no objection, and is recorded as silence.', visa, {
        data: { views: { moi: { outcome: 'no-objection-by-silence' } } },
      });
      await granted(t, visa, 'boi');
      await t.on('2026-02-16');
      await t.does('In February the ministry objects after all.', ['officer.moi', view, 'object', OBJECTION]);
      await t.see('The visa stands; its holder is asked to show cause.', visa, {
        holder: 'investor',
        tasks: ['Show cause'],
        times: { showCause: { last: '2026-03-03', length: '15 days', from: '2026-02-16' } },
      });
      await t.on('2026-02-23');
      await t.does('He answers.', ['investor', visa, 'answerNotice']);
      await t.does('The head of the board revokes the visa.', [
        'manager.boi',
        visa,
        'revoke',
        { code: 'objection', ...OBJECTION },
      ]);
      await t.see('', works, { children: { 'boi-work-visa': 'revoked' } });
    },
  ],
  [
    'a company is registered at once and its directors are cleared later; whoever is not cleared is replaced, and the rest stands',
    async (t) => {
      await t.on('2026-03-02');
      const firm = await t.opens('Instrument makers', {
        ...LOCAL,
        incorporated: false,
        foreignDirectors: true,
        held: [],
      });
      await t.quietly('investor', firm, 'submit');
      await t.quietly('officer.sifc', firm, 'declareComplete');
      const company = await t.under(firm, 'secp-incorporation', 'registration of the company');
      await t.does('The company is lodged with an undertaking,', [
        'investor',
        company,
        'lodge',
        { undertaking: 'To replace whoever is not cleared' },
      ]);
      await t.does('and registered at once.', ['officer.secp', company, 'register']);
      const clearance = await t.under(firm, 'moi-security-clearance', 'security clearance');
      await lodged(t, clearance, 'moi');
      await t.on('2026-04-06');
      await t.quietly('officer.moi', clearance, 'recommend');
      await t.does('The ministry refuses the clearance of one director.', [
        'officer2.moi',
        clearance,
        'refuse',
        { code: 'public-interest', basis: 'Regulations 2024', text: 'The second director is not cleared.' },
      ]);
      await t.see('The registration stands; the person has to be replaced.', company, {
        holder: 'investor',
        tasks: ['Replace the person who was not cleared'],
        times: { replacement: { last: '2026-05-06', length: '30 days', from: '2026-04-06' } },
      });
      await t.does('Another director is named.', ['investor', company, 'replacePerson', { person: 'Ms S. Qureshi' }]);
      await t.does('Her clearance is asked for,', [
        'investor',
        firm,
        'relodge',
        { approval: 'moi-security-clearance' },
      ]);
      const second = await t.under(firm, 'moi-security-clearance.2', 'clearance of the new director');
      await lodged(t, second, 'moi');
      await t.on('2026-05-04');
      await granted(t, second, 'moi');
      await t.see('and confirms the registration.', company, {
        holder: 'nobody',
        data: {
          confirmation: { approval: 'moi-security-clearance', outcome: 'in-force' },
          replacements: [{ person: 'Ms S. Qureshi' }],
        },
      });
    },
  ],
  [
    'sales tax is registered first and verified later',
    async (t) => {
      await t.on('2026-06-01');
      const works = await underway(t, 'Bottling plant', { ...SETTLED, manufactures: true });
      const number = await t.under(works, 'fbr-strn', 'sales tax registration');
      await lodged(t, number, 'fbr');
      await t.see('', number, {
        times: {
          decision: { last: '2026-06-08', length: '7 days', from: '2026-06-01', law: true, source: /one week/ },
        },
      });
      await t.on('2026-06-03');
      await t.does('It is registered on the third day.', ['officer.fbr', number, 'register']);
      await t.see(
        'The machines are to be verified within a month, which would end on a Friday of the four-day week.',
        number,
        {
          holder: 'fbr',
          tasks: ['Verify what was granted'],
          times: { verification: { last: '2026-07-06', length: '1 month', from: '2026-06-03' } },
        },
      );
      const biometric = await t.under(number, 'duty/1/biometric', 'biometric check');
      await t.see('', biometric, {
        holder: 'investor',
        times: {
          term: { last: '2026-07-06', length: '30 days', from: '2026-06-03', law: true, source: /Business Recorder/ },
        },
      });
      await t.on('2026-06-15');
      await t.quietly('investor', biometric, 'reportFulfilled');
      await t.does('The fingerprints are taken.', ['officer.fbr', biometric, 'confirmFulfilment']);
      await t.does('The verification fails: there is no machine.', [
        'officer.fbr',
        number,
        'failVerification',
        { code: 'false-statement', basis: 'Rules 2006 r. 5', text: 'No machine stands there.' },
      ]);
      await t.see('The registration stands until its holder is heard.', number, {
        holder: 'investor',
        tasks: ['Show cause'],
      });
      await t.on('2026-07-07');
      await t.see('He lets the time pass.', number, { holder: 'fbr', tasks: ['Decide what follows from the notice'] });
      await t.does('The head of the office revokes it.', [
        'manager.fbr',
        number,
        'revoke',
        { code: 'false-statement', basis: 'Rules 2006 r. 5', text: 'No machine stands there.' },
      ]);
    },
  ],
];
