import { describe, expect, it } from '@jest/globals';
import { load, LoadError, type EventDeclaration, type JsonObject } from '../../src/engine/index.js';
import { pakistan } from '../ruleset/pakistan.js';
import { workflows } from './country.js';

/* Whoever is refused, asked, made to wait or left to silence learns why: by a code, on what law, and in words. */

const all = Object.values(workflows).flatMap(({ definition: { id, events } }) =>
  Object.entries(events).map(([type, declaration]) => ({ name: `${id}.${type}`, ...declaration })),
);
const reasoned = all.filter(({ reasons }) => reasons !== undefined);
const of = (kind: string): readonly string[] =>
  reasoned.flatMap(({ name, reasons }) => (reasons === kind ? [name] : []));
const propertiesOf = ({ schema }: Pick<EventDeclaration, 'schema'>): { readonly [field: string]: JsonObject } =>
  (schema?.['properties'] ?? {}) as { readonly [field: string]: JsonObject };

/** Acts that sound like one of those and give their reasons otherwise. */
const OTHERWISE: { readonly [name: string]: string } = {
  'investor-approval.recommend': 'a recommendation decides nothing',
  'permit.recommend': 'a recommendation decides nothing',
  'investor-approval.vote': 'the minutes of what the votes came to carry the reasons',
  'investor-approval.returnMinutes': 'the minutes go back to the secretary, the investor is told nothing',
  'investor-approval.dismissCorrection': 'what was decided stands, with its own reasons',
  'permit.dismissCorrection': 'what was decided stands, with its own reasons',
  'permit.dismissAppeal': 'the authority above gives its reasons; the number of its order is recorded',
  'permit.adjournHearing': 'a date that an act sets: no clock of the agency is longer for it',
  'permit.denyDischarge': 'a finding: the condition says what was to be done',
  'duty.rejectReport': 'a finding: the duty says what was to be done',
  'duty.dismissConsequence': 'in favour of the investor',
  'permit.withdrawByParent': 'the parent’s act',
  'investor-approval.closeSitting': 'a finding of the secretary',
};

describe('acts that need reasons', () => {
  it('are these', () => {
    expect({ refusal: of('refusal'), query: of('query'), extension: of('extension'), silence: of('silence') }).toEqual({
      refusal: [
        'investor-approval.returnFiling',
        'investor-approval.decline',
        'investor-approval.refuse',
        'investor-approval.discontinue',
        'permit.returnFiling',
        'permit.refuse',
        'permit.declareLapsed',
        'permit.failVerification',
        'permit.suspend',
        'permit.revoke',
        'permit.setAside',
        'change.decline',
        'duty.proposeConsequence',
        'consultation.object',
      ],
      query: ['investor-approval.declareIncomplete', 'permit.declareIncomplete', 'permit.query', 'permit.giveNotice'],
      extension: ['duty.giveTime'],
      silence: ['permit.confirmSilence', 'permit.denySilence'],
    });
  });

  it.each(reasoned)('$name asks for a code, a basis and words', (event) => {
    const properties = propertiesOf(event);
    const required = event.schema?.['required'] as readonly string[];
    expect(required).toEqual(expect.arrayContaining(['basis', 'text']));
    const coded = required.filter((field) => Array.isArray(properties[field]?.['enum']));
    expect(coded.length).toBeGreaterThan(0);
    for (const field of ['basis', 'text']) expect(properties[field]).toMatchObject({ type: 'string', pattern: '\\S' });
  });

  it('include whatever asks for a code and a basis, or by its name says no', () => {
    const no =
      /^(refus|declin|reject|return|revok|cancel|deny|discontinu|object|suspend the permit)|lapsed|more time|silence has/i;
    const coded = (event: (typeof all)[number]): boolean =>
      'code' in propertiesOf(event) && 'basis' in propertiesOf(event);
    const missing = all.filter(
      (event) =>
        event.reasons === undefined &&
        OTHERWISE[event.name] === undefined &&
        event.by.some((power) => typeof power === 'object') &&
        (coded(event) || no.test(event.title)),
    );
    expect(missing.map(({ name }) => name)).toEqual(['investor-approval.cancelMeeting']);
  });

  it('make a workflow be refused whose form does not ask for them', () => {
    const wrong = (): unknown =>
      load(({ setup }) => ({
        id: 'w',
        version: '1',
        title: 'W',
        machine: setup({}).createMachine({ id: 'w', on: { refuse: {} } }),
        events: {
          refuse: {
            title: 'Refuse',
            by: [],
            reasons: 'refusal',
            schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
          },
        },
        tasks: {},
        rests: { '': 'a test' },
      }));
    expect(wrong).toThrow(LoadError);
    expect(wrong).toThrow('does not ask for a coded reason (a required choice), "basis"');
  });
});

describe('an extension of a clock', () => {
  it('is for one of the reasons that the ruleset names, wherever it allows one', () => {
    const rules = [
      ...pakistan.layers.map(({ clocks }) => clocks),
      ...['investor-approval', 'change', 'duty'].map((workflow) => pakistan.byKey(workflow, workflow).clocks),
    ];
    const extensions = rules.flatMap((clocks) => Object.values(clocks).flatMap(({ extension }) => extension ?? []));
    expect(extensions.length).toBeGreaterThan(50);
    expect(extensions.filter(({ reasons = [] }) => reasons.length === 0)).toEqual([]);
  });
});
