// @ts-check
// How verify.mjs checks hashes, signatures and proofs. Shares no code with the service.
import { createHash, createPublicKey, verify } from 'node:crypto';

/** @typedef {{ [name: string]: any }} Fields */

/** @param {string | Buffer} bytes */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** JSON in the one spelling of RFC 8785: names sorted, no spaces. @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** Why a signature does not hold; null where it does. @param {Fields} signed @param {Fields[]} keys */
export function signatureFault({ statement, signature }, keys) {
  const [header, payload, mark] = String(signature).split('.');
  const { alg, kid } = JSON.parse(Buffer.from(header ?? '', 'base64url').toString());
  const jwk = keys.find((key) => thumbprint(key) === kid);
  if (alg !== 'EdDSA' || payload !== '') return 'is not signed as it should be';
  if (!jwk) return `is signed with a key that is not among those known: ${kid}`;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, format: 'jwk' });
  const said = `${header}.${Buffer.from(canonical(statement)).toString('base64url')}`;
  return verify(null, Buffer.from(said), key, Buffer.from(mark ?? '', 'base64url'))
    ? null
    : 'was changed after it was signed';
}

/** A key's name is made from the key itself (RFC 7638). @param {Fields} key */
export const thumbprint = ({ x }) =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');

/** @param {Buffer} left @param {Buffer} right */
const node = (left, right) => createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** Root of the tree that a proof of RFC 6962 leads to (RFC 9162, 2.1.3.2); null where it leads nowhere. @param {Fields} leaf @param {string[]} proof @param {number} size */
export function rootFrom({ index, text }, proof, size) {
  let hash = createHash('sha256').update(Buffer.of(0)).update(text).digest();
  let [fn, sn] = [index, size - 1];
  if (fn > sn) return null;
  for (const step of proof.map((hex) => Buffer.from(hex, 'hex'))) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = node(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else hash = node(hash, step);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? hash.toString('hex') : null;
}

/** Digests of the texts of persons that the events of a log name. @param {Fields[]} log @returns {Set<string>} */
export function digestsIn(log) {
  const text = JSON.stringify(log.map(({ event }) => event?.data ?? {}));
  return new Set([...text.matchAll(/"personal:([0-9a-f]{64})"/g)].map(([, digest = '']) => digest));
}

/** Digests of those that were erased by law, as events say. @param {Iterable<Fields[]>} logs @returns {Set<string>} */
export function erasedIn(logs) {
  /** @type {Fields[]} */
  const events = [...logs].flat().flatMap(({ event }) => (event?.type === 'data.erased' ? [event] : []));
  return new Set(events.flatMap(({ data }) => data.digests));
}

/** What is wrong with texts that are enclosed. @param {Set<string>} named @param {Fields[]} enclosed @returns {string[]} */
export function textFaults(named, enclosed) {
  return enclosed.flatMap(({ digest, salt, text }) => {
    if (!named.has(digest)) return [`the text of a person with digest ${digest} is named by no event`];
    return sha256(`${salt}\n${text}`) === digest
      ? []
      : [`the text of a person with digest ${digest} was changed after it was recorded`];
  });
}
