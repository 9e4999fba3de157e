import type { PresentedCase } from '../../cases/presenter.js';
import { canonicalJson, type Json, type JsonObject } from '../../engine/index.js';
import { kindOf, type Schema } from '../forms/schema.js';

const APPLICATION = 'application';

/** Whether an act may change what the application states, beside what else it says. */
function amends({ properties }: Schema): boolean {
  const part = properties?.[APPLICATION];
  return part !== undefined && kindOf(part) === 'group';
}

/** What the form of an act begins with: where it may change the application, the application as it is, so that nobody states it all again. */
export function begunWith(schema: Schema, { data }: Pick<PresentedCase, 'data'>): JsonObject {
  return amends(schema) ? { [APPLICATION]: statedIn(data) } : {};
}

/** Of a form that may change the application, what it does change: a box that is left alone, ticked or not, changes nothing. */
export function changesIn(schema: Schema, sent: JsonObject, { data }: Pick<PresentedCase, 'data'>): JsonObject {
  const { [APPLICATION]: given, ...rest } = sent;
  if (!amends(schema) || given === undefined) return sent;
  const stated = statedIn(data);
  const changed = Object.entries(given as JsonObject).filter(([name, value]) => isOther(value, stated[name]));
  const isNeeded = schema.required?.includes(APPLICATION) ?? false;
  return changed.length > 0 || isNeeded ? { ...rest, [APPLICATION]: Object.fromEntries(changed) } : rest;
}

function statedIn(data: JsonObject): JsonObject {
  return (data[APPLICATION] ?? {}) as JsonObject;
}

function isOther(value: Json | undefined, stated: Json | undefined): boolean {
  if (saysNothing(value) && saysNothing(stated)) return false;
  return canonicalJson(value ?? null) !== canonicalJson(stated ?? null);
}

function saysNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
