import { Injectable } from '@nestjs/common';
import type { Actor } from '../engine/index.js';
import { TimeMachine } from '../app/time-machine.js';
import { actorOf, type Account } from '../identity/account.js';
import { Companies } from '../companies/companies.js';
import { Posts } from '../posts/posts.js';

/** People with the posts they hold now, and with what they may do for others. */
@Injectable()
export class Held {
  constructor(
    private readonly posts: Posts,
    private readonly companies: Companies,
    private readonly time: TimeMachine,
  ) {}

  actor(actor: Actor): Actor {
    const now = this.time.now();
    const mandates = this.companies.roll.mandatesOf(actor.id, now);
    const held = this.posts.actor(actor, now);
    return mandates.length === 0 ? held : { ...held, mandates };
  }

  /** The account as the API tells it. */
  account(account: Account) {
    const { posts } = this.actor(actorOf(account));
    const agencies = [...new Set(posts.flatMap(({ agency }) => agency ?? []))];
    const roles = [...new Set(posts.map(({ role }) => role))];
    return { email: account.email, name: account.name, agency: agencies[0] ?? null, roles };
  }
}
