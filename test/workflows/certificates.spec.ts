import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks, type More } from './country.js';
import { Story } from './story.js';

/* Which papers a permit gives, and what becomes of each: what a holder could show to a bank or a court on any day. */

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const mia = staff('mia', 'manager', 'epa');
const GRANT = { basis: 'Act 1997 s. 12', text: 'No significant effect.' };
const REFUSAL = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };
const BREACH = { code: 'breach-of-conditions', basis: 'Act 1997 s. 16', text: 'Effluent above the standard.' };
const STAY = { court: 'Lahore High Court', number: 'W.P. 113/2026', date: '2026-02-10' };
const CLOCKS: Clocks = {
  ...PERMIT_CLOCKS,
  showCause: clock(15, { onReturn: 'reset' }),
  appealPeriod: clock(30, { start: 'served', onReturn: 'reset' }),
  appealFirst: clock(40, { start: 'appealed', onReturn: 'reset', force: 'target' }),
};
const APPEALABLE = { approval: { appeal: { first: 'Environmental Tribunal' } } };
const ORDER = { number: 'A-7', date: '2026-02-20', text: 'As counsel advises.' };

let story: Story;
function recommended(more: More = {}, clocks: Clocks = PERMIT_CLOCKS): Story {
  story = new Story(clocks, more);
  const application = { company: 'Mill Ltd', title: 'A mill', site: 'mill', district: 'lahore', province: 'punjab' };
  const data = { approval: 'environment', application };
  story.open('p', { workflow: 'permit', agency: 'epa', data, rules: 'environment' });
  story
    .do('p', ann, 'lodge', { papers: ['Map'] })
    .do('p', bob, 'declareComplete')
    .on('2026-02-01');
  return story.do('p', bob, 'recommend', { outcome: 'grant', text: 'Looked into.' });
}
const granted = (data: JsonObject = {}): Story => recommended().do('p', cara, 'grant', { ...GRANT, ...data });

/** Kinds and standings of the papers of the case, in the order in which they were issued. */
const papers = (): string[] =>
  (story.state('p').certificates ?? []).map(({ kind, standing }) => `${kind}: ${standing}`);
const said = (kind: string): JsonObject | undefined =>
  story.log
    .flatMap(({ effects }) => effects)
    .flatMap((effect) => (effect.type === 'issueCertificate' && effect.kind === kind ? [effect.data] : []))
    .at(-1);

afterEach(() => story.audit());

it('a filing is acknowledged with what was filed, and a grant certified with its terms and its place', () => {
  granted({ conditions: [{ kind: 'subsequent', text: 'Quiet at night.', by: '2027-06-30' }] });
  expect(papers()).toEqual(['acknowledgement: in-force', 'grant: in-force']);
  expect(said('acknowledgement')).toMatchObject({
    papers: ['Map'],
    receivedAt: Date.parse('2026-01-01T10:00:00+05:00'),
  });
  expect(said('grant')).toMatchObject({
    subject: 'approval',
    holder: 'Mill Ltd',
    siteName: 'mill',
    how: 'signed',
    text: 'No significant effect.',
    conditions: [{ kind: 'subsequent', text: 'Quiet at night.', by: '2027-06-30' }],
  });
});

it('a grant is called what the ruleset calls it', () => {
  recommended({ approval: { certificate: 'allotment' } }).do('p', cara, 'grant', GRANT);
  expect(papers()).toEqual(['acknowledgement: in-force', 'allotment: in-force']);
  story.do('p', mia, 'suspend', BREACH);
  expect(papers()).toEqual(['acknowledgement: in-force', 'allotment: suspended']);
});

