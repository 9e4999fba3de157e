import type { Reader } from '../reader.js';

const KILO = 1024;

/** A number of bytes as people read it. */
export function sizeInWords(reader: Reader, bytes: number): string {
  if (bytes < KILO * KILO) return reader.t('documents.size.kilobytes', { size: Math.max(1, Math.round(bytes / KILO)) });
  return reader.t('documents.size.megabytes', { size: Math.round((bytes / KILO / KILO) * 10) / 10 });
}
