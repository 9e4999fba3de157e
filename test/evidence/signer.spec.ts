import { describe, expect, it } from '@jest/globals';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyOf, Signer, signatureFault } from '../../src/evidence/signer.js';
import { signingKeyOf } from '../../src/evidence/signing-key.js';
import { temporaryFolder } from '../setup/folder.js';
import { freshSigner } from './keys.js';

const STATEMENT = { statement: 'test', b: 1, a: { text: 'ü' } };

describe('a signed statement', () => {
  const signer = freshSigner();
  const keys = [freshSigner().publicKey, signer.publicKey];

  it('is good under the key that signed it, however its fields are ordered', () => {
    const signed = signer.sign(STATEMENT);
    expect(signatureFault(signed, keys)).toBeNull();
    expect(signatureFault({ ...signed, statement: { a: { text: 'ü' }, statement: 'test', b: 1 } }, keys)).toBeNull();
  });

  it('is a JSON Web Signature as RFC 8037 has it, appendix A.4', () => {
    const d = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A';
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' });
    const { publicKey } = new Signer(key);
    expect(publicKey).toMatchObject({ x, kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' });
  });

  it.each([
    ['says something else', { statement: { ...STATEMENT, b: 2 } }, 'its signature does not fit what it says'],
    ['has no signature', { signature: '' }, 'its signature is no detached JSON Web Signature'],
    ['carries its own payload', { signature: 'e30.e30.AA' }, 'its signature is no detached JSON Web Signature'],
    ['names no key', { signature: 'e30..AA' }, 'it is signed with a key that is not among those published: none named'],
    [
      'asks for no signature',
      {
        signature: `${Buffer.from(JSON.stringify({ alg: 'none', kid: signer.publicKey.kid })).toString('base64url')}..`,
      },
      'it is signed with a key that is not among those published: none named',
    ],
  ])('is found out where it %s', (_, change, fault) => {
    expect(signatureFault({ ...signer.sign(STATEMENT), ...change }, keys)).toBe(fault);
  });

  it('counts for nothing under another key', () => {
    const signed = signer.sign(STATEMENT);
    const others = [freshSigner().publicKey];
    expect(signatureFault(signed, others)).toContain('not among those published');
    // A key that takes the other's name is named by what it is.
    expect(publicKeyOf(others[0]?.x ?? '').kid).not.toBe(signer.publicKey.kid);
    const disguised = others.map((key) => ({ ...key, kid: signer.publicKey.kid }));
    expect(signatureFault(signed, disguised)).toBe('its signature does not fit what it says');
  });
});

describe('the key of the installation', () => {
  const dataFolder = temporaryFolder();
  const read = (signingKey: string | null): string =>
    new Signer(signingKeyOf({ signingKey, dataFolder })).publicKey.kid;

  it('is kept in the data folder where none is given, for the owner of the process alone', () => {
    const kid = read(null);
    expect(read(null)).toBe(kid);
    const file = join(dataFolder, 'signing-key.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect([read(file), read(readFileSync(file, 'utf8'))]).toEqual([kid, kid]);
  });

  it('must be an Ed25519 key that can be read; what was given is not told', () => {
    writeFileSync(join(dataFolder, 'other.pem'), 'a secret');
    for (const given of ['/none/such', join(dataFolder, 'other.pem'), '-----BEGIN PRIVATE KEY-----\nsecret'])
      expect(() => read(given)).toThrow(/^the environment cannot be used:(?!.*secret)/s);
  });
});
