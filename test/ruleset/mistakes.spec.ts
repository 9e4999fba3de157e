import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { loadRulesets } from '../../src/ruleset/index.js';
import { ConfigError } from '../../src/yaml/index.js';
import { folderWith, messagesOf, mistakes, problemsOf, SAMPLE, spoilt, told } from './sample.js';

const FORM = mistakes(`
an unknown key | title: A small => titel: A small | 2:1 | expected one of the keys id, title, effectiveFrom, status, workflows, facts, particulars, sees, recognition, bodies, screening, voids, clocks, omitted, papers, approvals (found the key "titel")
a missing key | ⏎    legalBasis: Companies Act => | 25:5 | expected the key "legalBasis" (found only id, name, kind, agency, stage, applies, dependsOn, silence, blocks, source, confidence)
a key given twice | ⏎    blocks: true => ⏎    blocks: true⏎    blocks: false | 35:5 | expected each key once (found this one again)
a number for text | version: '1' => version: 1 | 6:22 | expected text (found the number 1; put it in quotes)
text for truth | confirmed: false => confirmed: no | 16:18 | expected true or false (found "no")
a word that is none of those allowed | force: target => force: law | 13:14 | expected one of limit, target (found "law")
a stage nobody knows | stage: permits => stage: permit | 42:12 | expected one of application, review, permits, lease, operational (found "permit")
a cause that is no code | cause: court-stay => cause: the judge | 18:25 | expected one of incomplete-papers, site-visit-refused, fee-unpaid, court-stay, regime-suspended (found "the judge")
a length without a unit | length: 45 days => length: 45 | 50:41 | expected text (found the number 45; put it in quotes)
a length of no known unit | length: 45 days => length: 45 dayz | 50:41 | expected milliseconds, seconds, minutes, hours, days, weeks
half a day | 20 working days => 1.5 days | 14:15 | expected a whole number, a space and a unit, such as '30 days' or '10 working days' (found "1.5 days")
a paper that nobody asks for | facts: { => papers: [{ id: plan, title: Plan, asked: [] }]⏎facts: { | 8:42 | expected at least 1 of them (found an empty list)
a paper without the word of anybody | facts: { => papers: [{ id: plan, title: Plan, asked: [{ by: company, confirmed: true }] }]⏎facts: { | 8:43 | expected the key "source" (found only by, confirmed)
a date that is none | 2025-01-01 => 2025-02-30 | 3:16 | expected a date such as 2026-03-20 (found "2025-02-30")
a figure without its source | length: 30 days, source: another page, => length: 30 days, | 66:21 | expected the key "source" beside "length" (found only force, length, confirmed)
an empty source | source: planning => source: "" | 15:15 | expected some text (found "")
no value | agency: secp => agency: | 28:12 | expected text (found nothing)
an id in capitals | agency: secp => agency: SECP | 28:13 | expected a word of small letters, digits and hyphens (found "SECP")
a clock with no good name | ⏎      deemed: => ⏎      deemed-grant: | 51:7 | expected a name such as decision or afterReminder as a key (found "deemed-grant")
a list for a mapping | facts: { province: text, zone: text, workers: number, held: list, builds: truth } => facts: [province] | 8:8 | expected keys with values (found a list)
a type of fact nobody knows | held: list => held: array | 8:61 | expected one of truth, text, number, list (found "array")
the same dependency twice | [company, plot] => [company, plot, company] | 44:16 | expected each entry once (found entries 1 and 3 alike)
an amount without its currency | blocks: true => blocks: true⏎    fee: { rule: due, amount: 5, note: five, source: a page } | 35:10 | expected the key "currency" beside "amount" (found only rule, amount, note, source)
a fee that is neither due nor not | blocks: true => blocks: true⏎    fee: { rule: perhaps, note: five, source: a page } | 35:18 | expected one of none, due, on-challan (found "perhaps")
text that is no YAML | id: sample => id: [sample | 2:1 | expected YAML (found: 
`);

