import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Asked } from '../../api/who.js';
import type { Inbox } from '../../notices/inbox.js';
import { isPage } from '../page-requests.js';

/**
 * Every page says in its head how many notices its reader has not read: one read by an index, and only where there is a reader. It keeps
 * nobody out: it is a guard since it comes after the one that knows the reader, and since an interceptor would cost each command of the API 10 µs.
 */
export class CountUnread implements CanActivate {
  constructor(private readonly inbox: Pick<Inbox, 'unread'>) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = context.switchToHttp().getRequest<Asked>();
    const { credential } = request;
    if (credential?.kind === 'browser' && isPage(request))
      request.unread = await this.inbox.unread(credential.account.id);
    return true;
  }
}
