import { describe, expect, it } from '@jest/globals';
import { schedule, type Durations, type Item, type Stage } from '../../src/plan/schedule.js';

const item = (id: string, stage: Stage, more: Partial<Item> = {}): Item => ({
  id,
  stage,
  dependsOn: [],
  blocks: true,
  ...more,
});

/** Items take as long as their names say; the desk takes 10 to look at an application, and 30 to review it. */
const durations: Durations = {
  of: ({ id }, startsAt) => ({ startsAt, endsAt: startsAt + Number(id.replace(/\D/g, '')) }),
  ofStage: (stage, startsAt) => startsAt + ({ application: 10, review: 30 }[stage as string] ?? 0),
};

const plan = (...items: Item[]) => {
  const { items: scheduled, ...rest } = schedule(items, 0, durations);
  return {
    ...rest,
    spans: Object.fromEntries(scheduled.map(({ id, startsAt, endsAt }) => [id, [startsAt, endsAt]])),
    critical: scheduled.filter(({ critical }) => critical).map(({ id }) => id),
  };
};

describe('a schedule', () => {
  it('begins the approvals of a stage side by side, once the desk has looked at the application', () => {
    expect(plan(item('a5', 'application'), item('b7', 'application')).spans).toEqual({ a5: [10, 15], b7: [10, 17] });
  });

  it('has an approval wait for those it depends on, in whatever order they are listed', () => {
    const { spans, critical } = plan(
      item('c1', 'permits', { dependsOn: ['b2'] }),
      item('b2', 'permits', { dependsOn: ['a4'] }),
      item('a4', 'permits'),
    );
    expect(spans).toEqual({ a4: [40, 44], b2: [44, 46], c1: [46, 47] });
    expect(critical).toEqual(['c1', 'b2', 'a4']);
  });

  it('has a stage wait for the one before, but not for what holds up no stage', () => {
    const { spans, critical, endsAt } = plan(
      item('slow99', 'application', { blocks: false }),
      item('quick5', 'application'),
      item('plan8', 'permits'),
    );
    expect(spans).toEqual({ slow99: [10, 109], quick5: [10, 15], plan8: [45, 53] });
    expect(critical).toEqual(['quick5', 'plan8']);
    expect(endsAt).toBe(53);
  });

  it('has a later stage wait for what holds up no stage where something depends on it', () => {
    const late = item('late1', 'permits', { dependsOn: ['slow99'] });
    const { spans, critical } = plan(item('slow99', 'application', { blocks: false }), late);
    expect(spans['late1']).toEqual([109, 110]);
    expect(critical).toEqual(['slow99', 'late1']);
  });

  it('passes a stage at once in which nothing is needed', () => {
    expect(plan(item('a5', 'application')).stages).toEqual([
      { stage: 'application', startsAt: 0, endsAt: 15 },
      { stage: 'review', startsAt: 15, endsAt: 45 },
      { stage: 'permits', startsAt: 45, endsAt: 45 },
      { stage: 'lease', startsAt: 45, endsAt: 45 },
      { stage: 'operational', startsAt: 45, endsAt: 45 },
    ]);
  });
});