const MEANING = mistakes(`
an id that is not the name of the file | id: sample => id: other | 1:5 | expected the id sample, as it is named (found "other")
a condition that is no CEL | applies: builds => applies: builds && | 31:14 | expected a condition in CEL: Unexpected token: EOF (found: builds &&)
a fact nobody declared | province == "punjab" => provnce == "punjab" | 64:15 | expected a condition over the declared facts: Unknown variable: provnce (found: provnce == "punjab")
facts that do not compare | workers >= 10 => workers >= "10" | 43:14 | no such overload: double >= string
a condition that gives no truth | applies: builds => applies: province | 31:14 | expected a condition that gives true or false: this one gives string (found: province)
a dependency on nothing known | [company, plot] => [company, plots] | 44:26 | expected an approval of this ruleset, or one listed under "omitted" (found "plots")
a dependency on a later stage | dependsOn: [] => dependsOn: [examination] | 32:17 | expected a predecessor of company no later than the stage application (found "examination", which comes in the stage permits)
a circle of dependencies | dependsOn: [] => dependsOn: [examination] | 44:17 | expected approvals that wait for none that waits for them (found company → examination → company)
an approval that waits for itself | dependsOn: [] => dependsOn: [company] | 32:17 | expected approvals that wait for none that waits for them (found company → company)
an approval given twice | - id: examination => - id: company | 37:9 | expected each id once (found "company" again)
an approval both left out and present | { id: plot, => { id: company, | 23:11 | expected what is left out (found "company", an approval below)
a confirmed limit without a source seen | confidence: sourced => confidence: unverified | 50:77 | expected no confirmed limit in an approval that is unverified (found one)
a new clock that is not whole | ⏎        onReturn: carry⏎        roll: next-open-day => | 51:7 | expected a whole clock, for nothing lies beneath it in the clocks of permit (found no onReturn, roll)
a rule of silence without its parts | , from: a complete filing => | 45:14 | expected the key "from" for the rule deemed (found only rule, after, basis)
a rule of silence with parts of another | silence: { rule: none } => silence: { rule: none, after: 5 days } | 33:14 | expected no key "after" for the rule none (found it)
silence and its clock that disagree | after: 4 months => after: 120 days | 45:14 | expected a clock "deemed" of 120 days (found one of 4 months)
a variant that adds a dependency | when: province == "punjab" => when: province == "punjab"⏎        dependsOn: [examination] | 65:21 | expected one of the dependencies of examination (found "examination")
a duty without its clock | blocks: true => blocks: true⏎    clockOwner: investor | 25:5 | expected a clock "duty" where the clock is the investor's, and only there (found none)
a body that decides in no way | facts: { => bodies: [{ id: board, title: Board, when: builds, legalBasis: Act, source: page, confirmed: true }]⏎facts: { | 8:10 | expected an approval by which it decides, or how it sits as a committee, and not both
a body on a condition that is none | facts: { => bodies: [{ id: board, title: Board, when: sector == "x", legalBasis: Act, approval: examination, source: page, confirmed: true }]⏎facts: { | 8:43 | expected a condition over the declared facts: Unknown variable: sector
a body by an approval nobody knows | facts: { => bodies: [{ id: board, title: Board, when: builds, legalBasis: Act, approval: licence, source: page, confirmed: true }]⏎facts: { | 8:78 | expected one of the approvals below (found "licence")
a quorum beyond the members | facts: { => bodies: [{ id: board, title: Board, when: builds, legalBasis: Act, committee: { members: 3, quorum: 4, majority: voting, noticeDays: 0 }, source: page, confirmed: true }]⏎facts: { | 8:79 | expected a quorum of no more than its members
letters on a condition that is none | facts: { => screening: { letters: 1, source: page, confirmed: true, variants: [{ when: sector, letters: 3, source: page, confirmed: true }] }⏎facts: { | 8:76 | expected a condition over the declared facts: Unknown variable: sector (found: sector)
priority where silence grants | , from: a complete filing, basis: the regulations }⏎ => , from: a complete filing, basis: the regulations }⏎    priority: { over: ground, source: a page, confirmed: true }⏎ | 45:14 | expected no grant by silence where the first received is granted: it would not ask who that is
a fact that nobody declared for agencies to see | facts: { => sees: [{ id: all, by: [company], facts: [worker], source: page, confirmed: false }]⏎facts: { | 8:42 | expected one of the facts or particulars of this ruleset (found "worker")
facts for an approval nobody knows | facts: { => sees: [{ id: all, by: [licence], facts: [workers], source: page, confirmed: false }]⏎facts: { | 8:24 | expected an approval of this ruleset (found "licence")
agencies that do not see where a case is | facts: { => sees: [{ id: all, facts: [province], source: page, confirmed: false }]⏎facts: { | 8:7 | expected that every agency sees company, province, zoneName, sector, by an entry without "by" (found no company, zoneName, sector)
a paper asked for by nothing known | facts: { => papers: [{ id: plan, title: Plan, asked: [{ by: licence, source: page, confirmed: true }] }]⏎facts: { | 8:49 | expected an approval of this ruleset (found "licence")
a paper of a site for what is needed once | facts: { => papers: [{ id: plan, title: Plan, per: site, asked: [{ by: examination, source: page, confirmed: true }] }]⏎facts: { | 8:60 | expected an approval that is needed at each site, as the paper is (found "examination", which is needed once)
a paper on a condition that is none | facts: { => papers: [{ id: plan, title: Plan, asked: [{ by: company, when: sector, source: page, confirmed: true }] }]⏎facts: { | 8:64 | expected a condition over the declared facts: Unknown variable: sector (found: sector)
a paper asked for where that cannot count | facts: { => papers: [{ id: plan, title: Plan, asked: [{ by: company, source: page, confirmed: true }, { by: company, when: builds, source: page, confirmed: true }] }]⏎facts: { | 8:97 | expected no more of company after an entry without a condition
a paper given twice | facts: { => papers: [{ id: plan, title: Plan, asked: [{ by: company, source: page, confirmed: true }] }, { id: plan, title: Plan, asked: [{ by: company, source: page, confirmed: true }] }]⏎facts: { | 8:100 | expected each id once (found "plan" again)
a clock of silence without the rule | { rule: deemed, after: 4 months, from: a complete filing, basis: the regulations } => { rule: none } | 45:14 | expected no clock "deemed" under this rule of silence (found one of 4 months)
`);

