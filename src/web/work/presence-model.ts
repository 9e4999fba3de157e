import type { Present } from '../../presence/presence.js';
import type { Reader } from '../reader.js';

/** Who else has the case open, in a sentence for each that does something; empty where nobody has. */
export function presenceInWords(reader: Reader, others: readonly Present[]): string {
  const sentence = (doing: Present['doing']): string[] => {
    const names = others.filter((one) => one.doing === doing).map(({ name }) => name);
    if (names.length === 0) return [];
    return [
      reader.t(`desk.presence.${doing}`, { names: names.join(reader.t('cases.board.comma')), count: names.length }),
    ];
  };
  return [...sentence('writing'), ...sentence('looking')].join(' ');
}
