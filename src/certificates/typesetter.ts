import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Page } from './page.js';

const { resolve } = createRequire(import.meta.url);

/** Latin and everything near it, Urdu in the hand in which it is read, Chinese; each regular and bold. */
const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf',
  '@expo-google-fonts/noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
];

/** PDF for Universal Access: tagged, so that it can be read aloud; what cannot be shown is an error, not an empty box. */
const STANDARD = 'ua-1';

/** What the compiler remembers of letters set before, in letters. */
const REMEMBERED = 10;

/** How often characters that no font has are looked for: once for each font that a letter asks in turn would do. */
const MOST_TRIES = 8;

/** Sets pages as PDF, in this process, with the fonts that came with the program. The same page gives the same bytes. */
export class Typesetter {
  private compiler: NodeCompiler | undefined;
  private readonly template: string;

  /** `template`: path of a Typst file, to which the page comes as JSON under the name `letter`. */
  constructor(template: string) {
    this.template = readFileSync(template, 'utf8');
  }

  /** `at`: what the file says of when it was made, epoch milliseconds. */
  set(page: Page, at: number): Buffer {
    let json = JSON.stringify(page);
    for (let tries = 1; ; tries += 1) {
      try {
        return this.compile(json, at);
      } catch (error) {
        const missing = missingIn(error);
        if (missing.length === 0 || tries === MOST_TRIES) throw error;
        for (const character of missing) json = json.replaceAll(character, named(character));
      }
    }
  }

  private compile(json: string, at: number): Buffer {
    // Reading the fonts takes a tenth of a second, which a process that sets no letter need not spend.
    this.compiler ??= NodeCompiler.create({
      fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(resolve(font))) }],
    });
    const { compiler } = this;
    const compiled = compiler.compile({ mainFileContent: this.template, inputs: { letter: json } });
    const failure = compiled.takeError();
    if (failure || !compiled.result) {
      const told = failure ? JSON.stringify(compiler.fetchDiagnostics(failure)) : 'nothing was made';
      throw new Error(`the letter cannot be set: ${told}`);
    }
    const pdf = compiler.pdf(compiled.result, { pdfStandard: STANDARD, creationTimestamp: Math.floor(at / 1e3) });
    compiler.evictCache(REMEMBERED);
    return pdf;
  }
}

/** The characters for which no font has a shape, as the compiler names them. */
function missingIn(error: unknown): string[] {
  const message = String(error);
  const texts = [...message.matchAll(/the text `\\"(.+?)\\"` could not be displayed/gu)];
  return [...new Set(texts.flatMap(([, text = '']) => text.match(/[^\x20-\x7e]/gu) ?? []))];
}

/** A character that cannot be shown is told by its number: a name is never silently shortened. */
function named(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
