import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, MILL, PERMIT_CLOCKS, proofOf, staff } from './country.js';
import { accepted, approveProject, desk, draft, inPermits, obtain, opened, recommend, standing } from './mill.js';
import { atTen as at, type Story } from './story.js';

/* What one approval means for the others of its application: a stay that reaches further, a condition, another kind, another forum. */

const STAY = { court: 'Lahore High Court', number: 'W.P. 113/2026', date: '2026-02-10' };
const LIFTED = { number: 'W.P. 113/2026', date: '2026-03-10' };
const CHALLAN = { number: 'C-17', amount: 10_000, paidOn: '2026-01-30' };
const GRANT = { basis: 'Act', text: 'In order.' };

let story: Story;
afterEach(() => story.audit());

describe('a court that stays an approval with what depends on it', () => {
  const both = (): string[] =>
    ['zone', 'environment', 'building'].filter((key) => Object.hasOwn(story.state('a').children, key));
  const zone = (): string => story.child('a', 'zone');

  it('stops the cases that depend on it, and all of it is the court’s time', () => {
    story = inPermits().on('2026-02-10');
    story.do(zone(), staff('first', 'officer', 'sezc'), 'stay', { ...STAY, dependents: true });
    expect(both()).toEqual(['zone', 'environment']);
    expect(both().map((key) => story.holder(story.child('a', key)))).toEqual(['court', 'court']);
    expect(story.data(story.child('a', 'environment'))['stayAbove']).toMatchObject(STAY_OF_COURT);
    story.on('2026-03-10').do(zone(), staff('first', 'officer', 'sezc'), 'liftStay', LIFTED);
    expect(story.standing(zone())).toBe('valid');
    expect(story.at(story.child('a', 'environment'))).toMatchObject({ pending: { lodging: 'open' } });
  });

  it('leaves the others alone where the order is about one alone', () => {
    story = inPermits().on('2026-02-10');
    story.do(zone(), staff('first', 'officer', 'sezc'), 'stay', STAY);
    expect(story.holder(story.child('a', 'environment'))).toBe('investor');
  });

  it('does not free what it has stayed by itself as well', () => {
    story = inPermits().on('2026-02-10');
    story.do(zone(), staff('first', 'officer', 'sezc'), 'stay', { ...STAY, dependents: true });
    const environment = story.child('a', 'environment');
    story.do(environment, staff('first', 'officer', 'epa'), 'stay', { ...STAY, number: 'W.P. 200/2026' });
    story.on('2026-03-10').do(zone(), staff('first', 'officer', 'sezc'), 'liftStay', LIFTED);
    expect(story.holder(environment)).toBe('court');
    story.do(environment, staff('first', 'officer', 'epa'), 'liftStay', LIFTED);
    expect(story.holder(environment)).toBe('investor');
  });
});

const STAY_OF_COURT = { court: 'Lahore High Court', number: 'W.P. 113/2026' };

describe('a grant under a condition precedent', () => {
  it('opens nothing that depends on it before it is discharged', () => {
    story = inPermits();
    const environment = recommend(story, 'environment');
    const conditions = [{ kind: 'precedent', text: 'A bank guarantee.' }];
    story.do(environment, staff('second', 'officer', 'epa'), 'grant', { ...GRANT, conditions });
    expect(standing(story, 'environment')).toBe('conditional');
    expect(Object.keys(story.state('a').children)).not.toContain('building');
    story.do(environment, ann, 'reportDischarge', { text: 'Enclosed.' });
    story.do(environment, staff('first', 'officer', 'epa'), 'confirmDischarge');
    expect(standing(story, 'environment')).toBe('in-force');
    expect(Object.keys(story.state('a').children)).toContain('building');
  });
});

describe('an agency that finds that another kind of approval is needed', () => {
  it('closes the case as converted; the other opens with the papers and the time of receipt of the first', () => {
    story = inPermits().on('2026-02-01');
    const first = story.child('a', 'environment');
    story.do(first, ann, 'lodge', { papers: ['IEE report'], challan: CHALLAN });
    story.on('2026-02-08').do(first, staff('first', 'officer', 'epa'), 'convert', {
      to: 'eia',
      basis: 'Schedule II',
      text: 'A dyeing house.',
    });
    expect(story.at(first)).toBe('converted');
    const second = story.child('a', 'eia');
    expect(story.data(second)).toMatchObject({
      lodging: { papers: ['IEE report'], challan: CHALLAN, at: at('2026-02-01') },
      received: { from: 'environment' },
    });
    expect(story.tasks(second)).toEqual(['Check whether the filing is complete']);
    expect(story.state(second).marks).toMatchObject({ received: at('2026-02-01'), lodged: at('2026-02-08') });
  });

  it('is followed by what depended on the first', () => {
    story = inPermits();
    const first = story.child('a', 'environment');
    story.do(first, ann, 'lodge').do(first, staff('first', 'officer', 'epa'), 'convert', {
      to: 'eia',
      basis: 'Schedule II',
      text: 'A dyeing house.',
    });
    expect(Object.keys(story.state('a').children)).not.toContain('building');
    obtainReceived(story.child('a', 'eia'));
    expect(standing(story, 'eia')).toBe('in-force');
    expect(Object.keys(story.state('a').children)).toContain('building');
  });
});

