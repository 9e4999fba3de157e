import { describe, expect, it } from '@jest/globals';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/engine/index.js';
import { main } from '../../src/ruleset/cli.js';
import { checkPublished, loadRulesets, normaliseSource, publish, verifyPublished } from '../../src/ruleset/index.js';
import { folderWith, problemsOf, SAMPLE, spoilt } from './sample.js';

const AHEAD = '# Chosen with care.\n';

function published(): { folder: string; file: string; register: string } {
  const folder = folderWith({ 'sample.yaml': AHEAD + SAMPLE });
  publish(folder, 'sample');
  return { folder, file: join(folder, 'sample.yaml'), register: join(folder, 'published.json') };
}

const verify = (folder: string): void => verifyPublished(loadRulesets(folder, { drafts: true }));

describe('publishing a ruleset', () => {
  it('fixes its hash, and changes one word of its file', () => {
    const { folder, file, register } = published();
    expect(readFileSync(file, 'utf8')).toBe(AHEAD + spoilt(SAMPLE, ['status: draft', 'status: published']));
    expect(JSON.parse(readFileSync(register, 'utf8'))).toEqual({ sample: loadRulesets(folder).get('sample').hash });
    expect(readdirSync(folder).sort()).toEqual(['published.json', 'sample.yaml']);
    expect(() => verify(folder)).not.toThrow();
  });

  it('again does nothing', () => {
    const { folder, register } = published();
    const before = readFileSync(register, 'utf8');
    expect(publish(folder, 'sample')).toBe('already published');
    expect(readFileSync(register, 'utf8')).toBe(before);
  });

  it('again with other content is refused', () => {
    const { folder, file, register } = published();
    const before = readFileSync(register, 'utf8');
    writeFileSync(file, spoilt(SAMPLE, ['length: 30 days', 'length: 31 days']));
    const [problem] = problemsOf(() => publish(folder, 'sample'));
    expect(problem).toMatchObject({
      file,
      message: expect.stringContaining('restore it from the history, or publish the change under another id'),
    });
    expect(readFileSync(register, 'utf8')).toBe(before);
    expect(readFileSync(file, 'utf8')).toContain('status: draft');
  });

  it('goes on after a crash between file and register', () => {
    const { folder, register } = published();
    rmSync(register);
    expect(() => verify(folder)).toThrow('expected a ruleset that was published by the command');
    expect(publish(folder, 'sample')).toBe('published');
    expect(() => verify(folder)).not.toThrow();
  });
});

describe('start-up', () => {
  it('bears comments and layout of a published ruleset', () => {
    const { folder, file } = published();
    appendFileSync(file, '# A remark from later.\n');
    expect(() => verify(folder)).not.toThrow();
  });

  it('names the published ruleset that was changed', () => {
    const { folder, file } = published();
    writeFileSync(file, spoilt(readFileSync(file, 'utf8'), ['length: 30 days', 'length: 31 days']));
    const [problem, ...others] = problemsOf(() => verify(folder));
    expect(others).toEqual([]);
    expect(problem?.file).toBe(file);
    expect(problem?.message).toMatch(
      /^expected sample as it was published, hash [0-9a-f]{64} \(found a changed file, hash [0-9a-f]{64}\)/,
    );
  });

  it('names the published ruleset that is gone', () => {
    const { folder, file, register } = published();
    rmSync(file);
    expect(problemsOf(() => verify(folder))).toEqual([
      {
        file: register,
        line: 2,
        column: 3,
        message:
          'expected sample, which is published and to which cases may be pinned, to be there (found no file of it)',
      },
    ]);
  });

  it('names a file that calls itself a draft though it is published', () => {
    const { folder, file } = published();
    writeFileSync(file, SAMPLE);
    const [problem] = problemsOf(() => verify(folder));
    expect(problem).toMatchObject({ file, line: 4, column: 9, message: expect.stringContaining('(found "draft")') });
  });

  it('refuses a register that somebody wrote by hand', () => {
    const { folder, register } = published();
    writeFileSync(register, '{\n  "sample": "yes"\n}\n');
    expect(problemsOf(() => verify(folder))).toEqual([
      {
        file: register,
        line: 2,
        column: 13,
        message: 'expected a SHA-256 hash in 64 small hexadecimal digits (found "yes")',
      },
    ]);
  });
});

describe('a register of workflows', () => {
  const text = 'export default () => 1; // why\n';
  const workflow = { id: 'permit 1', file: 'workflows/permit/1.ts', hash: sha256(normaliseSource(text)) };
  const register = join(
    folderWith({ 'published.json': JSON.stringify({ 'permit 1': workflow.hash }) }),
    'published.json',
  );

  it('bears versions it does not know, and needs no file as long as nothing is published', () => {
    expect(() => checkPublished(register, [workflow, { ...workflow, id: 'permit 2', hash: 'x' }])).not.toThrow();
    expect(() => checkPublished(join(folderWith({}), 'none.json'), [workflow])).not.toThrow();
  });

  it('names a version that was changed', () => {
    const changed = { ...workflow, hash: sha256(normaliseSource(text.replace('1;', '2;'))) };
    expect(() => checkPublished(register, [changed])).toThrow(
      'workflows/permit/1.ts:1:1: expected permit 1 as it was published',
    );
  });
});

describe('the normal form of a source', () => {
  it.each([
    ['line ends', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['spaces at the ends of lines', 'a  \n\tb\t\n', 'a\n\tb\n'],
    ['empty lines at the end', 'a\n\n\n', 'a\n'],
    ['a missing last line end', 'a', 'a\n'],
    ['a byte order mark', '\uFEFFa\n', 'a\n'],
  ])('does not know %s', (_, text, normal) => {
    expect(normaliseSource(text)).toBe(normal);
    expect(normaliseSource(normal)).toBe(normal);
  });

  it('keeps comments and the spaces within lines', () => {
    expect(normaliseSource('a  =  1; // why\n\nb\n')).toBe('a  =  1; // why\n\nb\n');
  });
});

describe('the command', () => {
  const run = (...args: string[]): { code: number; said: string } => {
    let said = '';
    const code = main(args, (text) => (said += text));
    return { code, said };
  };

  it('publishes and checks', () => {
    const folder = folderWith({ 'sample.yaml': SAMPLE });
    expect(run('publish', 'sample', folder)).toEqual({ code: 0, said: 'sample: published\n' });
    expect(run('publish', 'sample', folder)).toEqual({ code: 0, said: 'sample: already published\n' });
    expect(run('check', folder)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^sample published [0-9a-f]{64} A small ruleset\n$/),
    });
  });

  it('says why it refuses', () => {
    const folder = folderWith({ 'sample.yaml': spoilt(SAMPLE, ['force: target', 'force: law']) });
    expect(run('publish', 'sample', folder)).toEqual({
      code: 1,
      said: `${join(folder, 'sample.yaml')}:13:14: expected one of limit, target (found "law")\n`,
    });
    expect(run('publish', 'other', folderWith({ 'sample.yaml': SAMPLE }))).toMatchObject({
      code: 1,
      said: expect.stringContaining('the ruleset other is not in'),
    });
    expect(run('check', join(folder, 'nowhere'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('nowhere:1:1: expected a folder'),
    });
  });

  it('explains itself', () => {
    expect(run()).toMatchObject({ code: 2, said: expect.stringContaining('usage:') });
    expect(run('publish')).toMatchObject({ code: 2 });
  });
});