it('references are of the year, told apart by event and kind, and the same when all is decided again', () => {
  granted();
  const first = (story.state('p').certificates ?? []).map(({ reference }) => reference);
  expect(new Set(first).size).toBe(2);
  for (const reference of first)
    expect(reference).toMatch(/^IJC-2026-([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
  granted();
  expect((story.state('p').certificates ?? []).map(({ reference }) => reference)).toEqual(first);
});

it('what goes by post is of no effect before it is served', () => {
  granted({ service: 'post' });
  expect(papers()).toContain('grant: unserved');
  story.do('p', bob, 'serve', { how: 'post', number: 'RL 7' });
  expect(papers()).toContain('grant: in-force');
});

it('conditions precedent keep it from working until they are discharged', () => {
  granted({ conditions: [{ kind: 'precedent', text: 'Build the plant first.' }] });
  expect(papers()).toContain('grant: conditional');
  story.do('p', ann, 'reportDischarge', { text: 'Built.' }).do('p', bob, 'confirmDischarge');
  expect(papers()).toContain('grant: in-force');
});

it('a suspension and a stay show on it, and it works again afterwards as it did before', () => {
  granted().do('p', mia, 'suspend', BREACH);
  expect(papers()).toContain('grant: suspended');
  story.do('p', bob, 'stay', STAY);
  expect(papers()).toContain('grant: stayed');
  story.do('p', bob, 'liftStay', { number: 'W.P. 113/2026', date: '2026-03-10' });
  expect(papers()).toContain('grant: suspended');
  story.do('p', mia, 'reinstate', { basis: 'Act', text: 'Mended.' });
  expect(papers()).toEqual(['acknowledgement: in-force', 'grant: in-force']);
});

it('silence gives a certificate of its own, in place of a decision that was signed and not served', () => {
  recommended()
    .on('2026-04-30')
    .do('p', cara, 'refuse', { ...REFUSAL, service: 'post' });
  expect(papers()).toContain('refusal: unserved');
  story.on('2026-05-06');
  expect(papers()).toEqual(['acknowledgement: in-force', 'refusal: superseded', 'grant: in-force']);
  expect(said('grant')).toMatchObject({ how: 'deemed' });
  const [, refusal, grant] = story.state('p').certificates ?? [];
  expect(refusal?.by).toBe(grant?.reference);
});

it('a provisional grant gives way to the final one', () => {
  granted({ provisional: true }).do('p', bob, 'confirmGrant', { basis: 'Act', text: 'Shown.' });
  expect(papers()).toEqual(['acknowledgement: in-force', 'grant: superseded', 'grant: in-force']);
  expect(said('grant')).toMatchObject({ provisional: false });
});

it('surrendered and expired grants say so', () => {
  granted().do('p', ann, 'surrender');
  expect(papers()).toContain('grant: surrendered');
  recommended({}, { ...PERMIT_CLOCKS, expiry: clock(30, { start: 'granted' }) }).do('p', cara, 'grant', GRANT);
  story.on('2026-06-01');
  expect(papers()).toContain('grant: expired');
});

describe('a revocation', () => {
  const revoked = (): Story =>
    recommended(APPEALABLE, CLOCKS)
      .do('p', cara, 'grant', GRANT)
      .do('p', bob, 'giveNotice', BREACH)
      .do('p', ann, 'answerNotice', { text: 'It was one day.' })
      .do('p', mia, 'revoke', BREACH);

  it('is an order of its own, and the grant is revoked', () => {
    revoked();
    expect(papers()).toEqual(['acknowledgement: in-force', 'grant: revoked', 'revocation: in-force']);
    expect(said('revocation')).toMatchObject({ code: 'breach-of-conditions', text: 'Effluent above the standard.' });
  });

  it('that is stayed on appeal lets the grant work, and one that is set aside brings it back for good', () => {
    revoked().do('p', ann, 'fileAppeal', { text: 'Unheard.' }).do('p', mia, 'stayDecision', ORDER);
    expect(papers()).toEqual(['acknowledgement: in-force', 'grant: in-force', 'revocation: stayed']);
    story.do('p', mia, 'setAside', { code: 'order-of-authority', basis: 'Act s. 22', text: 'Unheard.' });
    expect(papers()).toEqual(['acknowledgement: in-force', 'grant: in-force', 'revocation: annulled']);
  });
});

describe('a refusal', () => {
  it('says why and where an appeal lies, and that a part is sealed but not which', () => {
    const sealed = { digest: 'a'.repeat(64), custodian: 'epa' };
    recommended(APPEALABLE, CLOCKS).do('p', cara, 'refuse', { ...REFUSAL, sealed });
    expect(said('refusal')).toMatchObject({
      code: 'environmental-harm',
      sealed: true,
      appealTo: 'Environmental Tribunal',
    });
    expect(JSON.stringify(said('refusal'))).not.toContain('aaaa');
  });

  it('that is corrected is annulled, and the decision taken anew is another paper', () => {
    recommended().do('p', cara, 'refuse', REFUSAL);
    story
      .do('p', cara, 'proposeCorrection', { seq: 5, text: 'Of another stream.' })
      .do('p', mia, 'countersignCorrection');
    expect(papers()).toEqual(['acknowledgement: in-force', 'refusal: annulled']);
    story.do('p', cara, 'grant', GRANT);
    expect(papers()).toEqual(['acknowledgement: in-force', 'refusal: annulled', 'grant: in-force']);
  });

  it('that an authority sets aside is annulled', () => {
    recommended(APPEALABLE, CLOCKS)
      .do('p', cara, 'refuse', REFUSAL)
      .do('p', ann, 'fileAppeal', { text: 'Wrong stream.' });
    story.do('p', mia, 'setAside', { code: 'order-of-authority', basis: 'Act s. 22', text: 'Wrong stream.' });
    expect(papers()).toEqual(['acknowledgement: in-force', 'refusal: annulled']);
  });
});

it('a grant that an authority sets aside is annulled', () => {
  granted().do('p', mia, 'setAside', { code: 'order-of-court', basis: 'Constitution art. 199', text: 'Ultra vires.' });
  expect(papers()).toEqual(['acknowledgement: in-force', 'grant: annulled']);
});
