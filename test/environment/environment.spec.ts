import { describe, expect, it } from '@jest/globals';
import { EnvironmentError, readEnvironment } from '../../src/environment/environment.js';

const problems = (variables: { [name: string]: string }): readonly string[] => {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
};

describe('the environment', () => {
  it('needs nothing to be set', () => {
    expect(readEnvironment({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      role: 'all',
      production: false,
      redisUrl: null,
      virtualTime: null,
      databaseUrl: expect.stringMatching(/^sqlite:.*\/var\/ijazat\.db$/),
    });
  });

  it.each([
    ['PORT', 'eighty', 'a port from 0 to 65535'],
    ['PORT', '70000', 'a port from 0 to 65535'],
    ['DATABASE_URL', 'mysql://x', 'sqlite:PATH or postgres://…'],
    ['REDIS_URL', 'localhost', 'redis://…'],
    ['IJAZAT_ANCHOR_MINUTES', '0', 'minutes from 1 to 1440'],
    ['IJAZAT_ANCHOR_MINUTES', 'often', 'minutes from 1 to 1440'],
    ['IJAZAT_REQUESTS_PER_MINUTE', '-1', 'a whole number, 0 for any'],
    ['IJAZAT_TRUSTED_PROXIES', '10.0.0.0/33', 'addresses or networks (10.0.0.0/8), with commas between'],
    ['ROLE', 'boss', 'all or api or worker'],
    ['NODE_ENV', 'staging', 'development or test or production'],
    ['IJAZAT_TIME', 'tomorrow', 'virtual or an ISO instant such as 2026-11-23T04:00:00Z'],
    ['LOG_LEVEL', 'loud', 'info or trace or debug or warn or error or fatal or silent'],
  ])('refuses %s=%s and says what it expects', (name, value, expected) => {
    expect(problems({ [name]: value })).toEqual([`${name}: expected ${expected}, found "${value}"`]);
  });

  it('tells all mistakes at once', () => {
    expect(problems({ PORT: 'x', ROLE: 'y' })).toHaveLength(2);
  });

  it('allows no demonstration in production', () => {
    const found = problems({
      NODE_ENV: 'production',
      IJAZAT_DEMO_PASSWORD: 'x',
      IJAZAT_TIME: 'virtual',
      IJAZAT_SECRET: 'short',
    });
    expect(found.map((problem) => problem.split(':')[0])).toEqual([
      'IJAZAT_SECRET',
      'IJAZAT_SIGNING_KEY',
      'IJAZAT_DEMO_PASSWORD',
      'IJAZAT_TIME',
    ]);
    const given = { IJAZAT_SECRET: 'a secret of more than thirty-two characters', IJAZAT_SIGNING_KEY: '/run/key.pem' };
    expect(problems({ NODE_ENV: 'production', ...given })).toEqual([]);
  });

  it('keeps SQLite to one process', () => {
    expect(problems({ ROLE: 'worker' })).toEqual(['ROLE: expected all with SQLite, which serves one process']);
  });
});
