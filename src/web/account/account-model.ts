import type { Account } from '../../identity/account.js';
import { endOf, type Used } from '../../identity/credential.js';
import { TRAITS } from '../languages.js';
import type { Reader } from '../reader.js';

/** What a page of the account may say was done. */
export const DONE = ['ended', 'endedOthers', 'password', 'authenticatorRemoved', 'tokenEnded', 'preferences'] as const;

const PROGRAMS = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
] as const;
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

/** A browser by what it says of itself, so that its owner knows it again; empty where it says nothing known. */
function deviceOf(agent: string | null): string {
  const find = (known: readonly (readonly [RegExp, string])[]): string =>
    known.find(([sign]) => sign.test(agent ?? ''))?.[1] ?? '';
  return [find(PROGRAMS), find(SYSTEMS)].filter(Boolean).join(', ');
}

interface Parts {
  readonly account: Account;
  readonly open: readonly Used[];
  /** Recovery codes left. */
  readonly codes: number;
  /** The session that asks. */
  readonly mine: string;
}

export function accountModel(reader: Reader, { account, open, codes, mine }: Parts) {
  const { t, dateTime, date } = reader;
  const shown = open.map((used) => {
    const { id, kind, agent, secondFactor, createdAt, name, scopes } = used.credential;
    return {
      id,
      kind,
      name: name ?? '',
      device: deviceOf(agent) || (kind === 'client' ? t('account.client') : t('account.unknownDevice')),
      secondFactor,
      current: id === mine,
      since: dateTime(createdAt),
      seen: dateTime(used.seenAt),
      ends: kind === 'token' ? date(endOf(used)) : dateTime(endOf(used)),
      acts: scopes.includes('act'),
    };
  });
  return {
    account: {
      id: account.id,
      name: account.name,
      email: account.email,
      language: TRAITS[account.language].name,
      authenticator: account.authenticator,
      demo: account.demo,
    },
    codes,
    sessions: shown.filter(({ kind }) => kind !== 'token'),
    tokens: shown.filter(({ kind }) => kind === 'token'),
  };
}
