import type { Actor, Json, JsonObject } from '../engine/index.js';
import { agenciesOf } from './policy.js';

/**
 * What a caller sees of data in which something is sealed. The text was never here; its digest is for the agency that keeps the text, and
 * everybody else learns only that there is such a text, and who keeps it.
 */
export function seenBy(actor: Actor, data: JsonObject): JsonObject {
  const agencies = agenciesOf(actor);
  return veiled(data, (custodian) => typeof custodian === 'string' && agencies.includes(custodian)) as JsonObject;
}

function veiled(value: Json | undefined, keeps: (custodian: Json | undefined) => boolean): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => veiled(member, keeps) ?? null);
  const members = Object.entries(value).map(([name, member]) => {
    const own = name === 'sealed' && isSealed(member) ? member : null;
    return [name, own && !keeps(own['custodian']) ? { custodian: own['custodian'] } : veiled(member, keeps)] as const;
  });
  return Object.fromEntries(members);
}

function isSealed(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'digest' in value;
}