/** What is said of a file `sample.yaml`, without its folder. */
function said(text: string): string[] {
  const folder = folderWith({ 'sample.yaml': text });
  return messagesOf(() => loadRulesets(folder)).map((message) => message.replace(join(folder, '/'), ''));
}

describe('a ruleset with a mistake', () => {
  it('is not what the sample is', () => {
    expect(loadRulesets(folderWith({ 'sample.yaml': SAMPLE })).get('sample').title).toBe('A small ruleset');
  });

  it.each(FORM)('in its form: $what', ({ change, place, message }) => {
    expect(told(said(spoilt(SAMPLE, change)), `sample.yaml:${place}`, message)).toEqual(expect.any(String));
  });

  it.each(MEANING)('in its meaning: $what', ({ change, place, message }) => {
    expect(told(said(spoilt(SAMPLE, change)), `sample.yaml:${place}`, message)).toEqual(expect.any(String));
  });

  it('may not point elsewhere by an alias, for a figure stands beside its source', () => {
    const anchored = spoilt(SAMPLE, ['source: planning', 'source: &page planning']);
    expect(said(spoilt(anchored, ['source: a page', 'source: *page']))).toEqual([
      'sample.yaml:35:13: expected the words themselves (found the alias *page)',
    ]);
  });

  it('tells all its mistakes at once, in the order of the file', () => {
    const text = spoilt(spoilt(SAMPLE, ['stage: permits', 'stage: permit']), ['force: target', 'force: law']);
    expect(said(text).map((message) => message.split(': ')[0])).toEqual(['sample.yaml:13:14', 'sample.yaml:42:12']);
  });

  it('is told together with those of other files, as file:line:column', () => {
    const folder = folderWith({
      'sample.yaml': spoilt(SAMPLE, ['force: target', 'force: law']),
      'second.yaml': SAMPLE,
    });
    expect(() => loadRulesets(folder)).toThrow(ConfigError);
    expect(() => loadRulesets(folder)).toThrow(
      `${join(folder, 'sample.yaml')}:13:14: expected one of limit, target (found "law")\n` +
        `${join(folder, 'second.yaml')}:1:5: expected the id second, as it is named (found "sample")`,
    );
  });

  it('gives an agency that has no office in some province', () => {
    const folder = folderWith({ 'sample.yaml': SAMPLE });
    const agencyTypes = new Set(['secp', 'epa']);
    const offices = { agencyTypes, provincesWithout: (type: string) => (type === 'epa' ? ['gb', 'kp'] : []) };
    expect(messagesOf(() => loadRulesets(folder).checkAgencies(offices))).toEqual([
      `${join(folder, 'sample.yaml')}:40:13: expected an agency with an office in every province of the settings, also in gb, kp (found "epa")`,
    ]);
  });

  it('gives an agency that no settings have', () => {
    const folder = folderWith({ 'sample.yaml': SAMPLE });
    expect(
      problemsOf(() =>
        loadRulesets(folder).checkAgencies({ agencyTypes: new Set(['secp', 'fbr']), provincesWithout: () => [] }),
      ),
    ).toEqual([
      {
        file: join(folder, 'sample.yaml'),
        line: 40,
        column: 13,
        message: 'expected one of the agencies of the settings: fbr, secp (found "epa")',
      },
    ]);
  });
});
