import { afterEach, describe, expect, it } from '@jest/globals';
import type { Actor, JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { Story } from './story.js';

/* Granted now, made sure of later: by another approval, by a look at what was stated, by a confirmation before the time is over. */

const bob = staff('bob', 'officer', 'secp');
const cara = staff('cara', 'officer', 'secp');
const mia = staff('mia', 'manager', 'secp');
const parent: Actor = { id: 'parent:a', kind: 'parent', posts: [] };
const GRANT = { basis: 'Companies Act', text: 'Registered.' };

let story: Story;
function lodged(approval: JsonObject, clocks: Clocks, data: JsonObject = {}): Story {
  story = new Story({ ...PERMIT_CLOCKS, showCause: clock(15), ...clocks }, { approval });
  story.open('p', { workflow: 'permit', agency: 'secp', data: { approval: 'company', ...data }, rules: 'company' });
  return story.on('2026-01-05').do('p', ann, 'lodge', { undertaking: 'Whoever is not cleared will be replaced.' });
}
function granted(...given: Parameters<typeof lodged>): Story {
  lodged(...given)
    .do('p', bob, 'declareComplete')
    .do('p', bob, 'recommend', { outcome: 'grant', text: 'In order.' });
  return story.do('p', cara, 'grant', GRANT);
}

afterEach(() => story.audit());

describe('granted now, confirmed later', () => {
  const approval = {
    kind: 'registration',
    silence: { rule: 'grant-then-confirm', by: 'clearance', basis: 'undertaking' },
  };
  const clocks = { replacement: clock(30, { onReturn: 'reset' }) };
  const registered = (): Story => {
    lodged(approval, clocks, { required: ['company', 'clearance'] });
    return story.do('p', bob, 'register', { ...GRANT, number: 'CUIN 4711' });
  };
  const decided = (outcome: string): Story =>
    story.do('p', parent, 'confirmationDecided', { approval: 'clearance', outcome });

  it('registers on an undertaking, by the act of one officer, while the clearance is awaited', () => {
    registered();
    expect(story.data('p')).toMatchObject({
      lodging: { undertaking: 'Whoever is not cleared will be replaced.' },
      grant: { how: 'registered', by: 'bob.secp' },
    });
    expect(story.within('p', 'inForce', 'confirmation')).toBe('awaited');
    expect(story.holder('p')).toBe('nobody');
  });

  it('is confirmed by the clearance', () => {
    registered().on('2026-04-01');
    decided('in-force');
    expect(story.within('p', 'inForce', 'confirmation')).toBe('confirmed');
    expect(story.tasks('p')).toEqual([]);
  });

  it('forces the replacement of the person when the clearance is refused; the company stands', () => {
    registered().on('2026-04-01');
    decided('refused');
    expect(story.tasks('p')).toEqual(['Replace the person who was not cleared']);
    expect(story.due('p', 'replacement')).toBe('2026-05-01');
    expect(story.holder('p')).toBe('investor');
    expect(story.standing('p')).toBe('valid');
    story.on('2026-04-20').do('p', ann, 'replacePerson', { person: 'Li Wei', text: 'Elected on 18 April.' });
    expect(story.within('p', 'inForce', 'confirmation')).toBe('awaited');
    expect(story.data('p')['replacements']).toMatchObject([{ person: 'Li Wei', by: 'ann' }]);
    decided('in-force');
    expect(story.within('p', 'inForce', 'confirmation')).toBe('confirmed');
  });

  it('leads over a notice to show cause to the loss of the registration where nobody is replaced', () => {
    registered().on('2026-04-01');
    decided('refused').on('2026-05-01');
    expect(story.tasks('p')).toContain('Give notice to show cause why the person is not replaced');
    story.do('p', bob, 'giveNotice', { code: 'person-not-cleared', basis: 'undertaking', text: 'Nobody came.' });
    story.on('2026-05-16').do('p', mia, 'revoke', { code: 'person-not-cleared', basis: 'Act', text: 'Nobody came.' });
    expect(story.stage('p')).toBe('revoked');
  });

  it('awaits nobody where the clearance does not apply to the application', () => {
    granted(approval, clocks, { required: ['company'] });
    expect(story.within('p', 'inForce', 'confirmation')).toBe('none');
  });

  it('falls again when a clearance that was given is lost', () => {
    registered();
    decided('in-force').on('2027-01-01');
    decided('revoked');
    expect(story.tasks('p')).toEqual(['Replace the person who was not cleared']);
  });
});

describe('granted now, verified later', () => {
  const approval = { silence: { rule: 'grant-then-verify', basis: 'register first, verify later' } };
  const clocks = { verification: clock(30, { start: 'granted' }) };
  const FAILED = { code: 'false-statement', basis: 'Sales Tax Act', text: 'There is no meter at the site.' };

  it('has a clock on the officer who verifies, from the grant', () => {
    granted(approval, clocks);
    expect(story.tasks('p')).toEqual(['Verify what was granted']);
    expect(story.due('p', 'verification')).toBe('2026-02-04');
    expect(story.holder('p')).toBe('secp');
    story.on('2026-02-04');
    expect(story.notices('p')).toContain('verification-overdue');
    expect(story.standing('p')).toBe('valid');
    story.do('p', bob, 'verify', { text: 'Seen on site.' });
    expect([story.tasks('p'), story.holder('p')]).toEqual([[], 'nobody']);
  });

  it('hears the investor before anything is lost by a verification that fails', () => {
    granted(approval, clocks).on('2026-01-20').do('p', bob, 'failVerification', FAILED);
    expect(story.standing('p')).toBe('valid');
    expect(() => story.do('p', mia, 'revoke', FAILED)).toThrow('is not possible in state');
    story.on('2026-01-25').do('p', ann, 'answerNotice', { text: 'The meter was moved.' });
    story.do('p', mia, 'suspend', FAILED);
    expect(story.standing('p')).toBe('suspended');
    expect(story.data('p')['causes']).toMatchObject([
      { what: 'notice', of: 'failVerification' },
      { what: 'answer', text: 'The meter was moved.' },
      { what: 'suspended' },
    ]);
  });

  it('may end with the notice let fall', () => {
    granted(approval, clocks).do('p', bob, 'failVerification', FAILED);
    story
      .do('p', ann, 'answerNotice', { text: 'The meter was moved.' })
      .do('p', mia, 'dropNotice', { text: 'So it is.' });
    expect([story.standing('p'), story.tasks('p')]).toEqual(['valid', []]);
  });
});

describe('a provisional grant', () => {
  const provisional = (clocks: Clocks): Story => {
    lodged({}, clocks)
      .do('p', bob, 'declareComplete')
      .do('p', bob, 'recommend', { outcome: 'grant', text: 'In order.' });
    return story.do('p', cara, 'grant', { ...GRANT, provisional: true });
  };

  it('is used from the day on which it is given, and expires unless it is confirmed', () => {
    provisional({ provisional: clock(180, { start: 'granted' }) });
    expect(story.standing('p')).toBe('valid');
    expect(story.due('p', 'provisional')).toBe('2026-07-04');
    story.on('2026-07-04');
    expect(story.at('p')).toBe('expired');
  });

  it('stays when it is confirmed in time', () => {
    provisional({ provisional: clock(180, { start: 'granted' }) }).on('2026-07-01');
    story.do('p', bob, 'confirmGrant', { basis: 'Boilers Act', text: 'Tested.' }).on('2027-07-01');
    expect([story.standing('p'), story.data('p')['grant']]).toMatchObject(['valid', { provisional: false }]);
  });

  it('does not expire by a time that nobody confirmed: the head of the agency says whether it has', () => {
    provisional({ provisional: clock(180, { start: 'granted', confirmed: false }) }).on('2026-07-04');
    expect(story.standing('p')).toBe('valid');
    expect(story.tasks('p')).toEqual(['Say whether the provisional grant has lapsed']);
    story.do('p', mia, 'declareLapsed', {
      code: 'not-confirmed-in-time',
      basis: 'Boilers Act',
      text: 'Nobody asked for the test.',
    });
    expect(story.at('p')).toBe('expired');
  });
});
