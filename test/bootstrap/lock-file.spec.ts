import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

type Locked = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

const packages: Record<string, Locked> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

/** Node looks for a package beside the one that asks, then in each folder above. */
function isLocked(from: string, name: string): boolean {
  const beside = posix.join(from, 'node_modules', name);
  if (beside in packages) return true;
  return (
    from !== '' &&
    isLocked(from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '', name)
  );
}

// A registry that lacks another platform's build leaves it out of the lock, and npm ci fails on that platform or any.
test('every package asked for, also for other platforms, is in the lock file', () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name}, asked for by ${path || 'the project'}`),
  );
  expect(missing).toEqual([]);
});
