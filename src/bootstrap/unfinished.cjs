// @ts-check
// A reporter for Jest: keeps in a file which suites have begun and not ended, for whoever has to end them.
const { writeFileSync } = require('node:fs');

module.exports = class Unfinished {
  /** @type {Set<string>} */
  suites = new Set();

  /** @param {{ path: string }} suite */
  onTestFileStart({ path }) {
    this.suites.add(path);
    this.keep();
  }

  /** @param {{ path: string }} suite */
  onTestFileResult({ path }) {
    this.suites.delete(path);
    this.keep();
  }

  keep() {
    writeFileSync(String(process.env.UNFINISHED_SUITES), [...this.suites].join('\n'));
  }
};
