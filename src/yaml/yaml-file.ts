import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { ConfigError, type Problem, refuseIfAny } from './config-error.js';

/** Keys and indices from the top of a file to a part of it. */
export type Path = readonly (string | number)[];

/** A YAML file: its value, and where each part of it stands. */
export class YamlFile {
  readonly value: unknown;

  private constructor(
    readonly file: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {
    this.value = document.toJS();
  }

  /**
   * Reads a file as YAML 1.2, of which JSON is a part: dates and `yes` stay text. Aliases are refused, for whoever reads
   * a figure must find its source beside it.
   *
   * @throws ConfigError for a file that is not there or is no YAML, and for a key given twice
   */
  static read(file: string): YamlFile {
    const text = textOf(file);
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, version: '1.2', strict: true, uniqueKeys: true });
    const problems = [...document.errors, ...document.warnings].map(({ message, pos }) =>
      problemAt(file, lines.linePos(pos[0]), wording(message)),
    );
    visit(document, {
      Alias: (_, alias) => {
        const place = lines.linePos(alias.range?.[0] ?? 0);
        problems.push(problemAt(file, place, `expected the words themselves (found the alias *${alias.source})`));
      },
    });
    refuseIfAny(problems);
    return new YamlFile(file, document, lines);
  }

  /** A problem with the value at a path, or with its key; with the nearest part around it where the file has no such path. */
  problem(path: Path, message: string, of: 'value' | 'key' = 'value'): Problem {
    const [start] = (of === 'key' ? this.keyRange(path) : undefined) ?? this.rangeOf(path);
    return problemAt(this.file, this.lines.linePos(start), message);
  }

  /** Where the value at a path begins and ends in the text of the file. */
  rangeOf(path: Path): readonly [number, number] {
    const node: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const range = isNode(node) ? node.range : undefined;
    if (range) return [range[0], range[1]];
    return path.length === 0 ? [0, 0] : this.rangeOf(path.slice(0, -1));
  }

  private keyRange(path: Path): readonly [number, number] | undefined {
    const around: unknown = path.length > 1 ? this.document.getIn(path.slice(0, -1), true) : this.document.contents;
    if (!isMap(around)) return undefined;
    const key = around.items
      .map((pair) => pair.key)
      .find((node) => isScalar(node) && String(node.value) === String(path.at(-1)));
    return isScalar(key) && key.range ? [key.range[0], key.range[1]] : undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ConfigError([problemAt(file, { line: 1, col: 1 }, `expected a file to read (found ${code})`)]);
  }
}

/** The parser's messages end in an excerpt of the file, which the place makes superfluous. */
function wording(message: string): string {
  const [first = message] = message.split(/ at line \d+, column \d+|\n/);
  if (first.startsWith('Map keys must be unique')) return 'expected each key once (found this one again)';
  return `expected YAML (found: ${first})`;
}

function problemAt(file: string, { line, col }: { line: number; col: number }, message: string): Problem {
  return { file, line: Math.max(1, line), column: Math.max(1, col), message };
}
