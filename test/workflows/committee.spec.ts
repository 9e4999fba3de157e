import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, BODIES, MILL, staff } from './country.js';
import { approveProject, desk, draft, head, inReview, obtain, otherDesk } from './mill.js';
import type { Story } from './story.js';

/* A project of six hundred million dollars outside every zone, before a committee of five with a quorum of three. */

let story: Story;
afterEach(() => story.audit());

const LARGE = { ...MILL, zone: 'none', environmentalSchedule: 'none', investmentUsd: 600_000_000 };
const [one, two, three, four, five] = ['one', 'two', 'three', 'four', 'five'].map((name) =>
  staff(name, 'member', 'sifc'),
) as [Member, Member, Member, Member, Member];
type Member = ReturnType<typeof staff>;

const before = (): Story => approveProject(inReview(LARGE));
const sitting = (from = before()): Story =>
  from.do('a', desk, 'convene', { heldOn: '2026-01-20', place: 'Islamabad' }).on('2026-01-20');
const vote = (member: Member, outcome = 'approve'): Story =>
  story.do('a', member, 'vote', { outcome, text: 'On the papers.' });
const place = (): unknown => Object(story.at('a')).review?.underway.project;
const TERMS = { basis: 'Council Rules r. 7', text: 'Approved as proposed.' };
const approved = (terms: JsonObject = {}): Story => {
  story = sitting();
  [one, two, three, four, five].forEach((member) => vote(member));
  story.do('a', desk, 'approve', { ...TERMS, ...terms });
  return story.do('a', one, 'confirmMinutes');
};

