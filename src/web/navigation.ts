import type { Actor } from '../engine/index.js';

interface Place {
  readonly href: string;
  /** Key of its message. */
  readonly text: string;
}

const FOR_ALL: readonly Place[] = [
  { href: '/', text: 'layout.home' },
  { href: '/find/investor', text: 'layout.find' },
  { href: '/standard', text: 'layout.standard' },
  { href: '/help', text: 'layout.help' },
];

/** Pages at the foot of every page. */
export const FOOTER: readonly Place[] = [
  { href: '/track', text: 'track.ask' },
  { href: '/verify', text: 'verify.ask' },
  { href: '/workflows', text: 'workflows.title' },
  { href: '/accessibility', text: 'layout.accessibility' },
  { href: '/api/docs', text: 'layout.api' },
];

/** Where the day of somebody begins, after signing in. */
export function dayOf({ posts }: Actor): string {
  const held = new Set(posts.map(({ role }) => role));
  if (held.has('manager')) return '/manage';
  return held.has('officer') || held.has('member') ? '/work' : '/cases';
}

/** Whether somebody does the work of the state, and does not only look on. */
export function works({ posts }: Actor): boolean {
  return posts.some(({ role }) => ['officer', 'manager', 'member'].includes(role));
}

/** Where somebody goes to from any page. */
export function navigationFor(actor: Actor | undefined): readonly Place[] {
  if (!actor) return FOR_ALL;
  const staff = actor.posts.some(({ role }) => role !== 'investor');
  const manages = actor.posts.some(({ role }) => role === 'manager');
  const oversees = manages || actor.posts.some(({ role }) => role === 'auditor');
  return staff
    ? [
        ...(works(actor) ? [{ href: '/work', text: 'layout.work' }] : []),
        ...(manages ? [{ href: '/manage', text: 'manage.inbox.title' }] : []),
        ...(oversees ? [{ href: '/manage/figures', text: 'insight.title' }] : []),
        { href: '/cases', text: 'layout.allCases' },
        { href: '/office', text: 'office.title' },
        { href: '/standard', text: 'layout.standard' },
        { href: '/help', text: 'layout.help' },
      ]
    : [
        { href: '/cases', text: 'layout.myCases' },
        { href: '/company', text: 'companies.short' },
        { href: '/find/investor', text: 'layout.find' },
        { href: '/standard', text: 'layout.standard' },
        { href: '/help', text: 'layout.help' },
      ];
}
