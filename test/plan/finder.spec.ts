import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/catalogue/load-catalogue.js';
import { Rejection } from '../../src/engine/index.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { Finder, type Plan } from '../../src/plan/finder.js';
import { VirtualClock } from '../../src/time/clock.js';
import { MILL } from '../support/applications.js';

describe('finding what a project needs', () => {
  let finder: Finder;
  beforeAll(async () => {
    finder = new Finder(await loadCatalogue(readEnvironment({})), new VirtualClock(Date.parse('2026-11-23T04:00:00Z')));
  });

  const needed = ({ needed: all }: Plan, id: string) => all.find((one) => one.id === id);

  it('names the approvals of the ruleset that apply, each with its agency for the place', () => {
    const plan = finder.plan(MILL);
    expect(needed(plan, 'environmental-iee')).toMatchObject({
      agency: 'epa-punjab',
      stage: 'permits',
      decision: { length: '30 days', law: true },
      silence: { rule: 'deemed', law: true },
      variant: 'Punjab EIA Regulations 2022',
    });
    expect(needed(plan, 'mining-lease')).toBeUndefined();
    expect(plan.body?.title).toBe('Special Economic Zone Committee');
  });

  it('says that a figure nobody confirmed is no law', () => {
    expect(needed(finder.plan(MILL), 'building-plan')?.decision).toMatchObject({ length: '30 days', law: false });
  });

  it('lays them on a time line on which none begins before what it depends on', () => {
    const { needed: all, schedule } = finder.plan(MILL);
    const span = new Map(schedule.items.map((one) => [one.id, one]));
    for (const { id, dependsOn } of all) {
      for (const earlier of dependsOn) {
        expect(span.get(id)?.startsAt).toBeGreaterThanOrEqual(span.get(earlier)?.endsAt ?? Infinity);
      }
    }
    expect(all.some(({ dependsOn }) => dependsOn.length > 1)).toBe(true);
    expect(schedule.endsAt).toBe(Math.max(...schedule.items.map(({ endsAt }) => endsAt)));
  });

  it('has another list for another project', () => {
    const ids = (facts: object): string[] => finder.plan({ ...MILL, ...facts }).needed.map(({ id }) => id);
    expect(ids({ zone: 'none' })).toContain('site-title-confirmation');
    expect(ids({ incorporated: true })).not.toContain('secp-incorporation');
  });

  it('refuses what no application may state, naming the field', () => {
    expect(() => finder.plan({ ...MILL, province: 'atlantis' })).toThrow(Rejection);
  });
});
