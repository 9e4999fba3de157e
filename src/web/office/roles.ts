import type { Actor } from '../../engine/index.js';
import type { Accounts } from '../../identity/accounts.js';
import type { Absences } from '../../posts/absences.js';
import type { Asking } from '../../posts/asked.js';
import type { Filling } from '../../posts/filling.js';
import type { Posts } from '../../posts/posts.js';
import type { Agency } from '../../settings/day-settings.js';
import type { PageClock } from '../page-clock.js';
import type { Reader } from '../reader.js';
import type { Mistake } from './days.js';

export interface RolesParts {
  readonly posts: Posts;
  readonly filling: Filling;
  readonly absences: Absences;
  readonly accounts: Accounts;
  readonly agencies: () => readonly Agency[];
  readonly clock: PageClock;
}

/** Posts, their holders and who is away, as the pages of an office look at them and order about them. */
export class Roles {
  constructor(readonly parts: RolesParts) {}

  /** What a model is made from, with the names of the persons it tells of. */
  async seen(persons: readonly string[]) {
    const { posts, accounts, clock } = this.parts;
    const now = clock.now();
    const substitutes = persons.flatMap((person) => posts.roster.awayOf(person).flatMap(({ other }) => other ?? []));
    return { posts, names: await accounts.names([...persons, ...substitutes]), now };
  }

  asking(actor: Actor, key: string | undefined): Asking {
    return { actor, now: this.parts.clock.now(), key };
  }

  /** Everybody who holds a post in one of these agencies now, by name. */
  async colleagues(agencies: readonly string[]): Promise<{ readonly id: string; readonly name: string }[]> {
    const { posts, accounts, clock } = this.parts;
    const now = clock.now();
    const offices = [...posts.offices.values()].filter(({ agency }) => agency !== null && agencies.includes(agency));
    const persons = new Set(offices.flatMap(({ id }) => posts.holdersOf(id, now).map(({ person }) => person)));
    const names = await accounts.names([...persons]);
    return [...persons].map((id) => ({ id, name: names.get(id) ?? id })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What was wrong with a form, for its summary and beside its fields. */
  wrong(
    { t, language, refusal: told }: Reader,
    mistakes: readonly Mistake[],
    refused: readonly { readonly field: string; readonly message: string }[],
  ) {
    const own = mistakes.map(({ field, key }) => ({ field, text: t(key), lang: language }));
    const theirs = refused.map(({ field, message }) => {
      if (message === 'is no account')
        return { field: field.slice(1), text: t('office.mistakes.noAccount'), lang: language };
      const { text, language: lang } = told(message);
      return { field: field.slice(1), text, lang };
    });
    const all = [...own, ...theirs];
    return {
      wrong: all.map(({ field, text, lang }) => ({ text, href: `#${field}`, attributes: { lang } })),
      errors: Object.fromEntries(
        all.map(({ field, text }) => [field, { text, visuallyHiddenText: t('layout.mistake') }]),
      ),
    };
  }
}
