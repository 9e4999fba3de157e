import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../environment/environment.js';
import { LANGUAGES } from '../messages/index.js';
import { loadSettings } from '../settings/index.js';
import { ConfigError } from '../yaml/index.js';
import { Letters } from './letters.js';
import { Names } from './names.js';
import { sampleRequests } from './samples.js';

const USAGE = 'usage: npm run certificates -- samples [FOLDER]   letters to look at, as PDF in three languages\n';

/** `npm run certificates -- samples`: letters made from made-up data. Exit code 0 done, 2 not understood. */
function main([command, folder]: readonly string[]): number {
  if (command !== 'samples') {
    process.stdout.write(USAGE);
    return 2;
  }
  const { configFolder, dataFolder } = readEnvironment(process.env);
  const letters = Letters.load(configFolder);
  const day = loadSettings(join(configFolder, 'settings'));
  const names = new Names(letters.messages, () => day);
  const target = folder ?? join(dataFolder, 'certificates');
  mkdirSync(target, { recursive: true });
  for (const language of LANGUAGES) {
    for (const { name, request } of sampleRequests(language, letters, names)) {
      const file = join(target, `${name}.${language}.pdf`);
      writeFileSync(file, letters.render(request));
      process.stdout.write(`${file}\n`);
    }
  }
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
