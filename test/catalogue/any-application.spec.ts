import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../../src/catalogue/load-catalogue.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { condition, simulate, type Actor, type CaseState, type JsonObject } from '../../src/engine/index.js';
import {
  isInForce,
  openable,
  placeOf,
  requiredOf,
  STAGES,
  type Approvals,
  type InCatalogue,
  type Required,
} from '../../workflows/investor-approval/1-approvals.js';
import { DEFAULTS, SITE_DEFAULTS } from '../../workflows/investor-approval/1-facts.js';
import { pakistan } from '../ruleset/pakistan.js';

/* Whatever an investor states, under the real ruleset, agencies and workflows. */

const NOW = Date.parse('2026-11-24T10:00:00+05:00');

const CHOICES: { readonly [fact: string]: readonly string[] } = {
  entry: ['company', 'branch', 'liaison'],
  sector: ['mining', 'gemstones', 'textiles', 'chemicals', 'agri', 'other', 'arms'],
  zone: ['sez', 'epz', 'estate', 'none'],
  zoneName: ['karachi-industrial-park', 'another'],
  province: ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb'],
  district: ['lahore', 'karachi', 'multan'],
  environmentalSchedule: ['none', 'checklist', 'IEE', 'EIA'],
  buildingCategory: ['I', 'II'],
};
const NUMBERS: { readonly [fact: string]: number } = { investmentUsd: 1_000_000_000, workers: 20, powerKw: 6_000 };

type Stated = fc.Arbitrary<string | number | boolean>;

/** What may be stated of a fact; null where nothing depends on it. */
function anyOf(name: string, value: unknown): Stated | null {
  if (CHOICES[name]) return fc.constantFrom(...CHOICES[name]);
  if (NUMBERS[name]) return fc.nat(NUMBERS[name]);
  return typeof value === 'boolean' ? fc.boolean() : null;
}

function factsLike(defaults: JsonObject): fc.Arbitrary<JsonObject> {
  const facts: { [name: string]: Stated } = {};
  for (const [name, value] of Object.entries(defaults)) {
    const stated = anyOf(name, value);
    if (stated) facts[name] = stated;
  }
  return fc.record(facts, { requiredKeys: [] });
}

const sites = fc.dictionary(fc.constantFrom('a', 'b', 'c'), factsLike(SITE_DEFAULTS), { maxKeys: 3 });
const held = fc.uniqueArray(fc.constantFrom(...pakistan.approvals.map(({ id }) => id)), { maxLength: 4 });
/** What may be stated: nothing, anything, at no site, at up to three; some approvals held already. */
const applications = fc.tuple(factsLike(DEFAULTS), sites, held).map(([facts, at, ids]): JsonObject => {
  const proofs = ids.map((approval) => ({ approval, number: '1', issuedBy: 'the agency', issuedOn: '2020-01-01' }));
  return { title: 'A project', sector: 'other', province: 'ict', ...facts, sites: at, held: proofs };
});

const { approvals: catalogueOfAll } = pakistan.byKey('investor-approval', 'investor-approval').input as unknown as {
  readonly approvals: readonly InCatalogue[];
};
const examination = { at: NOW, days: 30, rejected: [] };
const requiredFor = (data: JsonObject): Required[] =>
  requiredOf(condition, catalogueOfAll, { ...DEFAULTS, ...data }, examination);

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue({ configFolder: 'config', workflowFolders: [], production: false });
});

