import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, MILL, proofOf, staff } from './country.js';
import {
  accepted,
  approveProject,
  desk,
  draft,
  inPermits,
  inReview,
  obtain,
  opened,
  revoke,
  standing,
} from './mill.js';
import type { Story } from './story.js';
import { missing } from '../support/missing.js';

let story: Story;
afterEach(() => story.audit());

describe('a draft', () => {
  it('says what it would need before it is filed, and what it would need if it were another', () => {
    story = draft();
    const ids = () => (story.data('a')['approvals'] as readonly { id: string }[]).map(({ id }) => id);
    expect(ids()).toEqual(['company', 'tax', 'zone', 'environment', 'building', 'deed', 'factory']);
    story.do('a', ann, 'amend', { zone: 'none', builds: false, incorporated: true });
    expect(ids()).toEqual(['tax', 'environment', 'factory']);
  });

  it('has every fact that a condition may ask for', () => {
    story = draft();
    expect(story.data('a')['application']).toMatchObject({
      title: 'Textile mill',
      held: [],
      powerKw: 0,
      entry: 'company',
    });
  });

  it('takes no fact that nobody asks for', () => {
    story = draft();
    expect(() => story.do('a', ann, 'amend', { colour: 'green' })).toThrow('does not fit');
    expect(() => draft({ title: 'Mill' })).toThrow('does not fit');
  });

  it('is the investor’s alone', () => {
    story = draft();
    expect(story.holder('a')).toBe('investor');
    expect(() => story.do('a', staff('zed', 'investor', 'none'), 'submit')).toThrow('is for the investor of the case');
  });
});

describe('screening', () => {
  it('is due in the time of its clock from the day of filing', () => {
    story = draft().on('2026-01-05').do('a', ann, 'submit');
    expect(story.tasks('a')).toEqual(['Screen the application']);
    expect(story.due('a', 'screening')).toBe('2026-01-15');
  });

  it('asks for everything that is missing in one letter', () => {
    story = draft().do('a', ann, 'submit').do('a', desk, 'declareIncomplete', missing('Feasibility study'));
    expect(story.holder('a')).toBe('investor');
    story.on('2026-01-10').do('a', ann, 'supply', { text: 'Enclosed.', application: { workers: 250 } });
    expect(story.due('a', 'screening')).toBe('2026-01-20');
    expect(story.data('a')['application']).toMatchObject({ workers: 250 });
    expect(() => story.do('a', desk, 'declareIncomplete', missing('And this'))).toThrow('is not possible in state');
  });

  it('returns to the draft what is not supplied in time, and a new filing has its letter again', () => {
    story = draft().do('a', ann, 'submit').do('a', desk, 'declareIncomplete', missing('Feasibility study'));
    story.on('2026-01-16');
    expect(story.tasks('a')).toEqual(['Return the application, or take it as it is']);
    story.do('a', desk, 'returnFiling', { code: 'papers-not-supplied', basis: 'Procedure 4', text: 'Nothing came.' });
    expect(story.at('a')).toEqual({ application: 'draft' });
    story.on('2026-02-01').do('a', ann, 'submit').do('a', desk, 'declareIncomplete', missing('Map'));
    expect(story.due('a', 'answer')).toBe('2026-02-16');
    story.on('2026-02-16');
    expect(story.at('a')).toEqual({ application: { underway: { deficiency: 'overdue' } } });
  });

  it('settles the environmental schedule, and with it which approvals are needed', () => {
    story = draft().do('a', ann, 'submit').do('a', desk, 'declareComplete', { environmentalSchedule: 'none' });
    expect(standing(story, 'environment')).toBeUndefined();
    expect(standing(story, 'building')).toBe('not yet open');
  });
});

