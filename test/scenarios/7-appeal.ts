import { chapter } from './chapter.js';
import { REGIME } from './7-regime.js';
import { IN_FORCE, order, GRANT, granted, lodged, SETTLED, underway } from './parties.js';
import type { File, Teller } from './teller.js';

const HARM = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };
const BREACH = { code: 'breach-of-conditions', basis: 'Act 1997 s. 16', text: 'Effluent above the standard.' };

/** An examination of the agency of Khyber Pakhtunkhwa, complete on the day. */
async function examination(t: Teller, name: string): Promise<File> {
  const works = await underway(t, name, { ...SETTLED, province: 'kp', environmentalSchedule: 'IEE' });
  const file = await t.under(works, 'environmental-iee', 'environmental examination');
  await lodged(t, file, 'epa-kp');
  return file;
}

chapter('7. Appeal, and a regime suspended', '2025-01-06', [
  [
    'a refusal is appealed; the Tribunal remands it, and it is decided anew under its directions',
    async (t) => {
      await t.on('2025-01-06');
      const file = await examination(t, 'Paper mill in Swat');
      await t.on('2025-01-20');
      await t.quietly('officer.epa-kp', file, 'recommend');
      await t.does('The agency refuses; signed in the portal, the refusal is served at once.', [
        'officer2.epa-kp',
        file,
        'refuse',
        HARM,
      ]);
      await t.see('', file, {
        holder: 'nobody',
        times: { appealPeriod: { last: '2025-02-19', length: '30 days', from: '2025-01-20' } },
      });
      await t.on('2025-02-10');
      await t.does('The investor appeals to the Environmental Tribunal.', ['investor', file, 'fileAppeal']);
      await t.see('', file, {
        holder: 'appeal-authority',
        tasks: ['Record what the first authority decides on the appeal'],
        times: { appealFirst: { last: '2025-03-24', length: '30 working days', from: '2025-02-10' } },
        data: { appeals: [{ authority: 'Environmental Tribunal' }] },
      });
      await t.on('2025-03-10');
      await t.does('The Tribunal remands the case with directions; the lead desk records its order.', [
        'officer.sifc',
        file,
        'remand',
        { ...order('Appeal 7/2025', '2025-03-07'), text: 'Read the study of the stream.' },
      ]);
      await t.see('The times that ran in the first round grant nothing any more. Eid does not count.', file, {
        holder: 'epa-kp',
        tasks: ['Examine again, as the authority directs'],
        times: { reconsideration: { last: '2025-04-24', length: '30 working days', from: '2025-03-10' } },
      });
      await t.on('2025-04-21');
      await t.quietly('officer.epa-kp', file, 'recommend');
      await t.does('The agency reads the study, and grants.', ['officer2.epa-kp', file, 'grant', GRANT]);
      await t.see('The refusal that fell is kept beside the order by which it fell.', file, {
        holder: 'nobody',
        data: { annulments: [{ by: 'authority', annulled: { refusal: { code: 'environmental-harm' } } }] },
      });
    },
  ],
  ...REGIME,
  [
    'a revocation is stayed pending appeal, upheld by the first authority, and set aside by the second',
    async (t) => {
      await t.on('2026-01-05');
      const file = await examination(t, 'Sugar mill in Bannu');
      await granted(t, file, 'epa-kp');
      await t.on('2026-02-02');
      await t.does('The agency gives notice to show cause: the effluent is above the standard.', [
        'officer.epa-kp',
        file,
        'giveNotice',
        BREACH,
      ]);
      await t.on('2026-02-18');
      await t.see('The fifteen days pass without an answer.', file, {
        tasks: ['Decide what follows from the notice'],
        holder: 'epa-kp',
      });
      await t.does('The head of the agency revokes the approval.', ['manager.epa-kp', file, 'revoke', BREACH]);
      await t.does('The investor appeals.', ['investor', file, 'fileAppeal']);
      await t.does('The Tribunal stays the revocation: the mill may go on.', [
        'officer.sifc',
        file,
        'stayDecision',
        order('Appeal 12/2026', '2026-02-18'),
      ]);
      await t.on('2026-03-16');
      await t.does('It dismisses the appeal; with that the stay falls.', [
        'officer.sifc',
        file,
        'dismissAppeal',
        order('Appeal 12/2026', '2026-03-13'),
      ]);
      await t.see('', file, {
        holder: 'nobody',
        times: { secondAppealPeriod: { last: '2026-04-15', length: '30 days', from: '2026-03-16' } },
      });
      await t.on('2026-04-06');
      await t.does('The investor goes to the High Court.', ['investor', file, 'fileSecondAppeal']);
      await t.see('Since March offices work four days a week, and two of Eid are off.', file, {
        holder: 'appeal-authority',
        times: { appealSecond: { last: '2026-06-01', length: '30 working days', from: '2026-04-06' } },
      });
      await t.on('2026-06-03');
      await t.see('The court is late. That decides nothing.', file, {
        holder: 'appeal-authority',
        times: { appealSecond: 'ran out' },
      });
      await t.on('2026-06-15');
      await t.does('The court sets the revocation aside.', [
        'officer.sifc',
        file,
        'setAside',
        { code: 'order-of-court', basis: 'C.A. 3/2026', text: 'No hearing was given.' },
      ]);
      await t.see('The approval stands as it was granted.', file, { state: IN_FORCE, holder: 'nobody' });
    },
  ],
]);
