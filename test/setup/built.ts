import { build } from '../../src/bootstrap/build.mjs';

const BUILD_MS = 180_000;

/** For suites that start the service as a process: call it at the top of the file, then run `dist/src/main.js`. */
export function needsTheBuiltService(): void {
  beforeAll(() => build({ log: () => undefined }), BUILD_MS);
}
