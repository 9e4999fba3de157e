import type { JsonObject } from '../../src/engine/index.js';

/** A textile mill in a special economic zone of Punjab. */
export const MILL: JsonObject = {
  title: 'Spinning mill with dyeing house',
  company: 'Chenab Textiles',
  foreign: true,
  entry: 'company',
  incorporated: false,
  sector: 'textiles',
  investmentUsd: 42_000_000,
  zone: 'sez',
  province: 'punjab',
  environmentalSchedule: 'IEE',
  builds: true,
  manufactures: true,
  workers: 900,
  powerKw: 2_500,
};
