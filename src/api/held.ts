import { Injectable } from '@nestjs/common';
import type { Actor } from '../engine/index.js';
import { TimeMachine } from '../app/time-machine.js';
import { actorOf, type Account } from '../identity/account.js';
import { Posts } from '../posts/posts.js';

/** People with the posts they hold now. */
@Injectable()
export class Held {
  constructor(
    private readonly posts: Posts,
    private readonly time: TimeMachine,
  ) {}

  actor(actor: Actor): Actor {
    return this.posts.actor(actor, this.time.now());
  }

  /** The account as the API tells it. */
  account(account: Account) {
    const { posts } = this.actor(actorOf(account));
    const agencies = [...new Set(posts.flatMap(({ agency }) => agency ?? []))];
    const roles = [...new Set(posts.map(({ role }) => role))];
    return { email: account.email, name: account.name, agency: agencies[0] ?? null, roles };
  }
}
