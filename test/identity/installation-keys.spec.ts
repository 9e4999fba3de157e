import { expect, it } from '@jest/globals';
import { InstallationKeys } from '../../src/identity/installation-keys.js';

const keys = new InstallationKeys(Buffer.from('the secret of an installation, long enough'));

it('seals so that only this installation reads it, and only as what it was sealed as', () => {
  const sealed = keys.seal('JBSWY3DPEHPK3PXP', 'ann');
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(keys.seal('JBSWY3DPEHPK3PXP', 'ann')).not.toBe(sealed);
  expect(keys.unseal(sealed, 'ann')).toBe('JBSWY3DPEHPK3PXP');
  expect(() => keys.unseal(sealed, 'bob')).toThrow('authenticate');
  expect(() => keys.unseal(`A${sealed.slice(1)}A`, 'ann')).toThrow('authenticate');
  expect(() => new InstallationKeys(Buffer.from('another secret')).unseal(sealed, 'ann')).toThrow('authenticate');
});

it('makes one key for each use', () => {
  expect(keys.digest('ann')).not.toBe(keys.ofForms('ann'));
  expect(keys.digest('ann')).toBe(keys.digest('ann'));
});
