import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { type Problem, type Reading, refuseIfAny, yamlForm } from '../yaml/index.js';

/** Something whose content is fixed once it is published: a ruleset, a version of a workflow. */
export interface Publishable {
  readonly id: string;
  readonly file: string;
  readonly hash: string;
}

/** The hash that each published id was published with. */
export type Hashes = { readonly [id: string]: string };

const readHashes = yamlForm<Hashes>({
  type: 'object',
  additionalProperties: {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'a SHA-256 hash in 64 small hexadecimal digits',
  },
});

/** A JSON file of published hashes; empty where there is none yet. It is written by `publish` alone. */
export class Register {
  private constructor(
    readonly file: string,
    private readonly reading: Reading<Hashes> | null,
  ) {}

  /** @throws ConfigError */
  static read(file: string): Register {
    return new Register(file, existsSync(file) ? readHashes(file) : null);
  }

  get hashes(): Hashes {
    return this.reading?.value ?? {};
  }

  /** What was published and is changed, or is no longer there. */
  problems(found: readonly Publishable[]): Problem[] {
    return Object.entries(this.hashes).flatMap(([id, hash]) => {
      const now = found.find((candidate) => candidate.id === id);
      if (!now) return this.missing(id);
      return now.hash === hash ? [] : [changed(now, hash)];
    });
  }

  /**
   * Fixes the hash of something for good.
   *
   * @throws ConfigError where its id was published with other content
   */
  publish(published: Publishable): 'published' | 'already published' {
    const { id, hash } = published;
    if (this.hashes[id] === hash) return 'already published';
    refuseIfAny(this.problems([published]).filter(({ file }) => file === published.file));
    const all = Object.entries({ ...this.hashes, [id]: hash }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeWhole(this.file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
    return 'published';
  }

  private missing(id: string): Problem[] {
    const message = `expected ${id}, which is published and to which cases may be pinned, to be there (found no file of it)`;
    return this.reading ? [this.reading.problem([id], message, 'key')] : [];
  }
}

function changed({ id, file, hash }: Publishable, was: string): Problem {
  const advice = 'restore it from the history, or publish the change under another id';
  const message = `expected ${id} as it was published, hash ${was} (found a changed file, hash ${hash}): ${advice}`;
  return { file, line: 1, column: 1, message };
}

/** Throws ConfigError where something published is changed or gone. */
export function checkPublished(registerFile: string, found: readonly Publishable[]): void {
  refuseIfAny(Register.read(registerFile).problems(found));
}

/** A crash leaves the old file or the new one, never half of it. */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

/**
 * The text of a source file without what editors and version control change by themselves: line ends, spaces at the ends
 * of lines, empty lines at the end of the file, a byte order mark. Comments stay: they are what a reader relied on.
 */
export function normaliseSource(text: string): string {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[ \t]+$/, ''));
  return `${lines.join('\n').replace(/\n+$/, '')}\n`;
}
