import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Post, Role } from '../engine/index.js';
import { keys, listOf, refuseIfAny, text, word, yamlForm } from '../yaml/index.js';

/** Gives whoever has a claim a post. */
interface Mapping {
  readonly claim: string;
  /** What the claim is, or one of what it lists. */
  readonly is: string;
  readonly role: Role;
  readonly agency?: string;
}

/** A provider of OpenID Connect by which people sign in, as `config/settings/sign-in.yaml` says. */
export interface Provider {
  readonly id: string;
  /** What the button says. */
  readonly title: string;
  readonly issuer: string;
  readonly client: string;
  /** Name of the environment variable that holds the client's secret; absent: a public client. */
  readonly secret?: string;
  readonly scope: string;
  /** Values of `amr` that stand for a second factor (RFC 8176). */
  readonly secondFactor?: readonly string[];
  readonly posts: readonly Mapping[];
}

const ROLES = ['investor', 'officer', 'manager', 'member', 'auditor', 'admin'];
const mapping = keys({ claim: text, is: text, role: { enum: ROLES }, 'agency?': word });
const provider = keys({
  id: word,
  title: text,
  issuer: { type: 'string', pattern: '^https?://', description: 'an address such as https://id.example.gov.pk' },
  client: text,
  'secret?': { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$', description: 'the name of an environment variable' },
  scope: text,
  'secondFactor?': listOf(text),
  posts: listOf(mapping, { minItems: 1 }),
});
const readProviders = yamlForm<{ readonly providers: readonly Provider[] }>(keys({ providers: listOf(provider) }));

/** Roles that are held in an agency. */
const OF_AGENCY: readonly string[] = ['officer', 'manager', 'member'];

/** Reads `sign-in.yaml` of a folder of settings; none where there is no such file. Throws ConfigError with file and line. */
export function loadProviders(folder: string, agencies: readonly { readonly id: string }[]): readonly Provider[] {
  const file = join(folder, 'sign-in.yaml');
  if (!existsSync(file)) return [];
  const reading = readProviders(file);
  const { providers } = reading.value;
  const known = new Set(agencies.map(({ id }) => id));
  const ids = providers.map(({ id }) => id);
  refuseIfAny(
    providers.flatMap(({ id, posts }, index) => [
      ...(ids.indexOf(id) < index
        ? [reading.problem(['providers', index, 'id'], `expected each name once (found "${id}" again)`)]
        : []),
      ...posts.flatMap(({ role, agency }, place) => {
        const path = ['providers', index, 'posts', place];
        if (OF_AGENCY.includes(role) !== (agency !== undefined))
          return [
            reading.problem(path, `expected an agency for officers, managers and members only (found a ${role})`),
          ];
        if (agency === undefined || known.has(agency)) return [];
        return [reading.problem([...path, 'agency'], `expected an agency of agencies.yaml (found "${agency}")`)];
      }),
    ]),
  );
  return providers;
}

/** The posts that claims give, each once. */
export function postsFrom(claims: { readonly [claim: string]: unknown }, { posts }: Pick<Provider, 'posts'>): Post[] {
  const given = posts.filter(({ claim, is }) => [claims[claim]].flat().includes(is));
  const named = given.map(({ role, agency }) => (agency === undefined ? { role } : { role, agency }));
  return [...new Map(named.map((post) => [JSON.stringify(post), post])).values()];
}
