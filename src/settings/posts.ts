import type { Post } from '../engine/index.js';
import type { AgencyTypeSource, PostsSource, PostSource } from './source.js';

/** A post of the day: an office that persons hold. */
export interface Office extends Omit<PostSource, 'id'> {
  /** `officer.epa-punjab`, `auditor`. */
  readonly id: string;
  /** Its name within its agency: `officer`. */
  readonly name: string;
  /** Null: it belongs to no agency. */
  readonly agency: string | null;
}

/** All posts there are. What an instance names takes the place of what its type does, and that of what every agency has. */
export function officesOf(posts: PostsSource, agencies: readonly AgencyTypeSource[]): Office[] {
  const ofService = posts.service.map((post) => office(post, null));
  return [
    ...ofService,
    ...agencies.flatMap((type) =>
      type.instances.flatMap((instance) => {
        const named = [...posts.agency, ...(type.posts ?? []), ...(instance.posts ?? [])];
        return [...new Map(named.map((post) => [post.id, post])).values()].map((post) => office(post, instance.id));
      }),
    ),
  ];
}

function office({ id: name, ...post }: PostSource, agency: string | null): Office {
  return { ...post, id: agency === null ? name : `${name}.${agency}`, name, agency };
}

/** What an office empowers to, a role each. One named as its role needs no other name. */
export function powersOf({ name, agency, roles, within }: Office): Post[] {
  return roles.map((role) => ({
    role,
    ...(agency === null ? {} : { agency }),
    ...(name === role ? {} : { office: name }),
    ...(within ? { within } : {}),
  }));
}