describe('a committee', () => {
  it('is named by the amount of the investment, and marked as unconfirmed where nothing published says so', () => {
    story = draft(LARGE);
    expect(story.data('a')['body']).toMatchObject({ id: 'approvals-committee', confirmed: false });
    story.do('a', ann, 'amend', { investmentUsd: 499_999_999 });
    expect(story.data('a')['body']).toBeNull();
  });

  it('is convened for a date with notice; with less than the ruleset has in mind, the minutes will show it', () => {
    story = before();
    expect(story.tasks('a')).toEqual(['Convene the committee']);
    expect(() => story.do('a', desk, 'convene', { heldOn: '2025-12-31', place: 'Islamabad' })).toThrow('not possible');
    story.do('a', desk, 'convene', { heldOn: '2026-01-03', place: 'Islamabad' });
    expect(story.data('a')['meetings']).toMatchObject([{ number: 1, notice: 2, short: true }]);
    story.do('a', desk, 'cancelMeeting', { text: 'The chair travels.' });
    story.do('a', desk, 'convene', { heldOn: '2026-01-20', place: 'Islamabad' });
    expect(story.data('a')['meetings']).toMatchObject([
      { result: 'cancelled' },
      { number: 2, notice: 19, short: false },
    ]);
  });

  it('is not convened with less notice than a confirmed rule gives', () => {
    const bodies = BODIES.map((body) => ({ ...body, confirmed: true }));
    story = approveProject(
      obtain(
        draft(LARGE, undefined, { applications: { bodies } }).do('a', ann, 'submit').do('a', desk, 'declareComplete'),
        'company',
        'tax',
      ),
    );
    expect(() => story.do('a', desk, 'convene', { heldOn: '2026-01-07', place: 'Islamabad' })).toThrow('not possible');
    story.do('a', desk, 'convene', { heldOn: '2026-01-08', place: 'Islamabad' });
    expect(place()).toEqual({ committee: 'convened' });
  });

  it('sits on its day, when its members have to vote and its secretary to close', () => {
    story = before().do('a', desk, 'convene', { heldOn: '2026-01-20', place: 'Islamabad' }).on('2026-01-19');
    expect(() => vote(one)).toThrow('is not possible in state');
    story.on('2026-01-20');
    expect(story.tasks('a')).toEqual(['Close the sitting', 'Vote on the project']);
    expect(() => story.do('a', desk, 'vote', { outcome: 'approve', text: 'Yes.' })).toThrow('is for member of sifc');
  });

  it('has one vote each, which is not cast again', () => {
    story = sitting();
    vote(one);
    expect(() => vote(one, 'refuse')).toThrow('"vote" is not for you: you have voted in this meeting');
    const interest = { nature: 'other', text: 'I should have said so before.' };
    expect(() => story.do('a', one, 'declareInterest', interest)).toThrow('you have voted in this meeting');
  });

  it('hears no member who has declared an interest, in this meeting or the next', () => {
    story = sitting().do('a', two, 'declareInterest', { nature: 'shareholding', text: 'Holds shares of the sponsor.' });
    expect(() => vote(two)).toThrow('you have declared an interest in the project');
    story.do('a', desk, 'closeSitting').do('a', desk, 'convene', { heldOn: '2026-02-02', place: 'Lahore' });
    story.on('2026-02-02');
    expect(() => vote(two)).toThrow('you have declared an interest in the project');
  });

  it('meets again where the quorum is missing', () => {
    story = sitting();
    vote(one);
    vote(two);
    story.do('a', desk, 'closeSitting');
    expect(story.data('a')['meetings']).toMatchObject([
      { result: 'no-quorum', votes: [{ by: 'one.sifc' }, { by: 'two.sifc' }] },
    ]);
    expect(story.tasks('a')).toEqual(['Convene the committee']);
  });

  it('meets again where no outcome has more than half of the votes for and against', () => {
    story = sitting();
    vote(one);
    vote(two, 'refuse');
    vote(three, 'abstain');
    story.do('a', desk, 'closeSitting');
    expect(story.data('a')['meetings']).toMatchObject([{ result: 'undecided' }]);
  });

  it('counts abstentions for the quorum and not for the majority', () => {
    story = sitting();
    vote(one);
    vote(two, 'abstain');
    vote(three, 'abstain');
    story.do('a', desk, 'closeSitting');
    expect(place()).toEqual({ committee: { minutes: 'approval' } });
  });

  it('has decided when everybody is heard, and the decision counts when another person confirms the minutes', () => {
    story = sitting().do('a', five, 'declareInterest', { nature: 'family', text: 'The sponsor’s brother.' });
    [one, two, three].forEach((member) => vote(member));
    vote(four, 'refuse');
    expect(story.tasks('a')).toEqual(['Draw up the minutes']);
    story.do('a', desk, 'approve', TERMS);
    expect(place()).toEqual({ committee: { minutes: 'approvalDrawnUp' } });
    expect(story.data('a')['decision']).toBeUndefined();
    expect(() => story.do('a', five, 'confirmMinutes')).toThrow('you have declared an interest');
    story.do('a', two, 'returnMinutes', { text: 'One voted against.' }).do('a', otherDesk, 'approve', TERMS);
    story.on('2026-01-22').do('a', two, 'confirmMinutes');
    expect(story.stage('a')).toBe('permits');
    expect(story.data('a')['decision']).toMatchObject({
      outcome: 'approved',
      body: 'approvals-committee',
      by: 'two.sifc',
    });
    expect(story.data('a')['meetings']).toMatchObject([
      { result: 'approve', minutes: { by: 'emad.sifc', confirmed: { by: 'two.sifc' } } },
    ]);
  });

  it('refuses for a coded reason, and takes up again what was refused by mistake', () => {
    story = sitting();
    [one, two, three].forEach((member) => vote(member, 'refuse'));
    story.do('a', desk, 'closeSitting');
    expect(() => story.do('a', desk, 'approve', TERMS)).toThrow('is not possible in state');
    story.do('a', otherDesk, 'refuse', { code: 'financing-not-shown', basis: 'Rule 9', text: 'No bank letter.' });
    expect(() => story.do('a', otherDesk, 'confirmMinutes')).toThrow('is for member of sifc');
    story.do('a', head, 'suspend', { reason: 'inquiry', basis: 'Order 3' }).do('a', head, 'resume');
    story.do('a', three, 'confirmMinutes');
    expect(story.data('a')['refusal']).toMatchObject({ code: 'financing-not-shown', by: 'three.sifc' });
    story
      .do('a', head, 'proposeCorrection', { seq: 20, text: 'The letter was filed.' })
      .do('a', desk, 'countersignCorrection');
    expect(place()).toEqual({ committee: 'convening' });
  });

  it('defers to a date, on which it has to be convened again', () => {
    story = sitting();
    [one, two, three].forEach((member) => vote(member, 'defer'));
    story.do('a', desk, 'closeSitting').do('a', desk, 'defer', { until: '2026-07-01', text: 'After the budget.' });
    story.do('a', one, 'confirmMinutes').on('2026-06-30');
    expect(place()).toBe('deferred');
    story.do('a', head, 'suspend', { reason: 'inquiry', basis: 'Order 3' }).do('a', head, 'resume').on('2026-07-01');
    expect(place()).toEqual({ committee: 'convening' });
  });
});

