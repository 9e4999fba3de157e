import { describe, expect, it } from '@jest/globals';
import { pakistan } from './pakistan.js';

/* Land comes first: the plot is allotted and paid for in the review, and what is done on it comes after. The deed comes last. */

function ancestors(id: string, found = new Set<string>()): Set<string> {
  for (const earlier of pakistan.approval(id)?.dependsOn ?? []) {
    if (found.has(earlier)) continue;
    found.add(earlier);
    ancestors(earlier, found);
  }
  return found;
}

describe('a plot in a zone', () => {
  it('is allotted in the review, which no project leaves without it, against a challan of payment', () => {
    expect(pakistan.approval('plot-allotment')).toMatchObject({ stage: 'review', blocks: true, fee: { rule: 'due' } });
  });

  it('is there before every permit for what is done on it', () => {
    const free = pakistan.approvals.filter(
      ({ id, stage }) => stage === 'permits' && !ancestors(id).has('plot-allotment'),
    );
    expect(free.map(({ id }) => id)).toEqual([
      'site-title-confirmation', // outside zones, in place of the plot
      'boi-work-visa',
      'sez-customs-exemption', // of a zone enterprise, for plant that is not there yet
      'psw-subscription',
      'gem-exporter-registration',
    ]);
  });

  it('has its deed when the building is complete, and both count on the plot', () => {
    expect(pakistan.approval('lease-deed')?.dependsOn).toEqual(['plot-allotment', 'building-completion']);
  });
});
