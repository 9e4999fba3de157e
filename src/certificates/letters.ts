import { join } from 'node:path';
import type { JsonObject } from '../engine/index.js';
import { isRightToLeft, type Language, Messages } from '../messages/index.js';
import { composeParts, values } from './compose.js';
import { readKinds, type Kinds } from './kinds.js';
import type { Page } from './page.js';
import { qrCode } from './qr.js';
import { Typesetter } from './typesetter.js';

/** What stands around the parts of a letter. */
export interface LetterFrame {
  readonly reference: string;
  /** When it was issued, epoch milliseconds. */
  readonly issuedAt: number;
  /** The office that issues it, in the letter's language. */
  readonly office: string;
  /** Whom it is for, line by line. */
  readonly to: readonly string[];
  /** Who stands for it, line by line. */
  readonly signed: readonly string[];
  /** The language that governs; in any other the letter says that it is a translation. */
  readonly authoritative: Language;
  /** Set at the top, where it is not or no longer in force. */
  readonly banner: string | null;
  /** What the QR code says, and the address in print; none: the letter cannot be verified. */
  readonly verify: { readonly code: string; readonly address: string } | null;
  /** A file that goes with it, as JSON. */
  readonly attached?: Page['attached'];
  /** What is said of the code; left out: that it leads to whether the document is true. */
  readonly scan?: string;
  /** SHA-256 of the signed order that is attached: it is what binds. Null: there is none. */
  readonly order: string | null;
  /** Made by a demonstration, it says so. */
  readonly demonstration: boolean;
}

export interface LetterRequest {
  /** One of `config/letters/kinds.yaml`. */
  readonly kind: string;
  readonly language: Language;
  readonly data: JsonObject;
  readonly frame: LetterFrame;
}

/** Chinese characters are shared with Japanese and Korean, Arabic ones with other hands: the first font that has a character sets it. */
const FONTS: { readonly [language in Language]: readonly string[] } = {
  en: ['Noto Sans', 'Noto Nastaliq Urdu', 'Noto Sans SC'],
  ur: ['Noto Nastaliq Urdu', 'Noto Sans', 'Noto Sans SC'],
  zh: ['Noto Sans', 'Noto Sans SC', 'Noto Nastaliq Urdu'],
};

/** Letters and certificates as PDF, in three languages. */
export class Letters {
  private constructor(
    readonly messages: Messages,
    private readonly kinds: Kinds,
    private readonly typesetter: Typesetter,
  ) {}

  /** Reads words and forms of a configuration folder. Throws ConfigError. */
  static load(configFolder: string): Letters {
    const folder = join(configFolder, 'letters');
    const messages = Messages.load(join(configFolder, 'messages'));
    return new Letters(messages, readKinds(join(folder, 'kinds.yaml')), new Typesetter(join(folder, 'letter.typ')));
  }

  get known(): readonly string[] {
    return Object.keys(this.kinds);
  }

  /** The letter as PDF: tagged, with its fonts in it, the same bytes for the same request. Throws for a kind nobody knows. */
  render({ kind, language, data, frame }: LetterRequest): Buffer {
    const sources = this.kinds[kind];
    if (!sources) throw new Error(`there is no letter of the kind "${kind}"`);
    const parts = composeParts(sources, { messages: this.messages, language, data });
    return this.typesetter.set({ ...this.around(kind, { language, data, frame }), parts }, frame.issuedAt);
  }

  private around(kind: string, { language, data, frame }: Omit<LetterRequest, 'kind'>): Omit<Page, 'parts'> {
    const say = (name: string, given = {}): string => this.messages.text(language, `letters.frame.${name}`, given);
    const {
      reference,
      issuedAt,
      office,
      to,
      signed,
      authoritative,
      banner,
      verify,
      order,
      demonstration,
      attached = null,
    } = frame;
    const translated = language === authoritative ? null : say('translation', { authoritative });
    const ordered = order === null ? null : say('order', { sha256: order });
    const notice = [demonstration ? say('demonstration') : null, translated, ordered]
      .filter((line) => line !== null)
      .join(' ');
    const [year = 0, month = 1, day = 1] = dayInPakistan(issuedAt).split('-').map(Number);
    return {
      language,
      rtl: isRightToLeft(language),
      fonts: FONTS[language],
      title: this.messages.text(language, `letters.titles.${kind}`, values(data)),
      reference,
      issued: { year, month, day },
      office: [office, say('state')],
      lines: [
        [say('reference'), reference],
        [say('date'), this.messages.text(language, 'letters.values.decidedAt', { decidedAt: issuedAt })],
      ],
      to: to.length > 0 ? [say('to'), ...to] : [],
      banner,
      notice: notice === '' ? null : notice,
      signed,
      verify: verify && {
        text: frame.scan ?? say('scan'),
        address: verify.address,
        code: qrCode(verify.code),
      },
      foot: say('foot'),
      attached,
    };
  }
}

/** Pakistan is five hours ahead of UTC all the year. */
function dayInPakistan(instant: number): string {
  return new Date(instant + 5 * 3_600_000).toISOString().slice(0, 10);
}