describe('a condition', () => {
  it('precedent keeps the next stage shut until another person has seen it met', () => {
    story = approved({ precedent: ['Show the financing', 'Name the water source'] });
    expect(place()).toBe('conditions');
    expect(story.holder('a')).toBe('children');
    const [first, second] = [story.child('a', 'condition/1.1'), story.child('a', 'condition/1.2')];
    expect([story.tasks(first), story.holder(first)]).toEqual([
      ['Do it, and report it: the project waits'],
      'investor',
    ]);
    story.on('2026-02-01').do(first, ann, 'reportFulfilled', { text: 'Bank letter enclosed.' });
    expect(() => story.do(first, ann, 'confirmFulfilment')).toThrow('is for officer of sifc');
    story.do(first, desk, 'confirmFulfilment').do(second, ann, 'reportFulfilled', { text: 'A well.' });
    story.do(second, desk, 'rejectReport', { text: 'Which well?' });
    expect(place()).toBe('conditions');
    story.do(second, ann, 'reportFulfilled', { text: 'Well 12.' }).do(second, desk, 'confirmFulfilment');
    expect(story.stage('a')).toBe('permits');
  });

  it('subsequent lets the project go on, with a date on the investor, at the end of which the breach is told', () => {
    story = approved({ subsequent: [{ text: 'Found a training centre', dueOn: '2026-12-31' }] });
    expect(story.stage('a')).toBe('permits');
    const id = story.child('a', 'condition/1.1');
    story.on('2026-12-31');
    expect([story.tasks(id), story.due(id, 'date')]).toEqual([['Do it, and report it'], '2027-01-01']);
    story.on('2027-01-01');
    expect(story.at(id)).toEqual({ pending: 'breached' });
    expect(story.notices(id)).toEqual(['duty-not-done', 'duty-not-done']);
    expect([story.tasks(id), story.holder(id)]).toEqual([['Ask the investor to show cause'], 'sifc']);
    expect(story.stage('a')).toBe('permits');
  });
});

describe('a provisional approval', () => {
  it('is final when what it was left open for is shown', () => {
    story = approved({ provisionalUntil: '2026-06-30' });
    expect(story.data('a')['decision']).toMatchObject({ outcome: 'provisional', provisionalUntil: '2026-06-30' });
    const id = story.child('a', 'condition/1.1');
    story.do(id, ann, 'reportFulfilled', { text: 'Shown.' }).do(id, desk, 'confirmFulfilment');
    expect(story.data('a')['decision']).toMatchObject({ outcome: 'approved' });
    expect(story.data('a')['duties']).toMatchObject({ 'condition/1.1': { kind: 'provisional', outcome: 'fulfilled' } });
  });

  it('does not lapse by itself', () => {
    story = approved({ provisionalUntil: '2026-06-30' }).on('2027-06-30');
    expect(story.data('a')['decision']).toMatchObject({ outcome: 'provisional' });
    expect(story.tasks(story.child('a', 'condition/1.1'))).toEqual(['Ask the investor to show cause']);
  });
});