describe('whatever an investor states', () => {
  it('a condition of the ruleset finds the facts it asks for, and of the type it takes them for', () => {
    const types: { readonly [type: string]: string } = { truth: 'boolean', text: 'string', number: 'number' };
    const asked = Object.entries(pakistan.facts).map(([name, type]) => [name, types[type]]);
    expect(asked.filter(([name = '', type]) => typeof DEFAULTS[name] !== type)).toEqual([]);
  });

  it('each approval needed is needed once, and waits for others that are needed, never for itself in the end', () => {
    fc.assert(
      fc.property(applications, (data) => {
        const required = requiredFor(data);
        const ids = required.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(required.flatMap(({ dependsOn }) => dependsOn).filter((id) => !ids.includes(id))).toEqual([]);
        expect(waitingForEver(required)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('each approval needed has an office of the place, and rules of its own', () => {
    fc.assert(
      fc.property(applications, (data) => {
        const application = { ...DEFAULTS, ...data };
        for (const required of requiredFor(data)) {
          const facts = placeOf(application, required);
          const opening = { key: required.id, workflow: 'permit', agency: required.agency };
          const child = catalogue.child(parent(), {
            type: 'openChild',
            ...opening,
            data: { approval: required.approval, application: facts },
          });
          const office = catalogue.daySettings.agencies.find(({ id }) => id === child.agency);
          expect(office?.type).toBe(required.agency);
          expect([undefined, facts['province']]).toContain(office?.province);
          expect(catalogue.pinned(child).rules.input['approval']).toMatchObject({ agency: required.agency });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('every approval comes to be opened, stage by stage, when those before it are in force', () => {
    fc.assert(
      fc.property(applications, (data) => {
        const required = requiredFor(data);
        let standing: Approvals = { required, approvals: {} };
        for (const stage of STAGES) {
          for (let next = openable(standing, stage, NOW); next.length > 0; next = openable(standing, stage, NOW)) {
            const granted = next.map(({ id }) => [
              id,
              { approval: id, round: 1, outcome: 'in-force', openedAt: NOW, decidedAt: NOW },
            ]);
            standing = { required, approvals: { ...standing.approvals, ...Object.fromEntries(granted) } };
          }
        }
        expect(required.filter(({ id }) => !isInForce(standing, id, NOW))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('the application passes all stages when each of its approvals is granted', () => {
    fc.assert(
      fc.property(applications, (data) => {
        expect(walked(data)).toMatchObject({ operational: {} });
      }),
      { numRuns: 25 },
    );
  });
});

/** Approvals that remain when again and again those that wait for no other of them are taken away. */
function waitingForEver(required: readonly Required[]): string[] {
  let left = required;
  for (;;) {
    const ids = left.map(({ id }) => id);
    const next = left.filter(({ dependsOn }) => dependsOn.some((id) => ids.includes(id)));
    if (next.length === left.length) return ids;
    left = next;
  }
}

function parent(data: JsonObject = {}): CaseState {
  const opening = catalogue.opening('investor-approval', data, { id: 'a', owner: 'ann', now: NOW });
  return { ...opening, openedAt: NOW } as unknown as CaseState;
}

const person = (id: string, posts: Actor['posts']): Actor => ({ id, kind: 'person', posts });
const ann = person('ann', [{ role: 'investor' }]);
const desk = person('dina', [{ role: 'officer', agency: 'sifc' }]);
const members = ['one', 'two', 'three'].map((name) => person(name, [{ role: 'member', agency: 'sifc' }]));

/** Brings an application forward by the desk's acts, and tells it of a grant of each case that it has opened; gives where it comes to. */
function walked(data: JsonObject): unknown {
  const world = simulate(catalogue, NOW);
  const opening = catalogue.opening('investor-approval', data, { id: 'a', owner: 'ann', now: NOW });
  world.apply({ kind: 'open', opening, actor: ann });
  const act = (actor: Actor, type: string, said: JsonObject = {}): void =>
    void world.apply({ kind: 'command', case: 'a', command: { type, data: said, actor } });
  const grantAll = (): void => {
    const open = Object.entries(world.cases.get('a')?.children ?? {}).filter(([, { outcome }]) => outcome === null);
    for (const [child] of open)
      act({ id: `child:${child}`, kind: 'child', posts: [] }, 'approvalDecided', { child, outcome: 'in-force' });
    if (open.length > 0) grantAll();
  };
  const meet = (): void => {
    act(desk, 'convene', { heldOn: '2026-12-08', place: 'Islamabad' });
    world.advanceTo(Date.parse('2026-12-08T10:00:00+05:00'));
    for (const member of members) act(member, 'vote', { outcome: 'approve', text: 'On the papers.' });
    act(desk, 'closeSitting');
    act(desk, 'approve', { basis: 'Rules of business', text: 'Approved.' });
    for (const member of members.slice(0, 1)) act(member, 'confirmMinutes');
  };
  act(ann, 'submit');
  act(desk, 'declareComplete');
  grantAll();
  for (const finding of ['recordAppraisal', 'recordDiligence'])
    act(desk, finding, { finding: 'favourable', text: 'In order.' });
  const { body } = Object(world.cases.get('a')?.snapshot['context']) as { readonly body: JsonObject | null };
  if (body) act(desk, 'recommend', { outcome: 'approve', text: 'Approve.' });
  if (body?.['committee']) meet();
  grantAll();
  return world.cases.get('a')?.snapshot['value'];
}
