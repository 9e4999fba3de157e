import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Asked } from '../../api/who.js';
import type { Inbox } from '../../notices/inbox.js';
import { isPage } from '../page-requests.js';

/** Every page says in its head how many notices its reader has not read: one read by an index, and only where there is a reader. */
export class CountUnread implements NestInterceptor {
  constructor(private readonly inbox: Pick<Inbox, 'unread'>) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Asked>();
    const { credential } = request;
    if (credential?.kind === 'browser' && isPage(request))
      request.unread = await this.inbox.unread(credential.account.id);
    return next.handle();
  }
}
