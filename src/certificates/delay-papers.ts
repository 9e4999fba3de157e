import type { CaseLists } from '../cases/case-lists.js';
import type { Actor } from '../engine/index.js';
import type { Delays } from '../evidence/delays.js';
import type { Language } from '../messages/index.js';
import type { CaseRow } from '../store/rows.js';
import { delayPaper, type PaperParts } from './delay-paper.js';

interface Parts extends PaperParts {
  readonly delays: Pick<Delays, 'of'>;
  readonly lists: Pick<CaseLists, 'titles'>;
}

/** Statements of delay on paper: made when they are asked for, of that moment, with the signed statement inside the file. */
export class DelayPapers {
  constructor(private readonly parts: Parts) {}

  /** The caller has checked that the actor may know of the case. Rejects as `Delays.of` does. */
  async of(row: CaseRow, actor: Actor, language: Language): Promise<{ readonly name: string; readonly pdf: Buffer }> {
    const { delays, lists, letters } = this.parts;
    const signed = await delays.of(row, actor);
    const called = await lists.titles(signed.statement.cases.map((one) => one.case));
    const pdf = letters.render(delayPaper(signed, called, { ...this.parts, language }));
    return { name: `${row.reference.replaceAll(/[^\w.-]/g, '-')}-delay.${language}.pdf`, pdf };
  }
}
