import type { Actor, Post } from '../engine/index.js';

export const LANGUAGES = ['en', 'ur', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A person who may sign in, and the posts that come with the account. */
export interface Account {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** Whether it is of the demonstration: its password is the one of all, and it cannot be changed. */
  readonly demo: boolean;
  readonly posts: readonly Post[];
  /** Whether signing in takes a code of an authenticator beside the password. */
  readonly authenticator: boolean;
}

/** Addresses that differ in capitals only are one. */
export function asEmail(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

export function actorOf({ id, posts }: Pick<Account, 'id' | 'posts'>): Actor {
  return { id, kind: 'person', posts };
}

/** Whether the person works for the state, and so sees other people's affairs. */
export function isStaff({ posts }: Pick<Account, 'posts'>): boolean {
  return posts.some(({ role }) => role !== 'investor');
}
