import type { JsonObject } from '../../src/engine/json.js';
import { choice, list, text } from './1-schema.js';

/** What an application states. The conditions of the ruleset ask these by name. */
export type Facts = JsonObject;

const yes = (title: string): JsonObject => ({ type: 'boolean', title });
const count = (title: string, maximum: number): JsonObject => ({ type: 'integer', title, minimum: 0, maximum });

const SECTORS = 'mining gemstones textiles engineering chemicals agri other'.split(' ');
const RESTRICTED = 'arms high-explosives radioactive security-printing alcohol'.split(' ');
export const SCHEDULES = ['none', 'checklist', 'IEE', 'EIA'];

/** The field, and what holds where the investor says nothing: every field is there when a condition asks for it. */
const FIELDS: { readonly [name: string]: readonly [JsonObject, JsonObject[string]] } = {
  title: [text('Title of the project', 200), ''],
  company: [text('Company, or the consortium that will form it', 200), ''],
  foreign: [yes('A foreign investor takes part'), false],
  foreignDirectors: [yes('There are foreign directors'), false],
  entry: [choice('Form of entry', ['company', 'branch', 'liaison']), 'company'],
  incorporated: [yes('The company is registered in Pakistan'), false],
  held: [list('Approvals already held', text('Approval', 60), 0), []],
  sector: [choice('Sector', [...SECTORS, ...RESTRICTED]), 'other'],
  investmentUsd: [count('Investment in US dollars', 1_000_000_000_000), 0],
  zone: [choice('Zone', ['sez', 'epz', 'estate', 'none']), 'none'],
  province: [choice('Province', ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb']), 'ict'],
  district: [text('District, in small letters', 60), ''],
  environmentalSchedule: [choice('Environmental schedule', SCHEDULES), 'none'],
  buildingCategory: [choice('Category of the building', ['', 'I', 'II', 'III', 'IV']), ''],
  builds: [yes('Something is built'), false],
  buysLand: [yes('Land is bought'), false],
  longLease: [yes('Land is taken on a long lease'), false],
  manufactures: [yes('Goods are made'), false],
  imports: [yes('Goods are imported'), false],
  exports: [yes('Goods are exported'), false],
  importsPlant: [yes('Plant is imported'), false],
  workers: [count('Workers', 1_000_000), 0],
  powerKw: [count('Electric load in kW', 10_000_000), 0],
  gas: [yes('Gas is needed'), false],
  water: [yes('Water is needed'), false],
  usesBoiler: [yes('A boiler is used'), false],
  usesExplosives: [yes('Explosives are used'), false],
  storesBulkFuel: [yes('Fuel is stored in bulk'), false],
  handlesHazardous: [yes('Hazardous substances are handled'), false],
  employsForeigners: [yes('Foreigners are employed'), false],
  mandatoryStandardProduct: [yes('The product is on the list of mandatory standards'), false],
};

export const DEFAULTS: Facts = Object.fromEntries(Object.entries(FIELDS).map(([name, [, value]]) => [name, value]));

const properties: JsonObject = Object.fromEntries(Object.entries(FIELDS).map(([name, [schema]]) => [name, schema]));

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
