/** The private Redis that `npm test` runs. */
export function testRedisUrl(): string {
  return given('TEST_REDIS_URL');
}

/** The private PostgreSQL that `npm test` runs: a superuser on the database `postgres`. */
export function testPostgresUrl(): string {
  return given('TEST_POSTGRES_URL');
}

/** Missing servers fail a test; they never skip it. */
function given(name: string): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the tests with npm test -- <path>.`);
  return url;
}
