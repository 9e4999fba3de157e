import { expect } from '@jest/globals';

import type { Story } from './chapter.js';
import { SETTLED } from './parties.js';
import type { File, Teller } from './teller.js';
const MEMBERS = ['member1', 'member2', 'member3', 'member4'];

/** A refinery of seven hundred million dollars, recommended to the Approvals Committee. */
async function recommended(t: Teller, name: string): Promise<File> {
  const file = await t.opens(name, { ...SETTLED, sector: 'chemicals', investmentUsd: 700_000_000 });
  await t.quietly('investor', file, 'submit');
  await t.quietly('officer.sifc', file, 'declareComplete', 'recordAppraisal');
  await t.quietly('officer2.sifc', file, 'recordDiligence');
  await t.does(
    `${name}: appraised by one officer and examined by another, the project is recommended to the Approvals Committee, for it costs more than five hundred million dollars.`,
    ['officer.sifc', file, 'recommend', { outcome: 'approve' }],
  );
  return file;
}

/** Projects on which the Approvals Committee decides. */
export const COMMITTEE: readonly Story[] = [
  [
    'the Approvals Committee meets without its quorum, defers to a date, and approves under conditions',
    async (t) => {
      await t.on('2025-04-07');
      const plant = await recommended(t, 'Refinery');
      await t.does('The committee is convened for 10 April.', [
        'officer.sifc',
        plant,
        'convene',
        { heldOn: '2025-04-10' },
      ]);
      await t.see(
        'Three days of notice are fewer than the seven of the plan, which no published rule has: the minutes will show it.',
        plant,
        { data: { meetings: [{ notice: 3, short: true }] } },
      );
      await t.on('2025-04-10');
      await t.does('One member declares an interest, and takes no part from now on.', [
        'member5',
        plant,
        'declareInterest',
        { nature: 'shareholding' },
      ]);
      const work = await t.asks('member1', 'GET', '/api/tasks');
      t.equal(work.items[0]?.['title'], 'Vote on the project');
      await t.does('One member votes.', ['member1', plant, 'vote', { outcome: 'approve' }]);
      await t.isRefused(
        'A vote is cast once.',
        ['member1', plant, 'vote', { outcome: 'refuse', text: 'After all.' }],
        [403, /you have voted in this meeting/],
      );
      await t.does('Nobody else comes; the secretary closes the sitting.', ['officer.sifc', plant, 'closeSitting']);
      await t.see('Without a quorum of three nothing is decided.', plant, {
        data: { meetings: [{ result: 'no-quorum' }] },
        tasks: ['Convene the committee'],
      });
      await t.does('It is convened anew, with fourteen days less three.', [
        'officer.sifc',
        plant,
        'convene',
        { heldOn: '2025-04-21' },
      ]);
      await t.on('2025-04-21');
      await t.isRefused(
        'Who has declared an interest may not vote.',
        ['member5', plant, 'vote', { outcome: 'approve', text: 'For.' }],
        [403, /interest/],
      );
      for (const member of MEMBERS)
        await t.does(`Member ${member.at(-1)} votes to defer.`, [member, plant, 'vote', { outcome: 'defer' }]);
      await t.does('The secretary draws up the minutes: deferred to 2 June.', [
        'officer.sifc',
        plant,
        'defer',
        { until: '2025-06-02' },
      ]);
      await t.does('A member confirms them.', ['member2', plant, 'confirmMinutes']);
      await t.see('', plant, { state: { review: { underway: { project: 'deferred', approvals: 'granted' } } } });
      await t.on('2025-06-02');
      await t.see('On its date the matter comes up again by itself.', plant, { tasks: ['Convene the committee'] });
      await t.does('The committee is convened.', ['officer.sifc', plant, 'convene', { heldOn: '2025-06-10' }]);
      await t.on('2025-06-10');
      for (const member of MEMBERS) await t.quietly(member, plant, 'vote');
      await t.does(
        'Four votes for the project: the minutes approve it, under a condition precedent and one subsequent.',
        [
          'officer.sifc',
          plant,
          'approve',
          { precedent: ['Show the financing'], subsequent: [{ text: 'Found a training centre', dueOn: '2025-09-30' }] },
        ],
      );
      await t.does('They are confirmed by a member.', ['member2', plant, 'confirmMinutes']);
      const [financing, centre] = await Promise.all([
        t.under(plant, 'condition/1.1', 'condition precedent'),
        t.under(plant, 'condition/1.2', 'condition subsequent'),
      ]);
      await t.see('Permits stay shut until the condition precedent is met.', plant, {
        state: { review: { underway: { project: 'conditions', approvals: 'granted' } } },
      });
      await t.see('', centre, {
        holder: 'investor',
        times: { date: { last: '2025-09-30', length: '0 days', from: '2025-09-30' } },
      });
      await t.on('2025-06-23');
      await t.does('The investor shows the letters of the banks.', ['investor', financing, 'reportFulfilled']);
      await t.does('Another officer has seen them.', ['officer2.sifc', financing, 'confirmFulfilment']);
      expect((await t.look(plant)).stage).toBe('permits');
      t.tell('The permits are open.');
      await t.on('2025-10-01');
      await t.see(
        'The training centre was not founded by the end of September. Nothing is lost by that: an officer is asked to hear the investor.',
        centre,
        { holder: 'sifc', tasks: ['Ask the investor to show cause'] },
      );
      await t.on('2025-10-06');
      await t.does('It opens a week late,', ['investor', centre, 'reportFulfilled']);
      await t.does('and is found to exist.', ['officer.sifc', centre, 'confirmFulfilment']);
    },
  ],
  [
    'a provisional approval is made final',
    async (t) => {
      await t.on('2025-10-13');
      const plant = await recommended(t, 'Fertiliser plant');
      await t.does('The committee is convened with nine days of notice.', [
        'officer.sifc',
        plant,
        'convene',
        { heldOn: '2025-10-22' },
      ]);
      await t.on('2025-10-22');
      for (const member of [...MEMBERS, 'member5']) await t.quietly(member, plant, 'vote');
      await t.does('It approves provisionally, until 31 January 2026.', [
        'officer.sifc',
        plant,
        'approve',
        { provisionalUntil: '2026-01-31' },
      ]);
      await t.quietly('member2', plant, 'confirmMinutes');
      const proof = await t.under(plant, 'condition/1.1', 'proof that is outstanding');
      await t.see('', plant, { data: { decision: { outcome: 'provisional', provisionalUntil: '2026-01-31' } } });
      await t.see('The last day is a Saturday, so the Monday after it.', proof, {
        holder: 'investor',
        times: { date: { last: '2026-02-02', length: '0 days', from: '2026-01-31' } },
      });
      await t.on('2025-12-15');
      await t.quietly('investor', proof, 'reportFulfilled');
      await t.does('What was outstanding is shown in December.', ['officer.sifc', proof, 'confirmFulfilment']);
      await t.see('The approval is final.', plant, { data: { decision: { outcome: 'approved' } } });
    },
  ],
];
