import type { CertificateDesk } from '../../certificates/certificate-desk.js';
import { TRAITS } from '../languages.js';
import type { Reader } from '../reader.js';

type Face = Awaited<ReturnType<CertificateDesk['verify']>>;

/** How a standing is shown: it holds; it may come to hold; it holds no more. */
const TONES: { readonly [standing in Face['standing']]: 'holds' | 'waits' | 'ended' } = {
  'in-force': 'holds',
  unserved: 'waits',
  conditional: 'waits',
  suspended: 'ended',
  stayed: 'ended',
  superseded: 'ended',
  revoked: 'ended',
  annulled: 'ended',
  expired: 'ended',
  surrendered: 'ended',
};

/** A reference as somebody types it, in its own form; null where it can be none. Letters that Crockford’s base32 lacks are read as meant. */
export function referenceIn(text: string): string | null {
  const [prefix = '', year = '', ...rest] = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s‐-―−_]+/g, '-')
    .split('-')
    .filter((part) => part !== '');
  const letters = rest.join('').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (prefix !== 'IJC' || !/^\d{4}$/.test(year) || !/^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters)) return null;
  return `IJC-${year}-${letters.replace(/(.{4})(?=.)/g, '$1-')}`;
}

/** A certificate for whoever holds it: what stands on its face, and how it stands today. */
export function verifiedModel(reader: Reader, face: Face) {
  const { t } = reader;
  const { reference, standing, since, supersededBy, intact, language } = face;
  const tone = intact ? TONES[standing] : 'ended';
  const by = supersededBy ?? '';
  return {
    reference,
    tone,
    title: intact ? t(`verify.title.${tone}`) : t('verify.title.broken'),
    told: intact ? t(`verify.standing.${standing}`, { since: reader.date(since), by }) : t('verify.broken'),
    newer: supersededBy,
    kind: reader.knows(`verify.kind.${face.kind}`) ? t(`verify.kind.${face.kind}`) : face.kind,
    holder: face.holder,
    about: face.approval === null ? face.about : reader.approval(face.approval, face.about),
    agency: face.agency === null ? '' : reader.agency(face.agency),
    issued: reader.dateTime(face.issuedAt),
    governs: TRAITS[language === 'ur' || language === 'zh' ? language : 'en'].name,
    digest: face.digest,
    order:
      face.order === null
        ? null
        : {
            sha256: face.order,
            told: t('verify.orderText', { date: reader.date(face.orderGivenAt ?? face.issuedAt) }),
          },
  };
}
