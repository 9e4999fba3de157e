import { expect } from '@jest/globals';
import { chapter } from './chapter.js';
import { GRANT, granted, held, LOCAL, lodged, SETTLED, underway } from './parties.js';
import type { File, Teller } from './teller.js';
import { missing } from '../support/missing.js';

const GROUND = { subject: 'Sheet 30 B/7, block 4' };

/** A mine in Chagai whose exploration licence may be lodged. */
async function prospector(t: Teller, name: string, who: string): Promise<File> {
  const mine = await t.opens(
    name,
    { ...LOCAL, sector: 'mining', province: 'balochistan', held: [held('fbr-ntn'), held('site-title-confirmation')] },
    who,
  );
  await t.quietly(who, mine, 'submit');
  await t.quietly('officer.sifc', mine, 'declareComplete', 'recordAppraisal', 'recordDiligence', 'recommend');
  t.tell(`${name}: the project is recommended to the mines committee of the province.`);
  return t.under(mine, 'mineral-exploration-licence', `licence of ${name}`);
}

chapter('8. Paper first', '2025-01-06', [
  [
    'an investor walks in with a filing, which counts from its stamp once a second person has signed',
    async (t) => {
      await t.on('2025-01-06');
      const works = await underway(t, 'Tyre works in Haripur', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'IEE',
      });
      const file = await t.under(works, 'environmental-iee', 'environmental examination');
      await t.on('2025-01-20');
      const lodge = { type: 'lodge', data: {}, occurredAt: '2025-01-14T05:00:00Z' };
      const bare = await t.ask('officer.epa-kp', `/api/cases/${file.id}/events`, {
        ...lodge,
        evidence: { document: ' ' },
      });
      t.equal(
        [bare.status, bare.body.errors.map(({ field }) => field)],
        [422, ['/evidence/document', '/evidence/register']],
      );
      t.tell('The desk of the agency wants to record a filing of 14 January without evidence, and is refused.');
      const stamped = { document: 'Filing with stamp', register: 'Diary 17' };
      const path = `/api/cases/${file.id}/events`;
      const early = await t.ask('officer.epa-kp', path, {
        ...lodge,
        occurredAt: '2025-02-01T05:00:00Z',
        evidence: stamped,
      });
      t.equal([early.status, early.body.errors.map(({ field }) => field)], [422, ['/occurredAt']]);
      const itself = await t.ask('investor', path, { ...lodge, evidence: stamped });
      t.equal(itself.status, 403);
      t.tell('Nor may it be of a day to come, or recorded by the investor.');
      const alone = await t.ask('officer.epa-kp', `/api/cases/${file.id}/events`, {
        ...lodge,
        evidence: { document: 'Filing with stamp', register: 'Diary 17' },
      });
      const { id = '' } = alone.body.papers.at(-1) ?? {};
      const own = await t.ask('officer.epa-kp', `/api/cases/${file.id}/papers/${id}/countersign`);
      t.equal([alone.status, own.status], [200, 403]);
      await t.see(
        'With the stamped filing and the number of the diary it is recorded. It has no effect before another person signs, and the same officer may not.',
        file,
        { holder: 'investor' },
      );
      const signed = await t.ask('officer2.epa-kp', `/api/cases/${file.id}/papers/${id}/countersign`);
      t.equal(signed.status, 200);
      await t.see('A second officer signs: the ten days count from the stamp.', file, {
        holder: 'epa-kp',
        times: { completeness: { last: '2025-01-24', length: '10 days', from: '2025-01-14', law: true } },
      });
      const other = await t.ask('officer.epa-kp', path, {
        type: 'declareComplete',
        data: {},
        occurredAt: '2025-01-15T05:00:00Z',
        evidence: stamped,
      });
      const wrong = `/api/cases/${file.id}/papers/${other.body.papers.at(-1)?.id}/dismiss`;
      t.equal((await t.ask('officer2.epa-kp', wrong, {})).status, 422);
      t.equal((await t.ask('officer2.epa-kp', wrong, { text: 'It is another file.' })).body.papers, []);
      t.tell('A letter that is another file’s is dismissed, with that reason.');
      await t.on('2025-01-27');
      await t.see('Nobody looked at it in those days, so it is complete by silence since the 25th.', file, {
        data: { completeness: { how: 'silence', at: Date.parse('2025-01-25T00:00+05:00') } },
      });
      const late = await t.ask('officer.epa-kp', `/api/cases/${file.id}/events`, {
        type: 'declareIncomplete',
        data: missing('Affidavit'),
        occurredAt: '2025-01-22T05:00:00Z',
        evidence: { document: 'Letter', register: 'Diary 19' },
      });
      t.equal(late.status, 409);
      t.tell(
        'A letter that is said to be of the 22nd comes too late: what fell due before a second person signed has happened.',
      );
    },
  ],
  [
    'an agency that does not log in decides by letter, recorded and signed for by two of the lead desk',
    async (t) => {
      await t.on('2025-02-10');
      const works = await underway(t, 'Oil mill in Karak', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'checklist',
      });
      const file = await t.under(works, 'environmental-checklist', 'environmental checklist');
      await t.does('The investor lodges.', ['investor', file, 'lodge']);
      await t.on('2025-02-19');
      await t.paper(
        'The agency has written on 12 February that the filing is complete: an officer of the lead desk records the letter, its head signs.',
        ['officer.sifc', 'manager'],
        file,
        ['declareComplete', {}, '2025-02-12'],
      );
      await t.see('', file, {
        holder: 'epa-kp',
        times: { decision: { last: '2025-02-27', length: '15 days', from: '2025-02-12' } },
      });
      await t.on('2025-03-03');
      await t.paper('Its note sheet recommends a grant,', ['officer.sifc', 'manager'], file, [
        'recommend',
        { outcome: 'grant', text: 'Note sheet, page 4.' },
        '2025-02-24',
      ]);
      await t.paper(
        'and its letter of 26 February grants it: other persons of the desk record and sign that, for who signed the one may not sign the other.',
        ['officer2.sifc', 'manager.sifc'],
        file,
        ['grant', GRANT, '2025-02-26'],
      );
      await t.see('Granted it was in time, two days before the end.', file, {
        holder: 'nobody',
        data: { grant: { how: 'signed', at: Date.parse('2025-02-26T10:00+05:00') } },
      });
    },
  ],
  [
    'a mistaken grant is corrected by two persons, and nothing is erased',
    async (t) => {
      await t.on('2025-04-14');
      const works = await underway(t, 'Brick kiln in Lakki', {
        ...SETTLED,
        province: 'kp',
        environmentalSchedule: 'checklist',
        builds: true,
      });
      const file = await t.under(works, 'environmental-checklist', 'environmental checklist');
      await lodged(t, file, 'epa-kp');
      await granted(t, file, 'epa-kp');
      await t.on('2025-04-16');
      await t.does('Two days later an officer finds that it was the file of another kiln.', [
        'officer.epa-kp',
        file,
        'proposeCorrection',
        { seq: 5, text: 'It was the file of another kiln.' },
      ]);
      await t.see('Until another person signs that, the grant stands.', works, {
        children: { 'environmental-checklist': 'in-force' },
      });
      await t.does('Another officer signs.', ['officer2.epa-kp', file, 'countersignCorrection']);
      await t.see('The decision is open again, and the one that fell is kept.', file, {
        holder: 'epa-kp',
        tasks: ['Decide anew'],
        data: { annulments: [{ by: 'correction', act: { seq: 5 }, annulled: { grant: { how: 'signed' } } }] },
      });
      await t.see('', works, { children: { 'environmental-checklist': 'reopened' } });
    },
  ],
  [
    'in Balochistan the same mineral ground goes to the one who was received first, to the minute',
    async (t) => {
      await t.on('2025-06-02');
      const first = await prospector(t, 'Ras Koh Copper', 'investor');
      const second = await prospector(t, 'Saindak Minerals', 'investor2');
      await t.on('2025-06-10', '09:40');
      await t.isRefused(
        'A licence is not lodged without naming its ground.',
        ['investor2', second, 'lodge', { subject: undefined }],
        [422, /subject/],
      );
      await t.does('Saindak Minerals lodges at 9.40 for block 4 of sheet 30 B/7.', [
        'investor2',
        second,
        'lodge',
        GROUND,
      ]);
      await t.does('Its filing is complete,', ['officer.mmd-balochistan', second, 'declareComplete']);
      await t.does('and recommended.', ['officer.mmd-balochistan', second, 'recommend', { outcome: 'grant' }]);
      await t.on('2025-06-11');
      await t.stamped(
        'The next day the office enters a filing of Ras Koh Copper for the same ground, which it had stamped at 9.15; a second person signs.',
        ['officer.mmd-balochistan', 'officer2.mmd-balochistan'],
        first,
        ['lodge', { subject: 'sheet 30 b/7,  Block 4' }, '2025-06-10T04:15:00Z'],
      );
      const seen = await t.look(second, 'officer2.mmd-balochistan');
      t.equal(Object(seen).rank, {
        subject: 'mineral-exploration-licence/balochistan/sheet 30 b/7, block 4',
        receivedAt: '2025-06-10T04:40:00.000Z',
        before: 1,
        references: [expect.stringMatching(/mineral-exploration-licence$/)],
      });
      t.equal((await t.offered('officer2.mmd-balochistan', second)).includes('grant'), false);
      t.tell(
        'The officer who has to decide on Saindak Minerals sees that one was received before, and is not offered to grant.',
      );
      await t.isRefused(
        'He tries, and is told who comes first.',
        ['officer2.mmd-balochistan', second, 'grant', GRANT],
        [409, /received before/],
      );
      const before = Object(await t.look(second, 'investor2')).rank as { before: number; references: string[] };
      t.equal([before.before, before.references], [1, []]);
      t.tell('The investor sees that somebody was before, and not who.');
      await t.quietly('officer.mmd-balochistan', first, 'declareComplete', 'recommend');
      await t.on('2025-07-14');
      await t.does('Ras Koh Copper is refused, for it has shown no means.', [
        'officer2.mmd-balochistan',
        first,
        'refuse',
        { code: 'capacity', basis: 'Rules 2002', text: 'No means shown.' },
      ]);
      await t.does('Now the ground goes to Saindak Minerals.', ['officer2.mmd-balochistan', second, 'grant', GRANT]);
      await t.see('', second, { holder: 'nobody' });
    },
  ],
]);