describe('the stages', () => {
  it('open approvals as those they depend on come into force, and pass on when what blocks is there', () => {
    story = accepted();
    expect(opened(story)).toEqual(['company']);
    obtain(story, 'company');
    expect(opened(story)).toEqual(['company', 'tax']);
    obtain(story, 'tax');
    expect(story.at('a')).toMatchObject({ review: { underway: { approvals: 'waiting' } } });
    expect(opened(story)).toEqual(['company', 'tax', 'zone']);
  });

  it('lead from the application to an operating mill', () => {
    story = inPermits();
    obtain(story, 'environment', 'building');
    expect(story.at('a')).toEqual({ lease: { underway: { approvals: 'waiting' } } });
    obtain(story, 'deed', 'factory').do('a', ann, 'reportReady', { text: 'The looms run.' });
    story.do('a', desk, 'confirmOperations', { inspectedOn: '2026-01-01', text: 'Seen.' });
    expect(story.at('a')).toEqual({ operational: 'running' });
    expect(story.tasks('a')).toEqual([]);
    expect(story.holder('a')).toBe('nobody');
  });

  it('do not care in which order independent approvals are decided', () => {
    for (const order of [
      ['visa', 'environment', 'building'],
      ['environment', 'visa', 'building'],
      ['environment', 'building', 'visa'],
    ]) {
      story = obtain(inPermits({ ...MILL, employsForeigners: true }), ...order);
      expect(story.at('a')).toEqual({ lease: { underway: { approvals: 'waiting' } } });
    }
  });

  it('do not wait for an approval that blocks nothing', () => {
    story = obtain(inPermits({ ...MILL, employsForeigners: true }), 'environment', 'building');
    expect(story.at('a')).toMatchObject({ lease: {} });
    expect(standing(story, 'visa')).toBe('open');
    obtain(story, 'visa');
    expect(standing(story, 'visa')).toBe('in-force');
  });

  it('count a predecessor only where it applies itself', () => {
    story = approveProject(inReview({ ...MILL, zone: 'none', environmentalSchedule: 'none' }));
    expect(opened(story)).toEqual(['company', 'tax', 'building']);
  });

  it('pass at once where nothing applies', () => {
    story = accepted({
      ...MILL,
      zone: 'none',
      builds: false,
      environmentalSchedule: 'none',
      incorporated: true,
      held: [proofOf('tax')],
    });
    expect(story.at('a')).toMatchObject({
      review: { underway: { project: { assessment: {} }, approvals: 'granted' } },
    });
    approveProject(story);
    expect(story.at('a')).toEqual({ operational: { underway: { approvals: 'waiting' } } });
  });

  it('pass on by a grant that silence gave', () => {
    story = inPermits();
    const id = story.child('a', 'environment');
    story.do(id, ann, 'lodge').on('2026-06-01');
    expect(standing(story, 'environment')).toBe('deemed');
    expect(opened(story)).toContain('building');
  });

  it('are the children’s time while only children are at work', () => {
    story = accepted();
    expect(story.holder('a')).toBe('children');
    obtain(story, 'company', 'tax');
    expect(story.holder('a')).toBe('sifc');
    obtain(story, 'zone');
    approveProject(story);
    expect(story.holder('a')).toBe('children');
  });
});

describe('commissioning', () => {
  it('sends the investor back to mend what the inspection finds', () => {
    story = obtain(inPermits(), 'environment', 'building', 'deed', 'factory');
    expect(story.holder('a')).toBe('investor');
    story.do('a', ann, 'reportReady', { text: 'Ready.' }).do('a', desk, 'recordDefects', { items: ['No fire door'] });
    expect(story.tasks('a')).toEqual(['Report that the plant is ready']);
  });

  it('waits again where an approval is lost meanwhile', () => {
    story = obtain(inPermits(), 'environment', 'building', 'deed', 'factory').do('a', ann, 'reportReady', {
      text: 'Ready.',
    });
    const revocation = { code: 'false-statement', basis: 'Act s. 9', text: 'Forged certificate.' };
    revoke(story, 'factory', revocation);
    expect(story.at('a')).toEqual({ operational: { underway: { approvals: 'blocked' } } });
  });
});
