import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { AUDIENCE } from '../../src/api/who.js';
import { CONTROLLERS } from '../../src/app/app-module.js';
import { PAGE_CONTROLLERS } from '../../src/web/web.js';

const routes = [...CONTROLLERS, ...PAGE_CONTROLLERS].flatMap(({ name, prototype }) =>
  Object.getOwnPropertyNames(prototype)
    .filter((method) => method !== 'constructor')
    .map((method) => ({ name: `${name}.${method}`, handler: Reflect.get(prototype, method) as object }))
    .filter(({ handler }) => Reflect.hasMetadata('path', handler)),
);

describe('every route', () => {
  it.each(routes)('$name says whom it answers to', ({ handler }) => {
    expect(Reflect.getMetadata(AUDIENCE, handler)).toBeDefined();
  });

  it('is known to this test', () => {
    expect(routes.length).toBeGreaterThanOrEqual(23);
  });
});
