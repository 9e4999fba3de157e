import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, MILL } from './country.js';
import { accepted, approveProject, desk, draft, obtain, opened, standing } from './mill.js';
import type { Story } from './story.js';

let story: Story;
afterEach(() => story.audit());

/** A mill in a zone of Punjab, and its warehouse outside any zone in Sindh: the warehouse states only what differs. */
const TWO: JsonObject = {
  ...MILL,
  manufactures: true,
  sites: {
    mill: { name: 'Mill' },
    store: { name: 'Warehouse', province: 'sindh', zone: 'none', environmentalSchedule: 'none', workers: 4 },
  },
};

const ids = (): unknown => (story.data('a')['approvals'] as readonly JsonObject[]).map(({ id }) => id);

describe('an application with several sites', () => {
  it('needs a project’s approvals once, and a site’s at each site to which they apply', () => {
    story = draft(TWO);
    expect(ids()).toEqual([
      'company',
      'tax',
      'zone@mill',
      'environment@mill',
      'building@mill',
      'building@store',
      'deed@mill',
      'factory@mill',
      'sales',
    ]);
  });

  it('has each decided where the site is, on what holds there', () => {
    story = obtain(approveProject(obtain(accepted(TWO), 'company', 'tax')), 'zone@mill');
    const store = story.state(story.child('a', 'building@store'));
    expect(store.key).toBe('building@store');
    const said = story.data(store.id)['application'] as JsonObject;
    expect(said).toMatchObject({ site: 'store', name: 'Warehouse', province: 'sindh', zone: 'none', workers: 4 });
    expect([said['sites'], said['held']]).toEqual([undefined, undefined]);
  });

  it('lets a site wait for its own approvals, and the project for those of every site', () => {
    story = obtain(approveProject(obtain(accepted(TWO), 'company', 'tax')), 'zone@mill');
    expect(opened(story)).toEqual(['company', 'tax', 'zone@mill', 'environment@mill', 'building@store']);
    obtain(story, 'environment@mill', 'building@mill', 'building@store', 'deed@mill');
    expect(opened(story).slice(-2)).toEqual(['factory@mill', 'sales']);
    expect(story.at('a')).toMatchObject({ operational: {} });
  });

  it('lodges anew at the site where an approval was refused, under a key of its own', () => {
    story = obtain(accepted(TWO), 'company', 'tax');
    const zone = story.child('a', 'zone@mill');
    story.do(zone, ann, 'withdraw').do('a', ann, 'relodge', { approval: 'zone@mill' });
    expect(opened(story)).toContain('zone@mill.2');
    expect(standing(story, 'zone@mill')).toBe('open');
    expect(() => story.do('a', ann, 'relodge', { approval: 'zone' })).toThrow('is not possible');
  });

  it('has the environmental schedule of each site settled at screening, and none of a site it has not', () => {
    story = draft(TWO).do('a', ann, 'submit');
    expect(() => story.do('a', desk, 'declareComplete', { schedules: { port: 'IEE' } })).toThrow(
      expect.objectContaining({
        kind: 'data',
        details: { errors: [{ field: '/schedules/port', message: expect.stringContaining('mill, store') }] },
      }),
    );
    story.do('a', desk, 'declareComplete', { schedules: { store: 'IEE', mill: 'none' } });
    expect(ids()).toEqual(expect.arrayContaining(['environment@store']));
    expect(ids()).not.toEqual(expect.arrayContaining(['environment@mill']));
  });

  it('counts for the project what is so at one site, and adds up what the sites state', () => {
    const { workers: _, manufactures: __, ...rest } = TWO;
    const sites = { a: { workers: 6, manufactures: true }, b: { workers: 5 } };
    story = draft({ ...rest, sites });
    expect(ids()).toContain('sales');
    expect(ids()).not.toContain('factory@a');
    story.do('a', ann, 'amend', { sites: { a: { workers: 12 }, b: {} } });
    expect(ids()).toContain('factory@a');
    expect(ids()).not.toContain('sales');
  });

  it('names its sites in small letters, and gives no site what belongs to the project', () => {
    story = draft(TWO);
    for (const sites of [{ 'The mill': {} }, { mill: { entry: 'branch' } }, { mill: { colour: 'red' } }])
      expect(() => story.do('a', ann, 'amend', { sites })).toThrow('does not fit');
  });
});

describe('a variant of an approval', () => {
  it('may be another agency’s, and wait for less', () => {
    story = obtain(accepted({ ...MILL, buildingCategory: 'I' }), 'company', 'tax');
    obtain(approveProject(story), 'zone');
    expect(story.state(story.child('a', 'building')).agency).toBe('town');
    expect(standing(story, 'environment')).toBe('open');
  });
});
