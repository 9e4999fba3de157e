import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../src/bootstrap/command.mjs';
import { temporaryFolder } from '../setup/folder.js';

/** Every rule of ours, provoked: the file that breaks it, and the rule that must say so. */
const BROKEN: [file: string, source: string, rule: string][] = [
  ['src/cases/one.ts', `import { two } from './two.js';\nexport const one = (): number => two;`, 'import(no-cycle)'],
  ['src/cases/default.ts', 'export default 1;', 'import(no-default-export)'],
  ['src/cases/any.ts', 'export const any = (x: any): string => x.name;', 'typescript(no-explicit-any)'],
  [
    'src/cases/floating.ts',
    'export function go(): void {\n  Promise.resolve(1);\n}',
    'typescript(no-floating-promises)',
  ],
  ['src/cases/misused.ts', 'export const bad = [1].filter(async () => true);', 'typescript(no-misused-promises)'],
  ['src/cases/thrown.ts', `export const bad = (): never => {\n  throw 'text';\n};`, 'typescript(only-throw-error)'],
  ['src/cases/bang.ts', 'export const f = (x?: string): string => x!;', 'typescript(no-non-null-assertion)'],
  [
    'src/cases/switch.ts',
    `export function f(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n      return;\n  }\n}`,
    'typescript(switch-exhaustiveness-check)',
  ],
  ['src/cases/params.ts', 'export const f = (a: 1, b: 2, c: 3, d: 4, e: 5) => [a, b, c, d, e];', 'eslint(max-params)'],
  ['src/cases/file.ts', many((n) => `export const c${n} = ${n};`, 251), 'eslint(max-lines)'],
  [
    'src/cases/function.ts',
    `export function f(): void {\n${many(() => '  f();', 50)}\n}`,
    'eslint(max-lines-per-function)',
  ],
  ['test/cases/only.spec.ts', `test.only('x', () => expect(1).toBe(1));`, 'jest(no-focused-tests)'],
  ['test/cases/skip.spec.ts', `test.skip('x', () => expect(1).toBe(1));`, 'jest(no-disabled-tests)'],
  ...['cases', 'tasks', 'clocks', 'escalations', 'identity', 'notices', 'store', 'ruleset', 'land'].flatMap(
    (domain) => [
      forbidden(`src/${domain}/api.ts`, '../api/problem.js'),
      forbidden(`src/${domain}/deep/web.ts`, '../../web/page.js'),
    ],
  ),
  ...[
    '@nestjs/common',
    'typeorm',
    'bullmq',
    'ioredis',
    'pg',
    'better-sqlite3',
    'pino',
    'node:fs',
    'fs',
    'xstate/graph',
  ].map((name, n) => forbidden(`src/engine/outside${n}.ts`, name)),
  [
    'src/engine/store.ts',
    `import { x } from '../store/x.js';\nexport const y = x;`,
    'import(no-relative-parent-imports)',
  ],
  forbidden('src/engine/calendar/store.ts', '../../store/x.js'),
  [
    'src/engine/uuid.ts',
    `import { randomUUID } from 'node:crypto';\nexport const y = randomUUID;`,
    'eslint(no-restricted-imports)',
  ],
  ['src/engine/now.ts', 'export const now = (): number => Date.now();', 'eslint(no-restricted-properties)'],
  ['src/engine/chance.ts', 'export const x = (): number => Math.random();', 'eslint(no-restricted-properties)'],
  ['src/engine/timer.ts', 'export const x = setTimeout;', 'eslint(no-restricted-globals)'],
  ['src/engine/env.ts', 'export const x = process.env.TZ;', 'eslint(no-restricted-globals)'],
  forbidden('workflows/permit/v1.ts', '../../src/engine/definition.js'),
  [
    'workflows/permit/v6.ts',
    `import type { X } from '../../src/escalations/x.js';\nexport type Y = X;`,
    'eslint(no-restricted-imports)',
  ],
  forbidden('workflows/permit/v2.ts', 'xstate'),
  [
    'workflows/permit/v3.ts',
    `import type { X } from '../../src/cases/x.js';\nexport type Y = X;`,
    'eslint(no-restricted-imports)',
  ],
];

const ALLOWED: [file: string, source: string][] = [
  ['src/api/domain.ts', uses('../cases/x.js')],
  ['src/app.ts', uses('./api/x.js')],
  ['src/cases/x.ts', uses('../engine/x.js')],
  [
    'src/engine/x.ts',
    ['xstate', 'ajv', 'ajv/dist/2020.js', 'ajv-formats', './y.js', './calendar/z.js'].map(use).join('\n'),
  ],
  [
    'src/engine/calendar/z.ts',
    [`@marcbachmann/cel-js`, 'temporal-polyfill', 'node:crypto', '../y.js'].map(use).join('\n'),
  ],
  ['workflows/permit/v4.ts', `import type { X } from '../../src/engine/x.js';\nexport default (x: X): X => x;`],
  ['workflows/permit/v5.ts', `import type { X } from 'xstate';\nexport default (x: X): X => x;`],
  ['test/cases/long.spec.ts', `export function f(): void {\n${many(() => '  f();', 60)}\n}`],
];

function many(line: (n: number) => string, count: number): string {
  return Array.from({ length: count }, (_, n) => line(n)).join('\n');
}

function use(name: string, n: number): string {
  return `import { x as x${n} } from '${name}';\nexport const y${n} = x${n};`;
}

function uses(name: string): string {
  return use(name, 0);
}

function forbidden(file: string, name: string): [string, string, string] {
  return [file, uses(name), 'eslint(no-restricted-imports)'];
}

const folder = temporaryFolder();
const found = new Map<string, Set<string>>();

type Report = { diagnostics: { code: string; filename: string }[] };

beforeAll(async () => {
  for (const file of ['.oxlintrc.json', 'tsconfig.json']) cpSync(file, join(folder, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  const cycle: [string, string] = ['src/cases/two.ts', `import { one } from './one.js';\nexport const two = one();`];
  for (const [file, source] of [...BROKEN, ...ALLOWED, cycle]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  const lint = join(process.cwd(), 'node_modules', '.bin', 'oxlint');
  const args = [lint, '--type-aware', '-f', 'json', 'src', 'workflows', 'test'];
  const { output } = await run(process.execPath, args, { cwd: folder });
  const report: Report = JSON.parse(output);
  for (const { filename, code } of report.diagnostics) {
    found.set(filename, (found.get(filename) ?? new Set()).add(code));
  }
}, 60_000);

test.each(BROKEN)('%s is refused', (file, _, rule) => {
  expect([...(found.get(file) ?? [])]).toContain(rule);
});

test.each(ALLOWED)('%s is accepted', (file) => {
  expect([...(found.get(file) ?? [])]).toEqual([]);
});
