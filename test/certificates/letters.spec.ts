import jsQR from 'jsqr';
import { getDocumentProxy } from 'unpdf';
import { Letters, type LetterRequest } from '../../src/certificates/letters.js';
import { Names } from '../../src/certificates/names.js';
import { qrCode } from '../../src/certificates/qr.js';
import { sampleRequests } from '../../src/certificates/samples.js';
import { LANGUAGES } from '../../src/messages/index.js';
import { loadSettings } from '../../src/settings/index.js';

const letters = Letters.load('config');
const day = loadSettings('config/settings');
const names = new Names(letters.messages, () => day);
const samples = LANGUAGES.flatMap((language) => sampleRequests(language, letters, names));

function sample(name: string, language: string): LetterRequest {
  const found = samples.find(({ name: own, request }) => own === name && request.language === language);
  if (!found) throw new Error(`no sample ${name}.${language}`);
  return found.request;
}

interface Read {
  readonly text: string;
  readonly info: { readonly Title?: string; readonly Language?: string };
  readonly tagged: boolean;
  readonly roles: string;
}

async function readPdf(pdf: Buffer): Promise<Read> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  let [text, roles] = ['', ''];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    roles += JSON.stringify(await page.getStructTree());
  }
  const { info } = await document.getMetadata();
  return { text, info, tagged: (await document.getMarkInfo())?.['Marked'] === true, roles };
}

test.each(LANGUAGES)(
  'a grant in %s is tagged, names its language and title, and says what was granted to whom',
  async (language) => {
    const request = sample('grant', language);
    const { text, info, tagged, roles } = await readPdf(letters.render(request));
    expect(info).toMatchObject({ Language: language, Title: letters.messages.text(language, 'letters.titles.grant') });
    expect(tagged).toBe(true);
    for (const role of ['H1', 'H2', 'Table', 'Figure', 'L']) expect(roles).toContain(`"role":"${role}"`);
    expect(text).toContain('Karakoram Textiles (Private) Limited');
    expect(text).toContain('IJC-2026-7K3M-9Q2T-V4XD');
  },
);

test('Urdu is set in Nastaliq and Chinese in its own font, and all fonts are in the file', () => {
  const fontsOf = (language: string): string[] => {
    const file = letters.render(sample('grant', language)).toString('latin1');
    expect(file.match(/\/FontFile2 /g)?.length).toBe(new Set(file.match(/\/FontName \/\S+/g)).size);
    return [...new Set(file.match(/(?<=\/FontName \/[A-Z]{6}\+)[A-Za-z-]+/g))].sort();
  };
  expect(fontsOf('ur')).toEqual(
    expect.arrayContaining(['NotoNastaliqUrdu-Regular', 'NotoNastaliqUrdu-Bold', 'NotoSans-Regular']),
  );
  expect(fontsOf('zh')).toEqual(expect.arrayContaining(['NotoSansSC-Regular', 'NotoSansSC-Bold']));
  expect(fontsOf('en')).toEqual(['NotoSans-Bold', 'NotoSans-Regular']);
});

test('Chinese and the Chinese names of agency and approval can be read out of the file', async () => {
  const { text } = await readPdf(letters.render(sample('grant', 'zh')));
  expect(text).toContain('旁遮普省环境保护局');
  expect(text).toContain('初步环境审查批准');
  expect(text.replaceAll(' ', '')).toContain('2026年11月24日');
});

test('the same request gives the same bytes, also in a process that has set other letters', () => {
  const again = Letters.load('config');
  again.render(sample('refusal', 'ur'));
  expect(again.render(sample('grant', 'en')).equals(letters.render(sample('grant', 'en')))).toBe(true);
});

test('a translation says so, and which text governs; the text that governs does not', async () => {
  const mark = letters.messages.text('zh', 'letters.frame.translation', { authoritative: 'en' });
  const zh = sample('grant', 'zh');
  expect((await readPdf(letters.render(zh))).text).toContain(mark);
  const governing = { ...zh, frame: { ...zh.frame, authoritative: 'zh' } } as const;
  expect((await readPdf(letters.render(governing))).text).not.toContain(mark);
});

test('what is no longer in force says so at the top', async () => {
  const { text } = await readPdf(letters.render(sample('revoked-grant', 'en')));
  expect(text).toContain('REVOKED on 24 November 2026. It is no longer in force.');
  expect(text.indexOf('REVOKED')).toBeLessThan(text.indexOf('Grant of approval'));
});

test('what a person writes is set as it stands and never read as code', async () => {
  const nasty = '#panic("x") *bold* $x$ \\ #read("/etc/passwd") <b>&amp; {holder} "';
  const request = sample('grant', 'en');
  const holder = '{project} #eval("1")';
  const { text } = await readPdf(letters.render({ ...request, data: { ...request.data, text: nasty, holder } }));
  expect(text.replaceAll(/\s+/g, ' ')).toContain(nasty.replaceAll(/\s+/g, ' '));
  expect(text.replaceAll(/\s+/g, ' ')).toContain(`grants to ${holder}`);
});

test('a character that no font has is told by its number, so that no name is shortened in silence', async () => {
  const request = sample('grant', 'en');
  const { text } = await readPdf(letters.render({ ...request, data: { ...request.data, holder: 'Mill 😀 ქ Ltd' } }));
  expect(text).toContain('Mill [U+1F600] [U+10E5] Ltd');
});

test('rare characters of Chinese names are there', async () => {
  const request = sample('grant', 'en');
  const { text } = await readPdf(letters.render({ ...request, data: { ...request.data, holder: '朱镕堃䶮喆' } }));
  expect(text).toContain('朱镕堃䶮喆');
});

test('every kind of letter can be written in every language, with hardly any data', () => {
  const { frame } = sample('grant', 'en');
  for (const language of LANGUAGES)
    for (const kind of letters.known)
      expect(
        letters
          .render({ kind, language, data: { holder: 'X' }, frame })
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
});

test('the code is read back by another program as what it says', () => {
  const said = `https://ijazat.example/verify/IJC-2026-7K3M-9Q2T-V4XD#${'eyJ-_0'.repeat(60)}`;
  const { pixels, size } = drawn(qrCode(said));
  expect(jsQR.default(pixels, size, size)?.data).toBe(said);
});

/** The squares of an SVG of one path, each four pixels wide, as black on white. */
function drawn(svg: string): { pixels: Uint8ClampedArray; size: number } {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const size = (modules / 10) * 4;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+),(\d+)h10v10h-10z/g))
    for (let row = 0; row < 4; row += 1)
      for (let column = 0; column < 4; column += 1) {
        const at = ((Number(y) / 10) * 4 + row) * size + (Number(x) / 10) * 4 + column;
        pixels.set([0, 0, 0], at * 4);
      }
  return { pixels, size };
}
