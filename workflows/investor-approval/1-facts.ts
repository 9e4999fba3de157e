import type { JsonObject } from '../../src/engine/json.js';
import { choice, date, list, object, personal, text } from './1-schema.js';

/** What an application states. The conditions of the ruleset ask these by name. */
export type Facts = JsonObject;

const yes = (title: string): JsonObject => ({ type: 'boolean', title });
const count = (title: string, maximum: number): JsonObject => ({ type: 'integer', title, minimum: 0, maximum });

const SECTORS = 'mining gemstones textiles engineering chemicals agri other'.split(' ');
const RESTRICTED = 'arms high-explosives radioactive security-printing alcohol'.split(' ');
export const SCHEDULES = ['none', 'checklist', 'IEE', 'EIA'];

/** The proof of an approval that the investor holds already. */
const HELD = object('Approval already held', {
  approval: text('Approval', 60),
  'site?': text('Site, where there are several', 30),
  number: text('Number', 100),
  issuedBy: text('Issued by', 200),
  issuedOn: date('Issued on'),
  'expiresOn?': date('Last day on which it holds'),
  'document?': text('Document', 200),
});

/** A member of a consortium before there is a company. */
const MEMBER = object('Member', {
  name: personal(text('Name', 200)),
  share: { type: 'number', title: 'Share in percent', exclusiveMinimum: 0, maximum: 100 },
  'nationality?': personal(text('Country', 60)),
  'lead?': yes('Acts for all'),
});

type Fields = { readonly [name: string]: readonly [JsonObject, JsonObject[string]] };

/** The field, and what holds where the investor says nothing: every field is there when a condition asks for it. */
const OF_THE_PROJECT: Fields = {
  title: [text('Title of the project', 200), ''],
  company: [text('Company, or the consortium that will form it', 200), ''],
  consortium: [list('Members of the consortium that will form the company', MEMBER, 0), []],
  foreign: [yes('A foreign investor takes part'), false],
  foreignDirectors: [yes('There are foreign directors'), false],
  entry: [choice('Form of entry', ['company', 'branch', 'liaison']), 'company'],
  incorporated: [yes('The company is registered in Pakistan'), false],
  visaYears: [{ type: 'integer', title: 'Years of the investor visa', enum: [1, 3, 5] }, 1],
  held: [list('Approvals already held', HELD, 0), []],
  investmentUsd: [count('Investment in US dollars', 1_000_000_000_000), 0],
  imports: [yes('Goods are imported'), false],
  exports: [yes('Goods are exported'), false],
  employsForeigners: [yes('Foreigners are employed'), false],
  approvedChineseProject: [yes('A Chinese company’s project that the government has approved'), false],
};

/** What a site may state for itself. What it does not, is as the application says for the whole. */
const OF_SITES: Fields = {
  sector: [choice('Sector', [...SECTORS, ...RESTRICTED]), 'other'],
  zone: [choice('Zone', ['sez', 'epz', 'estate', 'none']), 'none'],
  zoneName: [text('Name of the zone, in small letters and hyphens', 60), ''],
  province: [choice('Province', ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb']), 'ict'],
  district: [text('District, in small letters', 60), ''],
  environmentalSchedule: [choice('Environmental schedule', SCHEDULES), 'none'],
  buildingCategory: [choice('Category of the building', ['', 'I', 'II', 'III', 'IV']), ''],
  builds: [yes('Something is built'), false],
  buysLand: [yes('Land is bought'), false],
  longLease: [yes('Land is taken on a long lease'), false],
  manufactures: [yes('Goods are made'), false],
  importsPlant: [yes('Plant is imported'), false],
  workers: [count('Workers', 1_000_000), 0],
  powerKw: [count('Electric load in kW', 10_000_000), 0],
  gas: [yes('Gas is needed'), false],
  water: [yes('Water is needed'), false],
  usesBoiler: [yes('A boiler is used'), false],
  usesExplosives: [yes('Explosives are used'), false],
  storesBulkFuel: [yes('Fuel is stored in bulk'), false],
  handlesHazardous: [yes('Hazardous substances are handled'), false],
  mandatoryStandardProduct: [yes('The product is on the list of mandatory standards'), false],
};

const schemasOf = (fields: Fields): { [name: string]: JsonObject } =>
  Object.fromEntries(Object.entries(fields).map(([name, [schema]]) => [name, schema]));
const valuesOf = (fields: Fields): Facts =>
  Object.fromEntries(Object.entries(fields).map(([name, [, value]]) => [name, value]));

/** The facts that a site may state, and what they are where nobody states them. */
export const SITE_DEFAULTS: Facts = valuesOf(OF_SITES);

export const DEFAULTS: Facts = { ...valuesOf(OF_THE_PROJECT), ...SITE_DEFAULTS, sites: {} };

const siteId = { pattern: '^[a-z][a-z0-9-]{0,29}$' };
export const bySite = (title: string, each: JsonObject): JsonObject => ({
  type: 'object',
  title,
  propertyNames: siteId,
  maxProperties: 20,
  additionalProperties: each,
});

const site: JsonObject = {
  type: 'object',
  title: 'Site',
  properties: { name: text('Name of the site', 200), ...schemasOf(OF_SITES) },
  additionalProperties: false,
};

const properties: JsonObject = {
  ...schemasOf(OF_THE_PROJECT),
  ...schemasOf(OF_SITES),
  sites: bySite('Sites by a short name, where there are several', site),
};

/** What an application cannot be opened without. */
export const APPLICATION: JsonObject = {
  type: 'object',
  title: 'Application',
  required: ['title', 'sector', 'province'],
  properties,
  additionalProperties: false,
};

/** Some of the facts, changed. */
export const AMENDMENT: JsonObject = {
  type: 'object',
  title: 'Amendment',
  minProperties: 1,
  properties,
  additionalProperties: false,
};
