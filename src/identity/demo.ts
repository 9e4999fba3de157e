import type { Post } from '../engine/index.js';
import type { Account } from './account.js';
import { LEAD } from './accounts.js';
import { hashPassword } from './passwords.js';

/** The demonstration's people: investors, officers and a manager for every agency instance, committee, auditor, administrator. */
export function demoAccounts(agencies: readonly { readonly id: string; readonly title: string }[]): Account[] {
  const account = (local: string, name: string, posts: readonly Post[]): Account => {
    const email = `${local}@demo.test`;
    return { id: email, email, name, language: 'en', demo: true, posts, authenticator: false };
  };
  const ofAgencies = agencies.flatMap(({ id, title }) => [
    account(`officer.${id}`, `Case officer, ${title}`, [{ role: 'officer', agency: id }]),
    account(`officer2.${id}`, `Second case officer, ${title}`, [{ role: 'officer', agency: id }]),
    account(`manager.${id}`, `Section head, ${title}`, [{ role: 'manager', agency: id }]),
  ]);
  const members = [1, 2, 3, 4, 5].map((n) =>
    account(`member${n}`, `Committee member ${n}`, [{ role: 'member', agency: LEAD }]),
  );
  return [
    account('investor', 'Investor', [{ role: 'investor' }]),
    account('investor2', 'Second investor', [{ role: 'investor' }]),
    ...ofAgencies,
    ...members,
    account('manager', 'Manager, SIFC', [{ role: 'manager', agency: LEAD }]),
    account('auditor', 'Auditor', [{ role: 'auditor' }]),
    account('admin', 'Administrator', [{ role: 'admin' }]),
  ];
}

/** The one password of all demonstration accounts. It is hashed once, when somebody first signs in. */
export class DemoPassword {
  private hashed: Promise<string> | undefined;

  constructor(private readonly password: string) {}

  hash(): Promise<string> {
    return (this.hashed ??= hashPassword(this.password));
  }
}
