/** A log that cannot be read; the message names file and line, and says what was expected. */
export class LogError extends Error {
  constructor(file: string, line: number, expected: string) {
    super(`${file}:${line}: ${expected}`);
    this.name = 'LogError';
  }
}
