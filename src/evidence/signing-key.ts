import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, type Environment } from '../environment/environment.js';
import { keptFile } from '../environment/kept-file.js';

/**
 * The key with which the installation signs: given by IJAZAT_SIGNING_KEY (PEM, or the path of a PEM file); the demonstration keeps one of its
 * own in the data folder. Throws EnvironmentError where what is given is no Ed25519 private key.
 */
export function signingKeyOf({ signingKey, dataFolder }: Pick<Environment, 'signingKey' | 'dataFolder'>): KeyObject {
  if (signingKey === null) return readKey(keptFile(join(dataFolder, 'signing-key.pem'), freshKey));
  return readKey(signingKey.startsWith('-----BEGIN') ? signingKey : readGiven(signingKey));
}

function freshKey(): string {
  return String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refusal(`a file that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** What is refused is not told again: a secret that was given in the wrong form is still a secret. */
function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw refusal('a private key in PEM that has no passphrase');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw refusal(`an Ed25519 key, found ${key.asymmetricKeyType}`);
  return key;
}

function refusal(expected: string): EnvironmentError {
  return new EnvironmentError([
    `IJAZAT_SIGNING_KEY: expected ${expected}; make one by "openssl genpkey -algorithm ed25519"`,
  ]);
}