/** A mill in a zone, and its warehouse at another place. */
const TWO: JsonObject = {
  ...MILL,
  sites: { mill: {}, store: { province: 'sindh', zone: 'none', environmentalSchedule: 'none', workers: 4 } },
};

describe('an agency of one of several sites', () => {
  it('converts the approval of its site, and what waits there waits for the other kind', () => {
    story = obtain(approveProject(obtain(accepted(TWO), 'company', 'tax')), 'zone@mill');
    const conversion = { to: 'eia', basis: 'Schedule II', text: 'A dyeing house.' };
    const first = story.child('a', 'environment@mill');
    story.do(first, ann, 'lodge').do(first, staff('first', 'officer', 'epa'), 'convert', conversion);
    const second = story.state(story.child('a', 'eia@mill'));
    expect(second).toMatchObject({ rules: 'eia', agency: 'epa' });
    expect(story.data(second.id)['application']).toMatchObject({ site: 'mill' });
    expect(opened(story)).not.toContain('building@mill');
    obtainReceived(second.id);
    expect([standing(story, 'eia@mill'), opened(story).at(-1)]).toEqual(['in-force', 'building@mill']);
  });
});

function obtainReceived(id: string): void {
  const [first, second] = ['first', 'second'].map((name) => staff(name, 'officer', story.state(id).agency ?? ''));
  if (!first || !second) throw new Error('no officers');
  story.do(id, first, 'declareComplete').do(id, first, 'recommend', { outcome: 'grant', text: 'In order.' });
  story.do(id, second, 'grant', GRANT);
}

describe('an agency that is not competent', () => {
  it('transfers the filing to the one that is, with its time of receipt', () => {
    story = inPermits().on('2026-02-01');
    const first = story.child('a', 'environment');
    story.do(first, ann, 'lodge', { papers: ['IEE report'] }).on('2026-02-08');
    story.do(first, staff('first', 'officer', 'epa'), 'transfer', {
      to: 'epa-ict',
      basis: 'Rules',
      text: 'The site is in the capital.',
    });
    expect(story.at(first)).toBe('transferred');
    const second = story.child('a', 'environment.2');
    expect([story.holder(second), story.state(second).marks['received']]).toEqual(['epa-ict', at('2026-02-01')]);
    obtainReceived(second);
    expect(standing(story, 'environment')).toBe('in-force');
  });
});

describe('a clearance that confirms a registration', () => {
  const rules: JsonObject = {
    kind: 'registration',
    silence: { rule: 'grant-then-confirm', by: 'tax', basis: 'undertaking' },
  };
  const clocks = { ...PERMIT_CLOCKS, replacement: clock(30, { onReturn: 'reset' }) };

  it('is told by the application that knows both', () => {
    story = draft(MILL, clocks, { approval: rules }).do('a', ann, 'submit').do('a', desk, 'declareComplete');
    const company = story.child('a', 'company');
    story.do(company, ann, 'lodge').do(company, staff('first', 'officer', 'secp'), 'register', GRANT);
    expect(story.within(company, 'inForce', 'confirmation')).toBe('awaited');
    obtain(story, 'tax');
    expect(story.within(company, 'inForce', 'confirmation')).toBe('confirmed');
  });

  it('confirms at once where the investor holds it already', () => {
    story = draft({ ...MILL, held: [proofOf('tax')] }, clocks, { approval: rules });
    story.do('a', ann, 'submit').do('a', desk, 'declareComplete');
    const company = story.child('a', 'company');
    story.do(company, ann, 'lodge').do(company, staff('first', 'officer', 'secp'), 'register', GRANT);
    expect(story.data(company)['confirmation']).toMatchObject({ approval: 'tax', outcome: 'in-force' });
    expect(story.within(company, 'inForce', 'confirmation')).toBe('confirmed');
  });
});
