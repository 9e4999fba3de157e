import { generateKeyPairSync } from 'node:crypto';

const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

/** What production needs to be given, and what it must not be. */
export const PRODUCTION: { readonly [name: string]: string } = {
  NODE_ENV: 'production',
  IJAZAT_SECRET: 'a secret of thirty-two letters or more',
  IJAZAT_SIGNING_KEY: String(key),
  IJAZAT_TIME: '',
  IJAZAT_DEMO_PASSWORD: '',
};
