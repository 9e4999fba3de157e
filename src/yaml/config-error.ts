/** A mistake in a file of the configuration: where it stands, and what was expected there. */
export interface Problem {
  readonly file: string;
  /** Both counted from 1, as editors do. */
  readonly line: number;
  readonly column: number;
  /** What was expected, and in brackets what was found. */
  readonly message: string;
}

/** Configuration that cannot be used, with every mistake found in it, one a line as `file:line:column: message`. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.name = 'ConfigError';
  }
}

/** Throws ConfigError where there is a problem, the problems in the order in which a reader meets them. */
export function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new ConfigError(
    problems.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column),
  );
}
