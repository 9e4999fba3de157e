#!/usr/bin/env node
// Checks a certificate, or a statement of delay on paper, without the service that issued it, and without any of its code: Node 20 or newer and this file are enough.
//
//   node verify-certificate.mjs KEYS CODE [CONTENT]
//
// KEYS     file with the published keys (/.well-known/jwks.json, or one JSON Web Key), saved beforehand or had from somebody you trust
// CODE     what the QR code says, https://…#eyJ…, or the part after #
// CONTENT  file with the certificate's `content`, as those of the case are given it, or the delay.json that is attached to a statement of delay:
//          then its digest is checked as well
//
// Exit code 0: signed by one of the keys. 1: not. Whether it still holds today only the service can tell.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** JSON Canonicalization Scheme (RFC 8785), as far as such statements need it: keys in order of their UTF-16 units. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function fail(reason) {
  console.log(`NOT GOOD: ${reason}`);
  process.exit(1);
}

function json(text, what) {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${what} cannot be read`);
  }
}

const [keysFile, code, contentFile] = process.argv.slice(2);
if (!keysFile || !code) {
  console.log('usage: node verify-certificate.mjs KEYS CODE [CONTENT]');
  process.exit(2);
}

const given = json(readFileSync(keysFile, 'utf8'), 'the file of keys');
const keys = given.keys ?? given.items ?? [given];
const [header, payload, signature, ...more] = code.slice(code.indexOf('#') + 1).split('.');
if (!header || !payload || !signature || more.length > 0) fail('this is no signed code');

const { alg, kid } = json(Buffer.from(header, 'base64url').toString(), 'the head of the code');
if (alg !== 'EdDSA') fail(`the code is signed by ${alg}, not by Ed25519`);
const key = keys.find((one) => one.kid === kid);
if (!key) fail('it is signed with a key that is not among those you gave');
const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' });
if (!verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url')))
  fail('the signature does not fit what the code says');

const said = json(Buffer.from(payload, 'base64url').toString(), 'what the code says');
if (!['certificate', 'delay-paper'].includes(said.statement))
  fail(`what is signed is no paper but "${said.statement}"`);
if (contentFile) {
  const given = json(readFileSync(contentFile, 'utf8'), 'the content');
  const content = said.statement === 'delay-paper' ? given.statement : given;
  const digest = createHash('sha256').update(canonical(content)).digest('hex');
  if (digest !== said.digest) fail('the content is not that of the paper');
}

console.log('GOOD: signed by the installation');
for (const name of ['reference', 'kind', 'about', 'holder', 'agency', 'issuedAt', 'events', 'hash', 'digest'])
  if (said[name] !== undefined) console.log(`  ${name.padEnd(10)}${said[name] ?? ''}`);
if (contentFile) console.log('  the content has this digest');
console.log('Compare this with the paper. Whether it still holds today only the service can tell.');
