import { expect, it } from '@jest/globals';
import { passwordMistake } from '../../src/identity/password-rule.js';
import { hashPassword, isPassword } from '../../src/identity/passwords.js';

const ALONE = { secondFactor: false, about: ['sarah.ahmed@example.pk', 'Sarah Ahmed'] };
const BESIDE = { ...ALONE, secondFactor: true };

it.each([
  'seven lazy kites over Gilgit',
  'نیلا آسمان بہت بڑا ہے',
  '云雾里的三只老虎在唱歌给我听呢',
  'qV7-tR2x-9LmZ-w4Kd',
  'no capitals nor digits needed',
])('takes %s', (password) => {
  expect(passwordMistake(password, ALONE)).toBeNull();
});

it.each([
  'password1234567',
  'qwertyuiopasdfgh',
  '123456789012345',
  'aaaaaaaaaaaaaaaaaaaa',
  'passwordpassword',
  'leavemealone123',
  'ijazatijazat2026',
  'sarah.ahmed@example.pk',
  'Investor@Pakistan',
])('refuses %s, which is guessed early', (password) => {
  expect(passwordMistake(password, ALONE)).toContain('easily guessed');
});

it('asks for 15 characters, 12 beside a second factor, and counts what people count', () => {
  expect(passwordMistake('kites-Gilgit7', ALONE)).toContain('15 characters');
  expect(passwordMistake('kites-Gilgit7', BESIDE)).toBeNull();
  expect(passwordMistake('🦊🌊🗻🎏🐫🌾🪁🏔️', BESIDE)).toContain('12 characters');
  expect(passwordMistake('seven lazy kites over Gilgit '.repeat(5), ALONE)).toContain('128 characters');
});

it('keeps Argon2id in PHC form, and takes a letter however it was typed', async () => {
  const hashed = await hashPassword('caf\u00e9 au lait in Murree');
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword('cafe\u0301 au lait in Murree', hashed)).toBe(true);
  expect(await isPassword('cafe au lait in Murree', hashed)).toBe(false);
  expect(await isPassword('the password of nobody', null)).toBe(false);
});
